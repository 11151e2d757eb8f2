using Orderly.Journal.Rows;

namespace Orderly.Journal.Read;

public sealed class InboxReads
{
    private readonly SealedQueries queries;

    internal InboxReads(SealedQueries queries) => this.queries = queries;

    public ValueTask<InboxRow?> One(Guid id, CancellationToken cancel = default) =>
        queries.OpenedOne("inbox", args => args.Uuid(id), RowMaps.SealedInbox, cancel);

    /// <summary>The newest first; the first page starts before (<see cref="Micros.Never"/>, <see cref="Guid.AllBitsSet"/>).</summary>
    public async ValueTask<IReadOnlyList<InboxRow>> Page(
        InboxState? state, (long Received, Guid Id) before, int limit, CancellationToken cancel = default) =>
        await queries.Opened(PageOf(state), args =>
        {
            args.Long(before.Received);
            args.Uuid(before.Id);
            args.Long(limit);
            if (state is { } one) args.Short((short)one);
        }, RowMaps.SealedInbox, cancel);

    /// <summary>As <see cref="Page"/>, of those whose control id, type, source or order key has the words in it, or whose order key is one of those given.</summary>
    /// <param name="words">Lower case.</param>
    public async ValueTask<IReadOnlyList<InboxRow>> Search(
        InboxState? state, string words, IReadOnlyCollection<string> orderKeys, (long Received, Guid Id) before, int limit, CancellationToken cancel = default) =>
        await queries.Opened("inbox_search", args =>
        {
            args.Long(before.Received);
            args.Uuid(before.Id);
            args.Long(limit);
            args.Short(state is { } one ? (short)one : (short)-1);
            args.Text(words);
            args.Texts(orderKeys);
        }, RowMaps.SealedInbox, cancel);

    /// <summary>All messages of an order key, the oldest first.</summary>
    public async ValueTask<IReadOnlyList<InboxRow>> OfOrderKey(string orderKey, int limit, CancellationToken cancel = default) =>
        await queries.Opened("inbox_of_order_key", args =>
        {
            args.Text(orderKey);
            args.Long(limit);
        }, RowMaps.SealedInbox, cancel);

    /// <summary>When each source was last heard, of those heard after a time (µs).</summary>
    public async ValueTask<IReadOnlyList<(string Source, long Last)>> Sources(long since, CancellationToken cancel = default) =>
        await queries.Plain("inbox_sources", args => args.Long(since), row => (row.Text(0), row.Long(1)), cancel);

    /// <summary>Refused messages, the newest first.</summary>
    /// <param name="words">Lower case; empty for all.</param>
    public async ValueTask<IReadOnlyList<RefusalRow>> Refusals(string words, (long Received, Guid Id) before, int limit, CancellationToken cancel = default) =>
        await queries.Opened("refusals_page", args =>
        {
            args.Long(before.Received);
            args.Uuid(before.Id);
            args.Long(limit);
            args.Text(words);
        }, RowMaps.Refusal, cancel);

    public ValueTask<RefusalRow?> Refusal(Guid id, CancellationToken cancel = default) =>
        queries.OpenedOne("refusal", args => args.Uuid(id), RowMaps.Refusal, cancel);

    public async ValueTask<IReadOnlyList<CanonicalEventRow>> EventsOfInboxes(IReadOnlyCollection<Guid> inboxes, CancellationToken cancel = default) =>
        await queries.Opened("canonical_events_of_inboxes", args => args.Uuids(inboxes), RowMaps.CanonicalEvent, cancel);

    /// <summary>In order of occurrence.</summary>
    public async ValueTask<IReadOnlyList<CanonicalEventRow>> EventsOfEncounter(string encounter, int limit, CancellationToken cancel = default) =>
        await queries.Opened("canonical_events_of_encounter", args =>
        {
            args.Text(encounter);
            args.Long(limit);
        }, RowMaps.CanonicalEvent, cancel);

    /// <summary>How many events of each kind an encounter of a facility has.</summary>
    public async ValueTask<IReadOnlyDictionary<string, long>> EventKinds(string encounter, short facility, CancellationToken cancel = default) =>
        (await queries.Plain("canonical_event_kinds", args =>
        {
            args.Text(encounter);
            args.Short(facility);
        }, row => (Kind: row.Text(0), Count: row.Long(1)), cancel)).ToDictionary(found => found.Kind, found => found.Count);

    public async ValueTask<IReadOnlyList<CanonicalEventRow>> EventsOfKind(string encounter, string kind, int limit, CancellationToken cancel = default) =>
        await queries.Opened("canonical_events_of_kind", args =>
        {
            args.Text(encounter);
            args.Text(kind);
            args.Long(limit);
        }, RowMaps.CanonicalEvent, cancel);

    // The index of what stands aside serves no plan that may be asked for another state.
    private static string PageOf(InboxState? state) => state switch
    {
        null => "inbox_page",
        InboxState.HeldForOrder or InboxState.Quarantined => "inbox_page_aside",
        _ => "inbox_page_in_state",
    };
}
