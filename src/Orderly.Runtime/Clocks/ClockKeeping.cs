using Orderly.Journal;
using Orderly.Runtime.Nodes;

namespace Orderly.Runtime.Clocks;

/// <summary>
/// Keeps a scaled clock's place in the store, a little ahead, so that hospital time goes on after a crash from where it stood
/// and never goes back.
/// </summary>
internal sealed class ClockKeeping
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(2);

    private readonly IStore store;
    private readonly HospitalClock clock;
    private readonly NodeTime time;
    private readonly Rounds rounds;

    private ClockKeeping(IStore store, HospitalClock clock, NodeTime time)
    {
        (this.store, this.clock, this.time) = (store, clock, time);
        rounds = new Rounds("hospital clock", Keep, time);
    }

    public HospitalClock Clock => clock;

    public static async Task<ClockKeeping> Open(IStore store, double? rate, NodeTime time, DateTimeOffset? start = null)
    {
        var stored = (await store.Settings.Facts()).Clock;
        var now = time.Real.GetUtcNow();
        var anchor = new ClockAnchor(Micros.ToTime(stored.Real), Micros.ToTime(stored.Hospital), stored.Rate);
        // A restart within the stored second goes on along the same line.
        if (anchor.Real < now) anchor = HospitalClock.Resume(anchor, anchor.Real, now);
        if (start is { } first && anchor.IsRealTime) anchor = new ClockAnchor(now, HospitalClock.Truncate(first), rate ?? anchor.Rate);
        if (rate is { } asked && asked != anchor.Rate) anchor = new ClockAnchor(now, anchor.HospitalAt(now), asked);
        var keeping = new ClockKeeping(store, new HospitalClock(time.Real, anchor), time);
        await keeping.Keep();
        return keeping;
    }

    public void Start()
    {
        if (!clock.Anchor.IsRealTime) rounds.Start(Every);
    }

    public Task Stop() => clock.Anchor.IsRealTime ? Task.CompletedTask : rounds.Stop();

    private async Task Keep()
    {
        if (clock.Anchor.IsRealTime) return;
        var at = time.Real.GetUtcNow() + Ahead;
        await store.Settings.SetClock(new ClockAnchors(Micros.From(at), Micros.From(clock.Anchor.HospitalAt(at)), clock.Anchor.Rate));
    }
}
