using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Process;

/// <summary>
/// Who catches an error: from the element outwards, in each scope first its event subprocesses, then its boundary events;
/// at one level the same code before catch-all. In a called instance what nothing catches ends it and goes to the caller.
/// </summary>
internal static class ErrorThrowing
{
    public static void Throw(Execution run, ElementInstance source, Step step)
    {
        var code = step.Code!;
        run.Emit(new ErrorThrown(source.Id, code, step.Message));
        var values = step.Values ?? FeelContext.Empty;
        string? inside = null;
        for (var at = source; at is not null; at = at.Parent)
        {
            var element = run.ElementOf(at);
            if (!at.IsBody && Match(run, element.EventSubProcesses, code, inside) is { } handler)
            {
                Termination.Interrupt(run, at, new(handler.Id, values));
                return;
            }
            if (at.Item == 0 && Match(run, element.BoundaryEvents, code, inside: null) is { } boundary)
            {
                Termination.Terminate(run, at, new(boundary.Id, values));
                return;
            }
            inside = at.Element;
        }
        if (run.State.Parent is not null)
        {
            Termination.Cancel(run, step.Message ?? $"Error '{code}' was not caught", code);
            return;
        }
        Incidents.Raise(run, source, IncidentKind.UnhandledError, $"Expected an event that catches error '{code}', but there is none{(step.Message is null ? "" : $": {step.Message}")}");
    }

    private static Element? Match(Execution run, System.Collections.Immutable.ImmutableArray<int> candidates, string code, string? inside)
    {
        Element? any = null;
        foreach (var index in candidates)
        {
            var candidate = run.Model.Elements[index];
            // An event subprocess does not catch what it throws itself.
            if (candidate.Id == inside || Caught(run, candidate) is not { } error)
                continue;
            if (error.Code == code)
                return candidate;
            if (error.Code is null)
                any ??= candidate;
        }
        return any;
    }

    private static ErrorDefinition? Caught(Execution run, Element candidate) =>
        (candidate.Kind == ElementKind.EventSubProcess ? run.Model.Elements[candidate.Start].Event : candidate.Event) as ErrorDefinition;
}
