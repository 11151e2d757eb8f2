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
        await queries.Opened(state is null ? "inbox_page" : "inbox_page_in_state", args =>
        {
            args.Long(before.Received);
            args.Uuid(before.Id);
            args.Long(limit);
            if (state is { } one) args.Short((short)one);
        }, RowMaps.SealedInbox, cancel);

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

    public async ValueTask<IReadOnlyList<CanonicalEventRow>> EventsOfInbox(Guid inbox, CancellationToken cancel = default) =>
        await queries.Opened("canonical_events_of_inbox", args => args.Uuid(inbox), RowMaps.CanonicalEvent, cancel);

    public async ValueTask<IReadOnlyList<CanonicalEventRow>> EventsByKey(string semanticKey, CancellationToken cancel = default) =>
        await queries.Opened("canonical_events_by_key", args => args.Text(semanticKey), RowMaps.CanonicalEvent, cancel);
}
