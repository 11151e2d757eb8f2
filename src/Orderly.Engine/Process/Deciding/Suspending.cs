namespace Orderly.Engine.Process;

public sealed record InstanceIsSuspended(string Reason) : Rejection($"Expected an instance that is not suspended, but it is: {Reason}");

public sealed record InstanceNotSuspended() : Rejection("Expected a suspended instance, but it is not");

/// <summary>Making an instance stand still, and go on.</summary>
internal static class Suspending
{
    public static Rejection? Decide(Execution run, SuspendInstance command)
    {
        if (run.State.Suspended is { } reason)
            return new InstanceIsSuspended(reason);
        if (run.State.Status == InstanceStatus.Cancelling)
            return new InstanceIsEnding();
        if (string.IsNullOrWhiteSpace(command.Reason) || command.Reason.Length > SettlingCall.LongestReason)
            return new ReasonMissing(command.Reason.Trim().Length);
        run.Emit(new InstanceSuspended(command.Reason));
        return null;
    }

    public static Rejection? Resume(Execution run)
    {
        if (run.State.Suspended is null)
            return new InstanceNotSuspended();
        var held = run.State.Pending;
        run.Emit(new InstanceResumed());
        if (held.Length > 0)
            run.Emit(new InstanceContinued());
        run.LookAtEverything();
        foreach (var step in held)
            run.Push(step);
        return null;
    }

    /// <summary>What people may not do while it stands still.</summary>
    public static bool Forbids(Command command) => command is Work.TaskCommand or Continue or ChooseActivities;
}
