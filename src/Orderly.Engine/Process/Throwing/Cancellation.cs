using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Process;

/// <summary>A transaction is cancelled: what is active in it ends, what it did is undone, then it is left by its cancel boundary event.</summary>
internal static class Cancellation
{
    /// <summary>The cancel end event is reached, the first time with others beside it, then alone.</summary>
    public static void Begin(Execution run, ElementInstance end, Element element)
    {
        var transaction = end.Parent!;
        if (transaction.ChildCount > 1 || transaction.Tokens is { Count: > 0 })
        {
            Termination.Interrupt(run, transaction, new(element.Id, FeelContext.Empty));
            return;
        }
        Termination.CloseStarts(run, transaction);
        Compensating.Begin(run, end, activity: null);
    }

    /// <summary>Everything is undone.</summary>
    public static void Finish(Execution run, ElementInstance transaction)
    {
        // A repeated transaction is cancelled as a whole: its boundary events stand on the body.
        var host = transaction.Item > 0 ? transaction.Parent! : transaction;
        var boundary = run.ElementOf(host).BoundaryEvents.Select(index => run.Model.Elements[index]).First(boundary => boundary.Event is CancelDefinition);
        Termination.Terminate(run, host, new(boundary.Id, FeelContext.Empty));
    }
}
