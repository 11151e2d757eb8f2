namespace Orderly.Simulator.Hospital.Stays;

/// <summary>What is to happen, by time; what falls on one moment happens in the order it was planned.</summary>
internal sealed class Timetable
{
    private readonly PriorityQueue<Action<DateTimeOffset>, (DateTimeOffset At, long Number)> due = new();
    private long planned;

    public DateTimeOffset? Next => due.TryPeek(out _, out var first) ? first.At : null;

    public void Plan(DateTimeOffset at, Action<DateTimeOffset> happening) => due.Enqueue(happening, (at, planned++));

    /// <summary>Lets happen what is due until then.</summary>
    public void Run(DateTimeOffset until)
    {
        while (due.TryPeek(out var happening, out var first) && first.At <= until)
        {
            due.Dequeue();
            happening(first.At);
        }
    }
}
