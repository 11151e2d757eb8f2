namespace Orderly.Engine.Process;

public sealed record InstanceIsEnding() : Rejection("Expected an active instance, but it is already being cancelled");

/// <summary>Ending an instance from outside.</summary>
internal static class Cancelling
{
    public static Rejection? Decide(Execution run, CancelInstance command)
    {
        if (run.State.Status == InstanceStatus.Cancelling)
            return new InstanceIsEnding();
        Termination.Cancel(run, command.Reason);
        return null;
    }
}
