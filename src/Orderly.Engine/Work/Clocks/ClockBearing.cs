using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

/// <summary>
/// Whose the minutes of a clock are. Those of a task are its own people's, or whoever's a hold names. Those of a stage or a case
/// are of the part that is late, of whoever all of it waits for, or of the machine when no person has anything to do.
/// </summary>
internal static class ClockBearing
{
    public const string ReasonLate = "LATE";
    public const string ReasonGoesOn = "GOES_ON";
    public const string ReasonNoTask = "NO_TASK";

    /// <summary>Who bears the minutes of a hold.</summary>
    /// <param name="waitsFor">Whom it waits for, where the reason names someone.</param>
    public static Bearer Of(string reason, string? waitsFor) => reason switch
    {
        "WAIT_UPSTREAM" or "ORDER_INCOMPLETE" => new(BearerKind.Upstream, waitsFor),
        "WAIT_EXTERNAL" => new(BearerKind.External, waitsFor),
        "PATIENT_CLINICAL" or "PATIENT_PREFERENCE" => new(BearerKind.Patient),
        "SYSTEM_DOWN" or "DATA_ERROR" => new(BearerKind.System),
        _ => Bearer.Own,
    };

    public static void Charge(Execution run, SlaClock clock, Bearer bearer, string reason)
    {
        if ((clock.Bearer ?? Bearer.Own) != bearer)
            run.Emit(new ClockCharged(clock.Id, bearer, reason));
    }

    /// <summary>Asks again, for every clock of a stage or a case, whose its minutes are.</summary>
    public static void LookAtStages(Execution run)
    {
        foreach (var clock in run.State.Clocks.Where(clock => clock.Task is null).ToArray())
        {
            var (bearer, reason) = OfStage(run.State, clock);
            Charge(run, clock, bearer, reason);
        }
    }

    private static (Bearer Bearer, string Reason) OfStage(InstanceState state, SlaClock clock)
    {
        var inside = state.Tasks.Where(task => task.State != TaskState.PreAlerted && IsInside(state, task, clock)).ToList();
        if (inside.Count == 0)
            return state.Jobs.Count + state.Calls.Count > 0 ? (new(BearerKind.System), ReasonNoTask) : (Bearer.Own, ReasonNoTask);
        var late = state.Clocks.Where(other => other is { Breached: true, Task: not null } && inside.Exists(task => task.Id == other.Task)).MinBy(other => other.BreachAt);
        if (late is not null)
        {
            // Late for whomever it waits for is theirs; late by itself is its own people's.
            var queue = state.Tasks.Known(late.Task!.Value).Queue;
            return (late.Bearer ?? new(BearerKind.Upstream, queue.Role ?? queue.Unit), ReasonLate);
        }
        return inside.TrueForAll(task => task.State == TaskState.OnHold)
            ? (state.Clocks.FirstOrDefault(other => other.Task == inside[0].Id)?.Bearer ?? Of(inside[0].HoldReason!, null), inside[0].HoldReason!)
            : (Bearer.Own, ReasonGoesOn);
    }

    private static bool IsInside(InstanceState state, TaskItem task, SlaClock clock)
    {
        for (var scope = state[task.Holder]; scope is not null; scope = scope.Parent)
        {
            if (scope.Id == clock.Holder)
                return true;
        }
        return false;
    }
}
