using Orderly.Engine.Bpmn;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

public sealed record ChildNotAwaited(InstanceId Child) : Rejection($"Expected a called instance that is awaited, but {Child} is not");

/// <summary>A called instance has ended.</summary>
internal static class AnsweringChild
{
    public static Rejection? Decide(Execution run, ChildEnded command)
    {
        if (!run.State.Children.TryGet(command.Child, out var child))
            return new ChildNotAwaited(command.Child);
        var holder = run.State.Known(child.Holder);
        run.Emit(new ChildAnswered(child.Id, command.Outcome));
        if (holder.Terminating)
        {
            if (holder.ChildCount == 0)
                Termination.Finish(run, holder);
            return null;
        }
        // A retried call has a newer child; what the older one says no longer counts.
        if (child.Terminating)
            return null;
        switch (command.Outcome.End)
        {
            case ChildEnd.Completed: Completed(run, holder, command.Outcome); break;
            case ChildEnd.Error: run.Push(new Step(StepKind.Throw, holder.Id, Code: command.Outcome.ErrorCode ?? "", Message: command.Outcome.Message)); break;
            default:
                Incidents.Raise(run, holder, IncidentKind.ChildCancelled, $"Expected instance {child.Id} of '{child.Process}' to complete, but it was cancelled: {command.Outcome.Message}");
                break;
        }
        return null;
    }

    private static void Completed(Execution run, ElementInstance holder, ChildOutcome outcome)
    {
        var element = run.ElementOf(holder);
        var passed = element.Outputs.Length > 0 || ((CallDetail)element.Detail!).ReturnAllVariables;
        run.Push(new Step(StepKind.Complete, holder.Id, Values: passed ? outcome.Variables : null));
    }
}
