using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>Where an instance is stuck.</summary>
internal static class Incidents
{
    public static void Raise(Execution run, ElementInstance at, IncidentKind kind, string message, Step retry) =>
        run.Emit(new IncidentRaised(new IncidentId(run.NewId()), at.Id, at.Element, kind, message, retry));

    /// <summary>An incident whose mending means beginning the element anew.</summary>
    public static void Raise(Execution run, ElementInstance at, IncidentKind kind, string message) =>
        Raise(run, at, kind, message, new Step(StepKind.Enter, at.Id));
}
