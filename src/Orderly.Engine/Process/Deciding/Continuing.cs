namespace Orderly.Engine.Process;

public sealed record NothingToContinue() : Rejection("Expected an instance that has yielded, but it has no steps left");

/// <summary>Going on after the step budget ended.</summary>
internal static class Continuing
{
    public static Rejection? Decide(Execution run)
    {
        if (!run.State.HasYielded)
            return new NothingToContinue();
        var steps = run.State.Pending;
        run.Emit(new InstanceContinued());
        run.LookAtEverything();
        foreach (var step in steps)
            run.Push(step);
        return null;
    }
}
