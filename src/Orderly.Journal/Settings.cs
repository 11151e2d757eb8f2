using Orderly.Journal.Database;
using Orderly.Journal.Read;
using Orderly.Journal.Rows;

namespace Orderly.Journal;

/// <summary>The store's own facts.</summary>
/// <param name="Era">Bumped by every restore, so that receivers never take a replayed effect for a repeat.</param>
/// <param name="FeatureLevel">New event kinds are written only once every node reaches it.</param>
public sealed record StoreFacts(Guid Id, int Era, int FeatureLevel, ClockAnchors Clock);

/// <summary>Hospital time = <paramref name="Hospital"/> + (real time − <paramref name="Real"/>) × <paramref name="Rate"/>. Times in µs UTC.</summary>
public sealed record ClockAnchors(long Real, long Hospital, double Rate);

/// <summary>What is set rarely and read at start: era, feature level, clock anchors, queues, data-protection keys.</summary>
public sealed class Settings
{
    private readonly IDatabase database;

    internal Settings(IDatabase database) => this.database = database;

    public async ValueTask<StoreFacts> Facts(CancellationToken cancel = default) =>
        (await database.Query("store", _ => { }, r =>
            new StoreFacts(r.Uuid(0), r.Int(1), r.Int(2), new ClockAnchors(r.Long(3), r.Long(4), r.Double(5))), cancel)).Single();

    public ValueTask SetClock(ClockAnchors anchors, CancellationToken cancel = default) =>
        Change("set_clock", args =>
        {
            args.Long(anchors.Real);
            args.Long(anchors.Hospital);
            args.Double(anchors.Rate);
        }, cancel);

    /// <summary>After a restore, before anything is sent.</summary>
    public ValueTask RaiseEra(CancellationToken cancel = default) => Change("raise_era", _ => { }, cancel);

    /// <summary>Never lowers it.</summary>
    public ValueTask RaiseFeatureLevel(int level, CancellationToken cancel = default) => Change("raise_feature_level", args => args.Int(level), cancel);

    public async ValueTask<IReadOnlyList<QueueRow>> Queues(CancellationToken cancel = default) =>
        await database.Query("queues", _ => { }, RowMaps.Queue, cancel);

    /// <summary>The id of a queue, given one at its first use.</summary>
    public async ValueTask<QueueRow> InternQueue(
        short facility, string unit, string role, short sensitivity, CancellationToken cancel = default)
    {
        void Bind(IArguments args)
        {
            args.Short(facility);
            args.Text(unit);
            args.Text(role);
            args.Short(sensitivity);
        }

        var known = await database.Query("find_queue", Bind, RowMaps.Queue, cancel);
        if (known.Count == 1) return known[0];
        await using var transaction = await database.Begin(cancel);
        // Ids are counted up by hand, so one at a time.
        await transaction.Query("lock_store", _ => { }, row => row.Short(0), cancel);
        await transaction.Write("add_queue", [0], (args, _) => Bind(args));
        var interned = await transaction.Query("find_queue", Bind, RowMaps.Queue, cancel);
        await transaction.Commit();
        return interned.Single();
    }

    /// <summary>Sites and units that were told to listen only, or to act.</summary>
    public async ValueTask<IReadOnlyList<ActivationRow>> Activations(CancellationToken cancel = default) =>
        await database.Query("activations", _ => { }, RowMaps.Activation, cancel);

    /// <summary>Keys of ASP.NET data protection, as XML.</summary>
    public async ValueTask<IReadOnlyList<string>> DataProtectionKeys(CancellationToken cancel = default) =>
        await database.Query("data_protection_keys", _ => { }, row => row.Text(0), cancel);

    public async ValueTask PutDataProtectionKey(string id, string xml, CancellationToken cancel = default)
    {
        await using var transaction = await database.Begin(cancel);
        await transaction.Write("add_data_protection_key", [id], (args, key) =>
        {
            args.Text(key);
            args.Text(xml);
        });
        await transaction.Commit();
    }

    /// <summary>Forgets command keys that expired by <paramref name="now"/> (µs); returns how many.</summary>
    public async ValueTask<int> DeleteExpiredKeys(long now, int limit, CancellationToken cancel = default)
    {
        await using var transaction = await database.Begin(cancel);
        var deleted = await transaction.Query("delete_expired_keys", args =>
        {
            args.Long(now);
            args.Long(limit);
        }, row => row.Text(0), cancel);
        await transaction.Commit();
        return deleted.Count;
    }

    /// <summary>
    /// Makes the journal's monthly parts for a span of decision times (µs) ahead of their first entry; for PostgreSQL, where a
    /// month leaves as a whole. Opening a store does so for the next two months of real time; call it where hospital time runs ahead.
    /// </summary>
    public ValueTask PrepareJournal(long from, long until, CancellationToken cancel = default) =>
        Change("prepare_journal_months", args =>
        {
            args.Long(from);
            args.Long(until);
        }, cancel);

    private async ValueTask Change(string statement, Action<IArguments> bind, CancellationToken cancel)
    {
        await using var transaction = await database.Begin(cancel);
        await transaction.Query(statement, bind, row => true, cancel);
        await transaction.Commit();
    }
}
