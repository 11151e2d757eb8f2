using Orderly.Engine.Ids;
using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

public sealed record ClockNotRunning(ClockId Clock) : Rejection($"Expected clock {Clock} to be running, but it has stopped or never was");

public sealed record PlanTooLong(int Minutes) : Rejection($"Expected a plan of 1 to {Acknowledging.MostMinutes} minutes, but was {Minutes}");

/// <summary>Acknowledging an escalation with a plan.</summary>
internal static class Acknowledging
{
    public const int MostMinutes = 24 * 60;

    public static Rejection? Decide(Execution run, AcknowledgeEscalation command)
    {
        if (!run.State.Clocks.TryGet(command.Clock, out var clock))
            return new ClockNotRunning(command.Clock);
        if (command.Minutes is < 1 or > MostMinutes)
            return new PlanTooLong(command.Minutes);
        ClockRunning.Acknowledge(run, clock, run.Actor.Id, command.Plan, run.At.AddMinutes(command.Minutes));
        return null;
    }
}
