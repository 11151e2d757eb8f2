using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

/// <summary>How tasks, clocks and approvals come, change and go.</summary>
internal static class WorkEvolution
{
    /// <summary>False when the event is not about work.</summary>
    public static bool Evolve(InstanceState state, Event happened)
    {
        switch (happened)
        {
            case ClockStarted e: Started(state, e); break;
            case ClockWarned e: Set(state, state.Clocks.Known(e.Clock) with { Warned = true }); break;
            case ClockBreached e: Set(state, state.Clocks.Known(e.Clock) with { Breached = true }); break;
            case ClockPaused e:
                Set(state, state.Clocks.Known(e.Clock) with { PausedAt = state.At, PauseReason = e.Reason, NetBefore = e.Net });
                break;
            case ClockResumed e:
                Set(state, state.Clocks.Known(e.Clock) with { PausedAt = null, PauseReason = null, RunningSince = state.At, WarnAt = e.WarnAt, BreachAt = e.BreachAt, Rungs = e.Rungs });
                break;
            case ClockNamed e: Set(state, state.Clocks.Known(e.Clock) with { Metric = e.Metric }); break;
            case ClockCharged e: Charged(state, e); break;
            case ClockShared: break;
            case ClockRetargeted e:
                Set(state, state.Clocks.Known(e.Clock) with { Target = e.Target, WarnAt = e.WarnAt, BreachAt = e.BreachAt, Rungs = e.Rungs });
                break;
            case ClockStopped e: WaitEvolution.Close(state, state.Clocks, e.Clock, WaitKind.Clock); break;
            case RungReached e: Reached(state, e); break;
            case EscalationAcknowledged e: Set(state, state.Clocks.Known(e.Clock) with { QuietUntil = e.QuietUntil }); break;
            default: return TaskEvolution.Evolve(state, happened) || ApprovalEvolution.Evolve(state, happened);
        }
        return true;
    }

    private static void Set(InstanceState state, SlaClock clock) => state.Clocks.Set(clock.Id, clock);

    private static void Started(InstanceState state, ClockStarted e) => state.Clocks.Set(e.Clock, new SlaClock
    {
        Id = e.Clock,
        No = WaitEvolution.Open(state, e.Holder, WaitKind.Clock, e.Clock.Value),
        Holder = e.Holder,
        Element = e.Element,
        Task = e.Task,
        Target = e.Target,
        Calendar = e.Calendar,
        Ladder = e.Ladder,
        Started = state.At,
        RunningSince = state.At,
        WarnAt = e.WarnAt,
        BreachAt = e.BreachAt,
        Rungs = e.Rungs,
    });

    private static void Charged(InstanceState state, ClockCharged e)
    {
        var clock = state.Clocks.Known(e.Clock);
        Set(state, clock with { Shares = clock.SharesUntil(state.At), Bearer = e.Bearer == Bearer.Own ? null : e.Bearer, BorneSince = state.At });
    }

    private static void Reached(InstanceState state, RungReached e)
    {
        var clock = state.Clocks.Known(e.Clock);
        Set(state, clock with { Level = e.Level, Told = [.. clock.Told.Union(e.Audience)], Rungs = clock.Rungs.RemoveAll(rung => rung.Level <= e.Level), QuietUntil = null });
    }
}
