using Orderly.Journal.Database;
using Orderly.Journal.Rows;

namespace Orderly.Journal.Read;

/// <summary>A message and a subscription of its key whose process has not had it.</summary>
public sealed record Match(MessageRow Message, SubscriptionRow Subscription);

/// <summary>Correlation. Messages come in position order: the order in which they were committed on a node.</summary>
public sealed class MessageReads
{
    private readonly SealedQueries queries;

    internal MessageReads(SealedQueries queries) => this.queries = queries;

    /// <summary>For the sweep: all that some lanes could hand over to waiting instances.</summary>
    public async ValueTask<IReadOnlyList<Match>> Matches(
        IReadOnlyCollection<short> lanes, long now, int limit, CancellationToken cancel = default) =>
        await queries.Opened("matches", Sweep(lanes, now, limit), Match, cancel);

    /// <summary>For the sweep: messages of some lanes that could start a process (subscriptions without an instance, by name alone).</summary>
    public async ValueTask<IReadOnlyList<Match>> Starts(
        IReadOnlyCollection<short> lanes, long now, int limit, CancellationToken cancel = default) =>
        await queries.Opened("starts", Sweep(lanes, now, limit), Match, cancel);

    /// <summary>After a signal: what one key could hand over to waiting instances.</summary>
    public async ValueTask<IReadOnlyList<Match>> MatchesOf(
        short lane, string name, string key, long now, int limit, CancellationToken cancel = default) =>
        await queries.Opened("matches_of_key", Signal(lane, name, key, now, limit), Match, cancel);

    /// <summary>After a signal: what messages of one key could start.</summary>
    public async ValueTask<IReadOnlyList<Match>> StartsOf(
        short lane, string name, string key, long now, int limit, CancellationToken cancel = default) =>
        await queries.Opened("starts_of_key", Signal(lane, name, key, now, limit), Match, cancel);

    public ValueTask<MessageRow?> One(Guid id, CancellationToken cancel = default) =>
        queries.OpenedOne("message", args => args.Uuid(id), RowMaps.Message, cancel);

    public async ValueTask<IReadOnlyList<MessageRow>> OfKey(short lane, string name, string key, CancellationToken cancel = default) =>
        await queries.Opened("messages_of_key", args => Key(args, lane, name, key), RowMaps.Message, cancel);

    public async ValueTask<IReadOnlyList<MessageRow>> Expired(
        IReadOnlyCollection<short> lanes, long now, int limit, CancellationToken cancel = default) =>
        await queries.Opened("messages_expired", Sweep(lanes, now, limit), RowMaps.Message, cancel);

    public async ValueTask<IReadOnlyList<SubscriptionRow>> Subscriptions(
        short lane, string name, string key, CancellationToken cancel = default) =>
        await queries.Plain("subscriptions_of_key", args => Key(args, lane, name, key), RowMaps.Subscription, cancel);

    public async ValueTask<IReadOnlyList<SubscriptionRow>> SubscriptionsOf(
        IReadOnlyCollection<Guid> instances, CancellationToken cancel = default) =>
        await queries.Plain("subscriptions_of_instances", args => args.Uuids(instances), RowMaps.Subscription, cancel);

    public async ValueTask<IReadOnlyList<SubscriptionRow>> StartSubscriptions(CancellationToken cancel = default) =>
        await queries.Plain("start_subscriptions", _ => { }, RowMaps.Subscription, cancel);

    public async ValueTask<IReadOnlyList<DeliveryRow>> Deliveries(Guid message, CancellationToken cancel = default) =>
        await queries.Plain("deliveries", args => args.Uuid(message), RowMaps.Delivery, cancel);

    private static Sealed<Match> Match(IRow row)
    {
        var message = RowMaps.Message(row);
        var subscription = RowMaps.Subscription(row, RowMaps.MessageColumns);
        return new(ring => new Match(message.Open(ring), subscription));
    }

    private static Action<IArguments> Sweep(IReadOnlyCollection<short> lanes, long now, int limit) => args =>
    {
        LaneReads.Lanes(args, lanes);
        args.Long(now);
        args.Long(limit);
    };

    private static Action<IArguments> Signal(short lane, string name, string key, long now, int limit) => args =>
    {
        Key(args, lane, name, key);
        args.Long(now);
        args.Long(limit);
    };

    private static void Key(IArguments args, short lane, string name, string key)
    {
        args.Short(lane);
        args.Text(name);
        args.Text(key);
    }
}
