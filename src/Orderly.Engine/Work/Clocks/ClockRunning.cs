using System.Collections.Immutable;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Time;

namespace Orderly.Engine.Work;

/// <summary>SLA clocks: all times are worked out when a clock starts or goes on; one timer stands for whatever comes next.</summary>
internal static class ClockRunning
{
    /// <summary>Starts the clocks that run from the beginning.</summary>
    public static void StartAll(Execution run, ElementInstance holder, Element element, TaskItem? task)
    {
        foreach (var sla in element.Slas)
        {
            if (sla.From == TaskMoment.Created)
                Start(run, holder, element, sla, task);
        }
    }

    /// <summary>A task came to a moment of its life: some of its clocks start there, others stop.</summary>
    public static void Reach(Execution run, TaskItem task, TaskMoment moment)
    {
        var element = run.Model[task.Element];
        foreach (var sla in element.Slas)
        {
            var running = run.State.Clocks.FirstOrDefault(clock => clock.Task == task.Id && clock.Metric == sla.Metric);
            if (sla.To == moment && running is not null)
                Stop(run, running.Id, completed: true);
            else if (sla.From == moment && running is null)
                StuckWork.Guard(run, task.Holder, () => Start(run, run.State.Known(task.Holder), element, sla, task));
        }
    }

    private static void Start(Execution run, ElementInstance holder, Element element, SlaTarget sla, TaskItem? task)
    {
        var calendar = run.World.FindCalendar(sla.Calendar)
            ?? throw new StuckException(IncidentKind.MissingCalendar, $"Expected calendar '{sla.Calendar}' for the SLA of '{element.Id}', but the world has none of that id");
        var target = UtcMicroseconds.Truncate(Moments.Span(run, ClockRetargeting.ScopeOf(holder, task), sla.Target, $"SLA target of '{element.Id}'"));
        ImmutableArray<RungTime> rungs = [];
        if (sla.Ladder is not null)
        {
            var ladder = run.World.Ladders.GetValueOrDefault(sla.Ladder)
                ?? throw new StuckException(IncidentKind.MissingLadder, $"Expected escalation ladder '{sla.Ladder}' for the SLA of '{element.Id}', but the world has none of that id");
            rungs = [.. ladder.Rungs.Select(rung => new RungTime(rung.Level, calendar.Add(run.At, Percent(target, rung.PercentOfTarget) + rung.Plus)))];
        }
        var clock = new ClockId(run.NewId());
        run.Emit(new ClockStarted(
            clock, holder.Id, element.Id, task?.Id, target, calendar.Add(run.At, Percent(target, sla.WarnAtPercent)), calendar.Add(run.At, target), sla.Calendar, sla.Ladder, rungs));
        if (sla.Metric is { } metric)
            run.Emit(new ClockNamed(clock, metric));
        ScheduleNext(run, clock);
    }

    /// <summary>The clock's timer came due: says what has passed, and schedules what is next.</summary>
    public static void Fire(Execution run, ClockId id)
    {
        if (run.State.Clocks[id] is not { PausedAt: null } clock)
            return;
        if (!clock.Warned && clock.WarnAt <= run.At)
            run.Emit(new ClockWarned(id));
        if (!clock.Breached && clock.BreachAt <= run.At)
            run.Emit(new ClockBreached(id));
        var quiet = clock.QuietUntil is { } until && until > run.At;
        // After a gap several rungs may be due; the highest speaks for all, so that nobody gets a storm. A plan that ran out
        // without the work being done tells the rung it had quieted again.
        if (!quiet && (clock.Rungs.LastOrDefault(rung => rung.At <= run.At)?.Level ?? (clock.QuietUntil is null ? null : clock.Level)) is { } level)
            run.Emit(Reached(run, clock, level));
        ScheduleNext(run, id);
    }

    public static void Pause(Execution run, ClockId id, string reason, DateTimeOffset until)
    {
        if (run.State.Clocks[id] is not { PausedAt: null } clock)
            return;
        CancelTimer(run, id);
        run.Emit(new ClockPaused(id, reason, until, run.At - clock.Started, Net(run, clock)));
    }

    /// <summary>What was still to come moves by the open time the clock stood still.</summary>
    public static void Resume(Execution run, ClockId id)
    {
        if (run.State.Clocks[id] is not { PausedAt: { } pausedAt } clock)
            return;
        var calendar = CalendarOf(run, clock);
        DateTimeOffset Moved(DateTimeOffset at) => at <= pausedAt ? at : calendar.Add(run.At, calendar.Between(pausedAt, at));
        run.Emit(new ClockResumed(id, Moved(clock.WarnAt), Moved(clock.BreachAt), [.. clock.Rungs.Select(rung => rung with { At = Moved(rung.At) })]));
        ScheduleNext(run, id);
    }

    public static void Stop(Execution run, ClockId id, bool completed)
    {
        var clock = run.State.Clocks[id]!;
        CancelTimer(run, id);
        if (clock.Shares is not null || clock.Bearer is not null)
            run.Emit(new ClockShared(id, clock.SharesUntil(run.At)));
        var met = !clock.Breached && (clock.PausedAt ?? run.At) <= clock.BreachAt;
        run.Emit(new ClockStopped(id, run.At - clock.Started, Net(run, clock), completed ? met : null));
    }

    /// <summary>Someone has a plan: no rung before it is due to have worked.</summary>
    public static void Acknowledge(Execution run, SlaClock clock, string by, string plan, DateTimeOffset quietUntil)
    {
        CancelTimer(run, clock.Id);
        run.Emit(new EscalationAcknowledged(clock.Id, by, plan, quietUntil));
        if (clock.PausedAt is null)
            ScheduleNext(run, clock.Id);
    }

    public static void ScheduleNext(Execution run, ClockId id)
    {
        var clock = run.State.Clocks[id]!;
        DateTimeOffset? next = null;
        void Consider(DateTimeOffset at) => next = next is { } known && known <= at ? known : at;
        if (!clock.Warned)
            Consider(clock.WarnAt);
        if (!clock.Breached)
            Consider(clock.BreachAt);
        if (clock.Rungs.Length > 0)
            Consider(clock.QuietUntil is { } quiet && quiet > clock.Rungs[0].At ? quiet : clock.Rungs[0].At);
        if (clock is { Level: not null, QuietUntil: { } planned })
            Consider(planned);
        if (next is { } due)
            run.Emit(new TimerScheduled(new TimerId(run.NewId()), clock.Holder, clock.Element, TimerPurpose.Clock, id.Value, due));
    }

    public static void CancelTimer(Execution run, ClockId id)
    {
        foreach (var wait in run.State.Known(run.State.Clocks[id]!.Holder).Waits?.ToArray() ?? [])
        {
            if (wait.Kind == WaitKind.Timer && run.State.Timers[new(wait.Id)] is { Purpose: TimerPurpose.Clock } timer && timer.Subject == id.Value)
                run.Emit(new TimerCancelled(timer.Id));
        }
    }

    private static RungReached Reached(Execution run, SlaClock clock, int level)
    {
        var rung = run.World.Ladders.GetValueOrDefault(clock.Ladder ?? "")?.Rungs.FirstOrDefault(candidate => candidate.Level == level);
        var unit = clock.Task is { } task ? run.State.Tasks[task]?.Queue.Unit : UnitOfCase(run) ?? run.Model[clock.Element].Lane;
        return new(clock.Id, level, rung is null ? [] : [.. rung.Audience.Select(who => new Audience(who.Role, who.Unit ?? unit))], rung?.Channel);
    }

    /// <summary>Work that is no task has no queue to say where it is done: the case says it, at the moment of telling.</summary>
    private static string? UnitOfCase(Execution run) =>
        run.State.Variables is { } variables && variables.TryGet(InstanceState.UnitVariable, out var unit) && unit is FeelString { Value: { Length: > 0 } text } ? text : null;

    private static TimeSpan Net(Execution run, SlaClock clock) =>
        clock.PausedAt is null ? clock.NetBefore + CalendarOf(run, clock).Between(clock.RunningSince, run.At) : clock.NetBefore;

    /// <summary>A calendar that was withdrawn while a clock ran on it leaves the clock running around the clock.</summary>
    public static WorkCalendar CalendarOf(Execution run, SlaClock clock) => run.World.FindCalendar(clock.Calendar) ?? WorkCalendar.AroundTheClock;

    public static TimeSpan Percent(TimeSpan target, int percent) => UtcMicroseconds.Truncate(target * (percent / 100.0));
}
