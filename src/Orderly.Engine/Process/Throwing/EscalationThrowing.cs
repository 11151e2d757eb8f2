using System.Collections.Immutable;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Process;

/// <summary>
/// Who catches an escalation: from the element outwards, in each scope first its event subprocesses, then its boundary events;
/// at one level the same code before catch-all. What nothing catches goes to the caller, and is forgotten where there is none.
/// </summary>
internal static class EscalationThrowing
{
    public static void Throw(Execution run, ElementInstance source, Step step)
    {
        var code = step.Code!;
        run.Emit(new EscalationThrown(source.Id, code, step.Message));
        var values = step.Values ?? FeelContext.Empty;
        string? inside = null;
        for (var at = source; at is not null; at = at.Parent)
        {
            var element = run.ElementOf(at);
            var start = at.IsBody ? null : Match(run, element.EventSubProcesses, code, inside);
            if ((start ?? (at.Item == 0 ? Match(run, element.BoundaryEvents, code, inside: null) : null)) is { } target)
            {
                Catching.Caught(run, at, target, values);
                return;
            }
            inside = at.Element;
        }
        if (run.State.Parent is not null)
            run.Emit(new EscalationPassedOn(code, step.Message, values));
    }

    /// <summary>The boundary event, or the start event of the event subprocess, that catches the code.</summary>
    private static Element? Match(Execution run, ImmutableArray<int> candidates, string code, string? inside)
    {
        Element? any = null;
        foreach (var index in candidates)
        {
            var candidate = run.Model.Elements[index];
            var target = candidate.Kind == ElementKind.EventSubProcess ? run.Model.Elements[candidate.Start] : candidate;
            // An event subprocess does not catch what it throws itself.
            if (candidate.Id == inside || target.Event is not EscalationDefinition escalation)
                continue;
            if (escalation.Code == code)
                return target;
            if (escalation.Code is null)
                any ??= target;
        }
        return any;
    }
}
