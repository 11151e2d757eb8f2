namespace Orderly.Runtime.Tests.Simulation;

/// <summary>Time that stands still until <see cref="AdvanceToNext"/>: thirty days pass in the time their work takes.</summary>
internal sealed class VirtualTime(DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<VirtualTimer, (long Due, long Order)> due = new();
    private long order;
    private DateTimeOffset now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        CreateTimer(callback, state, dueTime, period, () => true);

    /// <summary>The same time for one node: its timers end with it.</summary>
    public TimeProvider Of(SeededScheduler.NodeScheduler node) => new NodeTime(this, node);

    private VirtualTimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period, Func<bool> isAlive)
    {
        var timer = new VirtualTimer(this, callback, state, isAlive);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to the next timer and fires it; false when none is set.</summary>
    public bool AdvanceToNext(DateTimeOffset noLaterThan)
    {
        while (due.TryPeek(out var timer, out var at))
        {
            if (at.Due > noLaterThan.UtcTicks) break;
            due.Dequeue();
            if (!timer.IsArmedFor(at.Due, at.Order)) continue;
            if (at.Due > now.UtcTicks) now = new DateTimeOffset(at.Due, TimeSpan.Zero);
            timer.Fire();
            return true;
        }
        if (noLaterThan > now) now = noLaterThan;
        return false;
    }

    private sealed class NodeTime(VirtualTime time, SeededScheduler.NodeScheduler node) : TimeProvider
    {
        public override long TimestampFrequency => time.TimestampFrequency;

        public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            time.CreateTimer(callback, state, dueTime, period, () => !node.IsDead);
    }

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state, Func<bool> isAlive) : ITimer
    {
        private long armedFor = -1;
        private long armedAs;
        private TimeSpan period;

        public bool IsArmedFor(long ticks, long order) => armedFor == ticks && armedAs == order;

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            period = newPeriod;
            armedFor = -1;
            if (dueTime != Timeout.InfiniteTimeSpan) Arm(dueTime);
            return true;
        }

        public void Fire()
        {
            armedFor = -1;
            if (!isAlive()) return;
            if (period > TimeSpan.Zero) Arm(period);
            callback(state);
        }

        public void Dispose() => armedFor = -1;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Arm(TimeSpan after)
        {
            armedFor = time.now.UtcTicks + Math.Max(0, after.Ticks);
            armedAs = ++time.order;
            time.due.Enqueue(this, (armedFor, armedAs));
        }
    }
}
