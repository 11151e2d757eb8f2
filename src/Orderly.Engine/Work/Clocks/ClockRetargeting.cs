using System.Collections.Immutable;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;
using Orderly.Engine.Time;

namespace Orderly.Engine.Work;

/// <summary>
/// A task's clocks take another target when its priority changes. Time that has run counts; a target that is over already is
/// missed now and not in the past, for nobody can be late before they were told.
/// </summary>
internal static class ClockRetargeting
{
    /// <summary>What a target's expression may ask of its task.</summary>
    private const string PriorityName = "taskPriority";

    public static IFeelScope ScopeOf(ElementInstance holder, TaskItem? task) =>
        task is null ? new ElementScope(holder) : new ExtendedScope(new ElementScope(holder), FeelContext.Empty.With(PriorityName, FeelValue.Of(task.Priority)));

    public static void Retarget(Execution run, TaskItem task)
    {
        var element = run.Model[task.Element];
        foreach (var clock in run.State.Clocks.Where(clock => clock.Task == task.Id).ToArray())
        {
            if (element.Slas.FirstOrDefault(sla => sla.Metric == clock.Metric) is not { } sla)
                continue;
            var target = UtcMicroseconds.Truncate(Moments.Span(run, ScopeOf(run.State.Known(task.Holder), task), sla.Target, $"SLA target of '{element.Id}'"));
            if (target != clock.Target)
                Take(run, clock, sla, target);
        }
    }

    private static void Take(Execution run, SlaClock clock, SlaTarget sla, TimeSpan target)
    {
        var calendar = ClockRunning.CalendarOf(run, clock);
        var from = clock.PausedAt ?? clock.RunningSince;
        var soonest = clock.PausedAt ?? run.At;
        DateTimeOffset After(TimeSpan net)
        {
            var at = net <= clock.NetBefore ? soonest : calendar.Add(from, net - clock.NetBefore);
            return at < soonest ? soonest : at;
        }
        ImmutableArray<RungTime> rungs = clock.Ladder is { } id && run.World.Ladders.GetValueOrDefault(id) is { } ladder
            ? [.. ladder.Rungs.Where(rung => clock.Level is null || rung.Level > clock.Level).Select(rung => new RungTime(rung.Level, After(ClockRunning.Percent(target, rung.PercentOfTarget) + rung.Plus)))]
            : clock.Rungs;
        ClockRunning.CancelTimer(run, clock.Id);
        run.Emit(new ClockRetargeted(clock.Id, target, After(ClockRunning.Percent(target, sla.WarnAtPercent)), After(target), rungs));
        if (clock.PausedAt is null)
            ClockRunning.ScheduleNext(run, clock.Id);
    }
}
