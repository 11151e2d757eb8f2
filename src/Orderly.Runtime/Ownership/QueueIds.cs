using System.Collections.Concurrent;
using Orderly.Engine.Work;
using Orderly.Journal;

namespace Orderly.Runtime.Ownership;

/// <summary>The interned numbers of queues, remembered once asked for.</summary>
internal sealed class QueueIds(IStore store)
{
    private readonly ConcurrentDictionary<WorkQueue, int> known = new();
    private readonly ConcurrentDictionary<WorkQueue, Task> asking = new();

    /// <summary>Makes sure that <see cref="Of"/> knows the queue.</summary>
    public async ValueTask Know(WorkQueue queue)
    {
        if (known.ContainsKey(queue)) return;
        // Interning locks a row of the store: a hundred first tasks of one queue ask once, not a hundred times.
        var asked = asking.GetOrAdd(queue, Ask);
        try
        {
            await asked;
        }
        finally
        {
            asking.TryRemove(new KeyValuePair<WorkQueue, Task>(queue, asked));
        }
    }

    public int Of(WorkQueue queue) => known[queue];

    private async Task Ask(WorkQueue queue)
    {
        var row = await store.Settings.InternQueue(queue.Facility, queue.Unit ?? "", queue.Role ?? "", (short)CommandDeed.SensitivityOf(queue.Sensitivity));
        known[queue] = row.Id;
    }
}
