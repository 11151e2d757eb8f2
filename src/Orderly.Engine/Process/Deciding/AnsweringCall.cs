using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

public sealed record CallNotOpen(CallId Call) : Rejection($"Expected call {Call} to be open, but it has ended or never was");

/// <summary>How a connector's call went. A call that stands still for a person may still be told that it succeeded.</summary>
internal static class AnsweringCall
{
    public static Rejection? Decide(Execution run, EffectSucceeded command)
    {
        if (!run.State.Calls.TryGet(command.Call, out var call))
            return new CallNotOpen(command.Call);
        run.Emit(new CallSucceeded(call.Id, command.Result));
        run.Push(new Step(StepKind.Complete, call.Holder, Values: Received(run, call, command.Result)));
        return null;
    }

    /// <summary>What the element receives of the answer.</summary>
    public static FeelContext Received(Execution run, Call call, FeelContext result) =>
        run.Model[call.Target].Detail is ConnectorDetail { ResultVariable: { } name } ? FeelContext.Empty.With(name, result) : result;

    public static Rejection? Decide(Execution run, EffectFailed command)
    {
        if (!run.State.Calls.TryGet(command.Call, out var call) || call.Stuck)
            return new CallNotOpen(command.Call);
        run.Emit(new CallFailed(call.Id, command.Fault, command.Message));
        Incidents.Raise(run, run.State.Known(call.Holder), IncidentKind.EffectFailed, $"Expected {call.Connector} to {call.Operation}, but it failed ({command.Fault}): {command.Message}");
        return null;
    }

    public static Rejection? Decide(Execution run, EffectOutcomeUnknown command)
    {
        if (!run.State.Calls.TryGet(command.Call, out var call) || call.Stuck)
            return new CallNotOpen(command.Call);
        run.Emit(new CallOutcomeUnknown(call.Id, command.Message));
        Incidents.Raise(run, run.State.Known(call.Holder), IncidentKind.EffectOutcomeUnknown, $"Expected {call.Connector} to say whether it did {call.Operation}, but the outcome is unknown: {command.Message}");
        return null;
    }
}
