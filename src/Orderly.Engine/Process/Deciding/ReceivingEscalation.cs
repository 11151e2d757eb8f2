namespace Orderly.Engine.Process;

/// <summary>A called instance raised an escalation: it goes on from the call activity, while the called instance runs.</summary>
internal static class ReceivingEscalation
{
    public static Rejection? Decide(Execution run, TellEscalation command)
    {
        if (!run.State.Children.TryGet(command.Child, out var child) || child.Terminating)
            return new ChildNotAwaited(command.Child);
        run.Emit(new ChildEscalated(child.Id, command.Code));
        run.Push(new Step(StepKind.Escalate, child.Holder, Values: command.Variables, Code: command.Code, Message: command.Message));
        return null;
    }
}
