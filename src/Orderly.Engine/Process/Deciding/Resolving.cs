using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

public sealed record IncidentNotOpen(IncidentId Incident) : Rejection($"Expected incident {Incident} to be open, but it is resolved or never was");

/// <summary>A person has mended what an incident named.</summary>
internal static class Resolving
{
    public static Rejection? Decide(Execution run, ResolveIncident command)
    {
        if (!run.State.Incidents.TryGet(command.Incident, out var incident))
            return new IncidentNotOpen(command.Incident);
        Variables.Propagate(run, run.State.Known(incident.Holder), command.Variables);
        run.Emit(new IncidentResolved(incident.Id, Withdrawn: false));
        run.Push(incident.Retry);
        return null;
    }
}
