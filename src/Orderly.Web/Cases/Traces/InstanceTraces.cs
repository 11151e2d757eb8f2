using System.Collections.Concurrent;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Journal;
using Orderly.Journal.Rows;
using JournalEntry = Orderly.Engine.Process.JournalEntry;

namespace Orderly.Web.Cases.Traces;

/// <summary>
/// Reads journals for the screens. A board looks at all open cases again and again, and most have not moved since: what was folded up
/// to an entry is kept with it. The memory is bounded and forgets all at once.
/// </summary>
internal sealed class InstanceTraces(IStore store)
{
    /// <summary>More than this is not folded for a screen: a 100,000-item instance has its own pages.</summary>
    private const int MostEntries = 5_000;

    private const int MostKept = 5_000;

    private readonly ConcurrentDictionary<Guid, (long Seq, InstanceTrace Trace)> kept = new();

    public async ValueTask<InstanceTrace?> Of(Guid instance, CancellationToken cancel)
    {
        var entries = await Entries(instance, cancel);
        return entries.Count == 0 ? null : new InstanceTrace(entries);
    }

    /// <summary>As <see cref="Of"/>, from memory when the head has not moved on.</summary>
    public async ValueTask<InstanceTrace?> UpTo(InstanceRow head, CancellationToken cancel)
    {
        if (kept.TryGetValue(head.Id, out var known) && known.Seq == head.Seq)
        {
            return known.Trace;
        }

        var entries = await Entries(head.Id, cancel);
        if (entries.Count == 0)
        {
            return null;
        }

        if (kept.Count >= MostKept)
        {
            kept.Clear();
        }

        var trace = new InstanceTrace(entries);
        kept[head.Id] = (entries[^1].Seq, trace);
        return trace;
    }

    public async ValueTask<IReadOnlyList<JournalEntry>> Entries(Guid instance, CancellationToken cancel) =>
        [.. (await store.Read.Instances.Journal(instance, after: 0, limit: MostEntries, cancel: cancel)).Select(row => new JournalEntry(
            new InstanceId(row.Instance), row.Seq, Micros.ToTime(row.At), CommandId: null, Actor.Person(row.Actor), row.World, EventJson.Read(row.Body)))];
}
