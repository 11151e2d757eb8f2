using System.Diagnostics.CodeAnalysis;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

public sealed record NoCallInQuestion(IncidentKind Incident) : Rejection($"Expected an incident about a call, but it is {Incident}");

public sealed record ReasonMissing(int Length) : Rejection($"Expected a reason of 1 to {SettlingCall.LongestReason} characters, but it has {Length}");

/// <summary>
/// A person's word on a call that stands still: nobody could say whether the receiver acted, or it was not done and someone
/// did it there by hand.
/// </summary>
internal static class SettlingCall
{
    public const int LongestReason = 500;

    public static Rejection? Decide(Execution run, ConfirmCall command)
    {
        if (!IsInQuestion(run, command.Incident, command.Reason, out var incident, out var call, out var objection))
            return objection;
        run.Emit(new CallConfirmed(call.Id, command.Result, command.Reason));
        run.Emit(new IncidentResolved(incident.Id, Withdrawn: false));
        run.Push(new Step(StepKind.Complete, call.Holder, Values: AnsweringCall.Received(run, call, command.Result)));
        return null;
    }

    public static Rejection? Decide(Execution run, ResendCall command)
    {
        if (!IsInQuestion(run, command.Incident, command.Reason, out var incident, out var call, out var objection))
            return objection;
        run.Emit(new CallResent(call.Id, command.Reason));
        run.Emit(new IncidentResolved(incident.Id, Withdrawn: false));
        return null;
    }

    private static bool IsInQuestion(
        Execution run, IncidentId id, string reason, [NotNullWhen(true)] out Incident? incident, [NotNullWhen(true)] out Call? call, out Rejection? objection)
    {
        call = null;
        objection =
            !run.State.Incidents.TryGet(id, out incident) ? new IncidentNotOpen(id)
            : incident.Kind is not (IncidentKind.EffectOutcomeUnknown or IncidentKind.EffectFailed) ? new NoCallInQuestion(incident.Kind)
            : string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason ? new ReasonMissing(reason.Trim().Length)
            : null;
        if (objection is not null || incident is null)
            return false;
        call = run.State.StuckCallAt(incident.Holder) ?? throw new InvalidOperationException($"Expected a call that stands still for incident {id}, but there is none");
        return true;
    }
}
