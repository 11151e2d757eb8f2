using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;
using Orderly.Runtime.Clocks;
using Orderly.Runtime.Lanes;
using Orderly.Runtime.Nodes;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Submission;

namespace Orderly.Runtime.Timers;

/// <summary>
/// Wakes instances at hospital time, and begins processes: never early, once. The row leaves in the commit of the instance that was
/// woken, so a timer whose node dies is woken again, and the engine refuses the second time.
/// </summary>
internal sealed class TimerLane
{
    /// <summary>How far ahead the wheel reaches, in real time.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(60);

    /// <summary>Later than this is a backlog, drained by priority.</summary>
    private static readonly TimeSpan Backlog = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(5);

    private const int SweepMost = 10_000;
    private const int AtOnce = 256;

    private readonly IStore store;
    private readonly HospitalClock clock;
    private readonly LaneLeases lanes;
    private readonly Waking waking;
    private readonly NodeTime time;
    private readonly TimerWheel wheel = new();
    private readonly Rounds sweeps;
    private readonly Rounds firing;
    private ITimer? alarm;
    private long sweptUntil = long.MinValue;

    public TimerLane(IStore store, OwnerContext context, LaneLeases lanes, Waking waking, NodeTime time)
    {
        (this.store, clock, this.lanes, this.waking, this.time) = (store, context.Clock, lanes, waking, time);
        sweeps = new Rounds("timer sweep", Sweep, time);
        firing = new Rounds("timers", Fire, time);
        lanes.OnGained(_ => sweeps.Wake());
        lanes.OnLost(lost =>
        {
            wheel.RemoveLanes(lost);
            return Task.CompletedTask;
        });
    }

    public void Start()
    {
        alarm = time.Real.CreateTimer(_ => firing.Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        sweeps.Start(SweepEvery);
        firing.Start(TimeSpan.FromSeconds(1));
    }

    /// <summary>Hospital time was moved: the window ahead is another one.</summary>
    public void LookAgain() => sweeps.Wake();

    public async Task Stop()
    {
        await sweeps.Stop();
        await firing.Stop();
        if (alarm is not null) await alarm.DisposeAsync();
    }

    public void Committed(IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
        {
            if (change is AddTimer { Row: var timer } && timer.Due <= Volatile.Read(ref sweptUntil) && lanes.Holds(timer.Lane))
            {
                var next = wheel.NextDue;
                if (wheel.Add(timer) && (next is null || timer.Due < next)) SetAlarm();
            }
            else if (change is RemoveTimer gone)
            {
                wheel.Remove(gone.Id);
            }
        }
    }

    private async Task Sweep()
    {
        var held = lanes.Held;
        if (held.Count == 0) return;
        var now = Micros.From(clock.Now());
        var until = Micros.From(clock.Anchor.HospitalAt(time.Real.GetUtcNow() + Ahead));
        Volatile.Write(ref sweptUntil, until);
        var timers = await store.Read.Lanes.Timers(held, until, SweepMost);
        var late = timers.Where(timer => timer.Due < now - Micros.From(Backlog)).ToArray();
        if (late.Length > 0) wheel.AddOverdue(await Ranked(late));
        foreach (var timer in timers.Skip(late.Length)) wheel.Add(timer);
        // A full page ends before the window does: what is due after it is not in the wheel.
        if (timers.Count == SweepMost) Volatile.Write(ref sweptUntil, timers[^1].Due);
        SetAlarm();
    }

    private async Task<IEnumerable<(TimerRow, int)>> Ranked(TimerRow[] late)
    {
        var rank = new Dictionary<Guid, int>();
        foreach (var chunk in late.Select(timer => timer.Instance).Distinct().Chunk(500))
            foreach (var task in await store.Read.Work.OfInstances(chunk))
                if (task.Open) rank[task.Instance] = Math.Min(task.Rank, rank.GetValueOrDefault(task.Instance, int.MaxValue));
        return late.Select(timer => (timer, rank.GetValueOrDefault(timer.Instance, int.MaxValue)));
    }

    private async Task Fire()
    {
        while (wheel.TakeDue(Micros.From(clock.Now()), AtOnce) is { Count: > 0 } due)
            await Task.WhenAll(due.Where(timer => lanes.Holds(timer.Lane)).Select(waking.Wake));
        SetAlarm();
    }

    private void SetAlarm()
    {
        if (wheel.NextDue is not { } due) return;
        alarm?.Change(due == long.MinValue ? TimeSpan.Zero : clock.RealTimeUntil(Micros.ToTime(due)), Timeout.InfiniteTimeSpan);
    }
}
