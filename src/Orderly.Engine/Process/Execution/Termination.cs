using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Process;

/// <summary>
/// Ending elements from outside. A call activity's child has to answer before it is gone, so ending may take several
/// decisions; what follows is kept in the state until then.
/// </summary>
internal static class Termination
{
    /// <summary>Ends an activation and all inside it, then goes on with <paramref name="then"/> in its scope.</summary>
    public static void Terminate(Execution run, ElementInstance instance, Interruption? then)
    {
        var scope = instance.Parent;
        if (End(run, instance, then))
            After(run, scope, then);
    }

    /// <summary>Voids a scope's inside, then goes on with <paramref name="then"/> in it, or completes it.</summary>
    public static void Interrupt(Execution run, ElementInstance scope, Interruption? then)
    {
        CloseStarts(run, scope);
        run.Emit(new ScopeInterrupted(scope.Id, then));
        EndChildren(run, scope);
        Completion.CheckScope(run, scope);
    }

    /// <summary>Ends the whole instance.</summary>
    /// <param name="errorCode">The error nothing caught, when that is why.</param>
    public static void Cancel(Execution run, string reason, string? errorCode = null)
    {
        run.Emit(new CancelRequested(reason, errorCode));
        if (run.State.Root is { } root)
            Terminate(run, root, then: null);
    }

    /// <summary>Ends an activation and all inside it, and nothing follows; nothing in it may wait for a called instance.</summary>
    public static void Withdraw(Execution run, ElementInstance instance)
    {
        if (!End(run, instance, then: null, listens: false))
            throw new InvalidOperationException($"Expected '{instance.Element}' to end at once, but something in it has to answer first");
    }

    /// <summary>Called when an activation that was being ended has nothing left inside.</summary>
    public static void Finish(Execution run, ElementInstance instance)
    {
        if (IsAwaiting(run, instance))
            return;
        var (scope, then) = (instance.Parent, instance.Then);
        run.Emit(new ElementTerminated(instance.Id));
        After(run, scope, then);
    }

    private static bool End(Execution run, ElementInstance instance, Interruption? then, bool listens = true)
    {
        if (instance.Terminating)
            return false;
        var awaiting = Closing.Close(run, instance, completed: false, listens);
        EndChildren(run, instance, listens);
        if (!awaiting && instance.ChildCount == 0)
        {
            run.Emit(new ElementTerminated(instance.Id));
            return true;
        }
        run.Emit(new ElementTerminating(instance.Id, then));
        return false;
    }

    private static void EndChildren(Execution run, ElementInstance scope, bool listens = true)
    {
        for (var child = scope.FirstChild; child is not null;)
        {
            var next = child.Next;
            End(run, child, then: null, listens);
            child = next;
        }
    }

    private static void After(Execution run, ElementInstance? scope, Interruption? then)
    {
        if (scope is null)
            run.Emit(run.State.ErrorCode is { } code ? new InstanceErrored(code, run.State.CancelReason) : new InstanceCancelled(run.State.CancelReason ?? ""));
        else if (then is not null)
            Activation.Activate(run, run.Model[then.Element], scope, values: then.Variables);
        else
            Completion.CheckScope(run, scope);
    }

    /// <summary>A task waits on only while its listeners are told that it is withdrawn.</summary>
    private static bool IsAwaiting(Execution run, ElementInstance instance) =>
        instance.Waits?.Exists(wait => wait.Kind == WaitKind.Child || (wait.Kind == WaitKind.Task && run.State.Tasks.Contains(new(wait.Id)))) == true;

    public static void CloseStarts(Execution run, ElementInstance scope)
    {
        foreach (var wait in scope.Waits?.ToArray() ?? [])
        {
            if (wait.Kind == WaitKind.Timer && run.State.Timers[new(wait.Id)] is { Purpose: TimerPurpose.Event } timer && IsStart(run, timer.Target))
                run.Emit(new TimerCancelled(timer.Id));
            else if (wait.Kind == WaitKind.Subscription && run.State.Subscriptions[new(wait.Id)] is { } subscription && IsStart(run, subscription.Target))
                run.Emit(new SubscriptionClosed(subscription.Id));
            else if (wait.Kind == WaitKind.Condition && run.State.Conditions[new(wait.Id)] is { } condition && IsStart(run, condition.Target))
                run.Emit(new ConditionClosed(condition.Id));
        }
    }

    private static bool IsStart(Execution run, string element) => run.Model[element].Kind == ElementKind.StartEvent;
}
