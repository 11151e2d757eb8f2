using Orderly.Journal.Rows;
using Orderly.Journal.Sealing;

namespace Orderly.Journal.Read;

/// <summary>An instance as its owner loads it: the head, a snapshot when there is one, and the entries after it up to the head.</summary>
/// <param name="Quarantine">The open incident for which it stands aside; null when it runs.</param>
public sealed record LoadedInstance(InstanceRow Head, Guid? Quarantine, SnapshotRow? Snapshot, IReadOnlyList<JournalEntry> Tail);

public sealed class InstanceReads
{
    private readonly SealedQueries queries;

    internal InstanceReads(SealedQueries queries) => this.queries = queries;

    /// <summary>One statement, so that all of it is of one moment, and one round trip.</summary>
    /// <param name="useSnapshot">False folds from the first entry.</param>
    public async ValueTask<LoadedInstance?> Load(Guid instance, bool useSnapshot = true, CancellationToken cancel = default)
    {
        var rows = await queries.Opened("instance_loaded", args =>
        {
            args.Uuid(instance);
            args.Int(useSnapshot ? 1 : 0);
        }, LoadedRow.Map, cancel);
        if (rows.Count == 0) return null;
        var first = rows[0];
        return new LoadedInstance(first.Head, first.Quarantine, first.Snapshot, first.Entry is null ? [] : rows.ConvertAll(row => row.Entry!));
    }

    public ValueTask<InstanceRow?> Head(Guid instance, CancellationToken cancel = default) =>
        queries.PlainOne("instance", args => args.Uuid(instance), RowMaps.Instance, cancel);

    /// <summary>Entries with <paramref name="after"/> &lt; seq ≤ <paramref name="upTo"/>, in order.</summary>
    public async ValueTask<IReadOnlyList<JournalEntry>> Journal(
        Guid instance, long after, long upTo = long.MaxValue, int limit = int.MaxValue, CancellationToken cancel = default) =>
        await queries.Opened("journal", args =>
        {
            args.Uuid(instance);
            args.Long(after);
            args.Long(upTo);
            args.Long(limit);
        }, RowMaps.Entry, cancel);

    /// <summary>A case's root and all that was called from it.</summary>
    public async ValueTask<IReadOnlyList<InstanceRow>> OfCase(Guid root, CancellationToken cancel = default) =>
        await queries.Plain("instances_of_case", args => args.Uuid(root), RowMaps.Instance, cancel);

    /// <inheritdoc cref="OfCase"/>
    public async ValueTask<IReadOnlyList<InstanceRow>> OfCases(IReadOnlyCollection<Guid> roots, CancellationToken cancel = default) =>
        await queries.Plain("instances_of_cases", args => args.Uuids(roots), RowMaps.Instance, cancel);

    public async ValueTask<IReadOnlyList<InstanceRow>> ByBusinessKey(string key, CancellationToken cancel = default) =>
        await queries.Plain("instances_by_business_key", args => args.Text(key), RowMaps.Instance, cancel);

    public async ValueTask<IReadOnlyList<InstanceRow>> ByBusinessKeys(IReadOnlyCollection<string> keys, CancellationToken cancel = default) =>
        await queries.Plain("instances_by_business_keys", args => args.Texts(keys), RowMaps.Instance, cancel);

    /// <summary>Root instances that have not ended, the oldest first.</summary>
    public async ValueTask<IReadOnlyList<InstanceRow>> OpenCases(IReadOnlyCollection<int> facilities, int limit, CancellationToken cancel = default) =>
        await queries.Plain("cases_open", args =>
        {
            args.Ints(facilities);
            args.Long(limit);
        }, RowMaps.Instance, cancel);

    /// <summary>When calls to the outside were asked for, the newest first; the first page starts before (<see cref="Micros.Never"/>, <see cref="Guid.AllBitsSet"/>).</summary>
    public async ValueTask<IReadOnlyList<HistoryRow>> CallsNewest((long At, Guid Instance) before, int limit, CancellationToken cancel = default) =>
        await queries.Plain("calls_newest", args =>
        {
            args.Long(before.At);
            args.Uuid(before.Instance);
            args.Long(limit);
        }, RowMaps.History, cancel);

    /// <summary>All heads in id order, a page at a time; start with <see cref="Guid.Empty"/>.</summary>
    public async ValueTask<IReadOnlyList<InstanceRow>> After(Guid instance, int limit, CancellationToken cancel = default) =>
        await queries.Plain("instances_after", args =>
        {
            args.Uuid(instance);
            args.Long(limit);
        }, RowMaps.Instance, cancel);

    public async ValueTask<IReadOnlyList<ClockRow>> Clocks(IReadOnlyCollection<Guid> instances, CancellationToken cancel = default) =>
        await queries.Plain("clocks", args => args.Uuids(instances), RowMaps.Clock, cancel);

    /// <summary>In time order.</summary>
    public async ValueTask<IReadOnlyList<HistoryRow>> History(IReadOnlyCollection<Guid> instances, int limit, CancellationToken cancel = default) =>
        await queries.Plain("history_of_instances", args =>
        {
            args.Uuids(instances);
            args.Long(limit);
        }, RowMaps.History, cancel);

    public async ValueTask<IReadOnlyList<IncidentRow>> Incidents(IReadOnlyCollection<Guid> instances, CancellationToken cancel = default) =>
        await queries.Plain("incidents_of_instances", args => args.Uuids(instances), RowMaps.Incident, cancel);

    public ValueTask<IncidentRow?> Incident(Guid id, CancellationToken cancel = default) =>
        queries.PlainOne("incident", args => args.Uuid(id), RowMaps.Incident, cancel);

    /// <summary>Unresolved ones by age; the next page starts after the last row's time and id.</summary>
    public async ValueTask<IReadOnlyList<IncidentRow>> OpenIncidents(
        IReadOnlyCollection<int> facilities, (long Raised, Guid Id) after, int limit, CancellationToken cancel = default) =>
        await queries.Plain("incidents_open", args =>
        {
            args.Ints(facilities);
            args.Long(after.Raised);
            args.Uuid(after.Id);
            args.Long(limit);
        }, RowMaps.Incident, cancel);

    /// <summary>A large value by the SHA-256 it was put under; null when there is none.</summary>
    public ValueTask<byte[]?> Blob(byte[] sha256, CancellationToken cancel = default) =>
        queries.OpenedOne("blob", args => args.Bytes(sha256), row =>
        {
            var (key, body) = (row.Long(0), row.Bytes(1));
            return new Sealed<byte[]>(ring => ring.Open(key, SealedColumns.Blob, new Guid(sha256.AsSpan(0, 16)), 0, body));
        }, cancel);
}
