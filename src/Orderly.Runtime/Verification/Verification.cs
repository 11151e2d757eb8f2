using System.Security.Cryptography;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Work;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Nodes;
using Orderly.Journal.Rows;
using Orderly.Journal.Sealing;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Projection;

namespace Orderly.Runtime.Verification;

/// <summary>
/// Replays every instance from its first entry and compares what its journal adds up to with what the store shows: heads,
/// tasks, clocks, timers, subscriptions, incidents, effects, snapshots; then the chains of batches and audit. Reads only.
/// </summary>
public sealed class Verification(Store store, SealedMode sealedMode)
{
    private const int Page = 200;
    private const int MostDifferences = 1_000;

    private static readonly short[] AllLanes = [.. Enumerable.Range(0, Lane.Count).Select(lane => (short)lane)];

    private readonly List<Difference> differences = [];
    private readonly Dictionary<WorkQueue, int> queues = [];
    private long instances;
    private long entries;
    private long rows;
    private long snapshots;
    private long sealedForGood;

    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<VerifyReport> RunAsync(CancellationToken cancel = default)
    {
        var timers = (await store.Read.Lanes.Timers(AllLanes, long.MaxValue, int.MaxValue, cancel)).ToLookup(timer => timer.Instance);
        var known = await store.Settings.Queues(cancel);
        var after = Guid.Empty;
        while (await store.Read.Instances.After(after, Page, cancel) is { Count: > 0 } page)
        {
            foreach (var (head, found) in await FoundOrDamaged(page, timers, cancel)) await Check(head, known, found, cancel);
            after = page[^1].Id;
        }
        var chains = await store.VerifyChains(cancel);
        return new VerifyReport(instances, entries, rows, snapshots, sealedForGood, differences, chains);
    }

    /// <summary>What the rows of each instance say. One whose rows do not open any more is told and left out.</summary>
    private async Task<List<(InstanceRow Head, ExpectedRows Found)>> FoundOrDamaged(IReadOnlyList<InstanceRow> page, ILookup<Guid, TimerRow> timers, CancellationToken cancel)
    {
        try
        {
            var found = await Found(page, timers, cancel);
            return [.. page.Select(head => (head, found[head.Id]))];
        }
        catch (CryptographicException) when (page.Count > 1)
        {
            var one = new List<(InstanceRow, ExpectedRows)>();
            foreach (var head in page) one.AddRange(await FoundOrDamaged([head], timers, cancel));
            return one;
        }
        catch (CryptographicException)
        {
            Differs(page[0].Id, "effect", page[0].Id, "Expected its rows to open with their key, but one was changed on the disk");
            return [];
        }
    }

    private async Task<Dictionary<Guid, ExpectedRows>> Found(IReadOnlyList<InstanceRow> page, ILookup<Guid, TimerRow> timers, CancellationToken cancel)
    {
        var ids = page.Select(head => head.Id).ToArray();
        var found = ids.ToDictionary(id => id, _ => new ExpectedRows());
        foreach (var row in await store.Read.Work.OfInstances(ids, cancel)) found[row.Instance].Tasks[row.Id] = RowText.Of(row);
        foreach (var row in await store.Read.Instances.Clocks(ids, cancel)) found[row.Instance].Clocks[row.Id] = RowText.Of(row);
        foreach (var row in await store.Read.Instances.Incidents(ids, cancel))
            if (row.Kind != IncidentRow.Quarantine) found[row.Instance].Incidents[row.Id] = RowText.Of(row);
        foreach (var row in await store.Read.Escalations.OfInstances(ids, cancel)) found[row.Instance].Tell(row);
        foreach (var row in await store.Read.Messages.SubscriptionsOf(ids, cancel)) found[row.Instance!.Value].Subscriptions[row.Id] = RowText.Of(row);
        foreach (var row in await store.Read.Effects.OfInstances(ids, cancel)) found[row.Instance].Effects[row.Id] = RowText.Of(row);
        foreach (var id in ids)
            foreach (var row in timers[id]) found[id].Timers[row.Id] = RowText.Of(row);
        return found;
    }

    private async Task Check(InstanceRow head, IReadOnlyList<QueueRow> known, ExpectedRows found, CancellationToken cancel)
    {
        instances++;
        try
        {
            var expected = new ExpectedRows();
            var state = await Replay(head, known, expected, cancel);
            if (state is null) return;
            CompareHead(head, state);
            Compare(head.Id, "task", expected.Tasks, found.Tasks);
            Compare(head.Id, "clock", expected.Clocks, found.Clocks);
            Compare(head.Id, "incident", expected.Incidents, found.Incidents);
            Compare(head.Id, "escalation", expected.Escalations, found.Escalations);
            Compare(head.Id, "subscription", expected.Subscriptions, found.Subscriptions);
            Compare(head.Id, "timer", expected.Timers, found.Timers);
            Compare(head.Id, "effect", expected.Effects, found.Effects);
        }
        catch (SealedForGoodException)
        {
            sealedForGood++;
        }
        catch (CryptographicException)
        {
            Differs(head.Id, "journal", head.Id, "Expected its entries to open with their key, but one was changed on the disk");
        }
    }

    /// <summary>Null when the journal cannot be folded, which is told.</summary>
    private async Task<InstanceState?> Replay(InstanceRow head, IReadOnlyList<QueueRow> known, ExpectedRows expected, CancellationToken cancel)
    {
        var snapshot = (await store.Read.Instances.Load(head.Id, useSnapshot: true, cancel))?.Snapshot;
        var state = new InstanceState(new InstanceId(head.Id));
        var projection = new InstanceProjection(state, queue => QueueOf(queue, known), sealedMode.Covers);
        foreach (var row in await store.Read.Instances.Journal(head.Id, 0, head.Seq, int.MaxValue, cancel))
        {
            entries++;
            try
            {
                var entry = Entries.Read(row);
                var effects = Engine.Process.Replay.ApplyAndRead(state, entry);
                var changes = new List<Change>();
                projection.Project(state, new ProjectedEntry(entry.Seq, entry.At, row.Actor, entry.Events, effects), changes);
                expected.Apply(changes);
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.Text.Json.JsonException)
            {
                Differs(head.Id, "journal", head.Id, $"Expected entry {row.Seq} to follow, but {e.Message}");
                return null;
            }
            if (snapshot?.Seq == row.Seq) CompareSnapshot(snapshot, state);
        }
        return state;
    }

    private void CompareSnapshot(SnapshotRow snapshot, InstanceState state)
    {
        if (Snapshots.Usable(snapshot) is not { } kept) return;
        snapshots++;
        var folded = StateHash.Of(state);
        if (!folded.AsSpan().SequenceEqual(snapshot.Hash) || !folded.AsSpan().SequenceEqual(StateHash.Of(kept)))
            Differs(snapshot.Instance, "snapshot", snapshot.Instance, $"Expected the state at entry {snapshot.Seq} to be the snapshot's, but their hashes differ");
    }

    private void CompareHead(InstanceRow head, InstanceState state)
    {
        rows++;
        var expected = RowText.Of(Unit.RowOf(state));
        var found = RowText.Of(head);
        if (expected != found) Differs(head.Id, "instance", head.Id, $"Expected {expected}, but found {found}");
    }

    private void Compare(Guid instance, string table, Dictionary<Guid, string> expected, Dictionary<Guid, string> found)
    {
        foreach (var (id, text) in expected)
        {
            rows++;
            if (!found.TryGetValue(id, out var stored)) Differs(instance, table, id, $"Expected {text}, but there is no row");
            else if (stored != text) Differs(instance, table, id, $"Expected {text}, but found {stored}");
        }
        foreach (var (id, text) in found)
            if (!expected.ContainsKey(id)) Differs(instance, table, id, $"Expected no row, but found {text}");
    }

    private void Differs(Guid instance, string table, Guid row, string finding)
    {
        if (differences.Count < MostDifferences) differences.Add(new Difference(instance, table, row, finding));
    }

    private int QueueOf(WorkQueue queue, IReadOnlyList<QueueRow> known)
    {
        if (queues.TryGetValue(queue, out var id)) return id;
        var sensitivity = (short)CommandDeed.SensitivityOf(queue.Sensitivity);
        var row = known.FirstOrDefault(row => row.Facility == queue.Facility && row.Unit == (queue.Unit ?? "") && row.Role == (queue.Role ?? "") && row.Sensitivity == sensitivity);
        return queues[queue] = row?.Id ?? -1;
    }
}
