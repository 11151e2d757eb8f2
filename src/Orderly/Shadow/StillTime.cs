namespace Orderly.Shadow;

/// <summary>Time that stands still until it is moved: a recorded day passes in the time its work takes, to the microsecond as it was.</summary>
internal sealed class StillTime(DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<StillTimer, (long Due, long Order)> due = new();
    private long order;
    private DateTimeOffset now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new StillTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to the next timer and fires it; false when none is due by then, and it is then.</summary>
    public bool MoveToNext(DateTimeOffset noLaterThan)
    {
        while (due.TryPeek(out var timer, out var at) && at.Due <= noLaterThan.UtcTicks)
        {
            due.Dequeue();
            if (!timer.IsArmedAs(at.Order)) continue;
            if (at.Due > now.UtcTicks) now = new DateTimeOffset(at.Due, TimeSpan.Zero);
            timer.Fire();
            return true;
        }
        if (noLaterThan > now) now = noLaterThan;
        return false;
    }

    private sealed class StillTimer(StillTime time, TimerCallback callback, object? state) : ITimer
    {
        private long armedAs = -1;
        private TimeSpan period;

        public bool IsArmedAs(long order) => armedAs == order;

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            period = newPeriod;
            armedAs = -1;
            if (dueTime != Timeout.InfiniteTimeSpan) Arm(dueTime);
            return true;
        }

        public void Fire()
        {
            armedAs = -1;
            if (period > TimeSpan.Zero) Arm(period);
            callback(state);
        }

        public void Dispose() => armedAs = -1;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Arm(TimeSpan after)
        {
            armedAs = ++time.order;
            time.due.Enqueue(this, (time.now.UtcTicks + Math.Max(0, after.Ticks), armedAs));
        }
    }
}
