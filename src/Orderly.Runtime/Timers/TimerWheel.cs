using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;

namespace Orderly.Runtime.Timers;

/// <summary>Alarms of the next minute, in memory. What is due later stays in the store until its minute comes.</summary>
internal sealed class TimerWheel
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<TimerRow, (int Rank, long Due)> overdue = new();
    private readonly PriorityQueue<TimerRow, long> ahead = new();
    private readonly HashSet<Guid> known = [];

    public int Count
    {
        get
        {
            lock (gate) return known.Count;
        }
    }

    /// <summary>When the next one is due; null when none is held.</summary>
    public long? NextDue
    {
        get
        {
            lock (gate) return overdue.Count > 0 ? long.MinValue : ahead.TryPeek(out _, out var due) ? due : null;
        }
    }

    /// <summary>False when it was held already.</summary>
    public bool Add(TimerRow timer)
    {
        lock (gate)
        {
            if (!known.Add(timer.Id)) return false;
            ahead.Enqueue(timer, timer.Due);
            return true;
        }
    }

    /// <summary>Takes what is due: what has been due for long by rank, then by due time.</summary>
    public IReadOnlyList<TimerRow> TakeDue(long now, int most)
    {
        lock (gate)
        {
            var due = new List<TimerRow>();
            while (due.Count < most && overdue.TryDequeue(out var timer, out _)) Take(timer);
            while (due.Count < most && ahead.TryPeek(out var next, out var at) && at <= now)
            {
                ahead.Dequeue();
                Take(next);
            }
            return due;

            void Take(TimerRow timer)
            {
                if (known.Remove(timer.Id)) due.Add(timer);
            }
        }
    }

    /// <summary>Puts a backlog in front, ordered by the rank of the work it is about.</summary>
    public void AddOverdue(IEnumerable<(TimerRow Timer, int Rank)> backlog)
    {
        lock (gate)
        {
            foreach (var (timer, rank) in backlog)
                if (known.Add(timer.Id)) overdue.Enqueue(timer, (rank, timer.Due));
        }
    }

    public void Remove(Guid id)
    {
        lock (gate) known.Remove(id);
    }

    public void RemoveLanes(IReadOnlyCollection<short> lanes)
    {
        lock (gate)
        {
            foreach (var (timer, _) in ahead.UnorderedItems.Where(item => lanes.Contains(item.Element.Lane)).ToArray()) known.Remove(timer.Id);
            foreach (var (timer, _) in overdue.UnorderedItems.Where(item => lanes.Contains(item.Element.Lane)).ToArray()) known.Remove(timer.Id);
        }
    }
}
