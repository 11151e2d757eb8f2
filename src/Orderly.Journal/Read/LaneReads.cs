using Orderly.Journal.Database;
using Orderly.Journal.Rows;

namespace Orderly.Journal.Read;

/// <summary>What the owner of some lanes has to do. Each read is bounded; ask again when it comes full.</summary>
public sealed class LaneReads
{
    private readonly SealedQueries queries;

    internal LaneReads(SealedQueries queries) => this.queries = queries;

    /// <summary>Timers due up to a time (µs), the earliest first.</summary>
    public async ValueTask<IReadOnlyList<TimerRow>> Timers(
        IReadOnlyCollection<short> lanes, long until, int limit, CancellationToken cancel = default) =>
        await queries.Plain("timers_due", args =>
        {
            Lanes(args, lanes);
            args.Long(until);
            args.Long(limit);
        }, RowMaps.Timer, cancel);

    /// <summary>Open timers that wake one of the given instances, or begin by one of the given definitions, within their lanes.</summary>
    public async ValueTask<IReadOnlyList<TimerRow>> TimersOf(
        IReadOnlyCollection<short> lanes, IReadOnlyCollection<Guid> instances, CancellationToken cancel = default) =>
        await queries.Plain("timers_of", args =>
        {
            Lanes(args, lanes);
            args.Uuids(instances);
        }, RowMaps.Timer, cancel);

    /// <summary>Pending calls whose time has come, and before which nothing of their order key is unfinished.</summary>
    /// <param name="busy">Connectors whose calls are not wanted now.</param>
    public async ValueTask<IReadOnlyList<EffectRow>> Calls(
        IReadOnlyCollection<short> lanes, long now, IReadOnlyCollection<string> busy, int limit, CancellationToken cancel = default) =>
        await queries.Opened("calls_due", args =>
        {
            Lanes(args, lanes);
            args.Long(now);
            args.Texts(busy);
            args.Long(limit);
        }, RowMaps.Effect, cancel);

    /// <summary>Effects a former owner had taken (leased or sending): for a new owner of the lanes to settle.</summary>
    public async ValueTask<IReadOnlyList<EffectRow>> EffectsTaken(
        IReadOnlyCollection<short> lanes, int limit, CancellationToken cancel = default) =>
        await queries.Opened("effects_sending", args =>
        {
            Lanes(args, lanes);
            args.Long(limit);
        }, RowMaps.Effect, cancel);

    /// <summary>Inbound messages whose turn has not come, by lane, order key, ordinal. Held ones are read by their key.</summary>
    public async ValueTask<IReadOnlyList<InboxRow>> Inbox(
        IReadOnlyCollection<short> lanes, int limit, CancellationToken cancel = default) =>
        await queries.Opened("inbox_pending", args =>
        {
            Lanes(args, lanes);
            args.Long(limit);
        }, RowMaps.SealedInbox, cancel);

    /// <summary>Order keys with messages held for order, those held no longer first.</summary>
    public async ValueTask<IReadOnlyList<HeldKey>> Held(
        IReadOnlyCollection<short> lanes, int limit, CancellationToken cancel = default) =>
        await queries.Plain("inbox_held", args =>
        {
            Lanes(args, lanes);
            args.Long(limit);
        }, row => new HeldKey(row.Short(0), row.Text(1), row.Long(2)), cancel);

    /// <summary>An order key's held messages, in order.</summary>
    public async ValueTask<IReadOnlyList<InboxRow>> HeldOf(short lane, string orderKey, CancellationToken cancel = default) =>
        await queries.Opened("inbox_held_of_key", args =>
        {
            args.Short(lane);
            args.Text(orderKey);
        }, RowMaps.SealedInbox, cancel);

    /// <summary>Mail to instances whose <see cref="Nodes.Lane.Of(Guid)"/> is one of the lanes, in each sender's order.</summary>
    public async ValueTask<IReadOnlyList<MailRow>> Mail(
        IReadOnlyCollection<short> lanes, int limit, CancellationToken cancel = default) =>
        await queries.Opened("mail_pending", args =>
        {
            Lanes(args, lanes);
            args.Long(limit);
        }, RowMaps.Mail, cancel);

    public async ValueTask<IReadOnlyList<MailRow>> MailTo(Guid instance, CancellationToken cancel = default) =>
        await queries.Opened("mail_to", args => args.Uuid(instance), RowMaps.Mail, cancel);

    internal static void Lanes(IArguments args, IReadOnlyCollection<short> lanes) => args.Ints([.. lanes.Select(l => (int)l)]);
}
