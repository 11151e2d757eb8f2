using System.Collections.Concurrent;
using Orderly.Engine.Work;
using Orderly.Journal;

namespace Orderly.Runtime.Ownership;

/// <summary>The interned numbers of queues, remembered once asked for.</summary>
internal sealed class QueueIds(IStore store)
{
    private readonly ConcurrentDictionary<WorkQueue, int> known = new();

    /// <summary>Makes sure that <see cref="Of"/> knows the queue.</summary>
    public async ValueTask Know(WorkQueue queue)
    {
        if (known.ContainsKey(queue)) return;
        var row = await store.Settings.InternQueue(queue.Facility, queue.Unit ?? "", queue.Role ?? "", (short)CommandDeed.SensitivityOf(queue.Sensitivity));
        known[queue] = row.Id;
    }

    public int Of(WorkQueue queue) => known[queue];
}
