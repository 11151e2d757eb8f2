using System.Collections.Immutable;

namespace Orderly.Engine.Process;

/// <summary>How an instance takes on another version: the names of what it has change, nothing else.</summary>
internal static class MigrationEvolution
{
    public static void Migrated(InstanceState state, InstanceMigrated e)
    {
        (state.Version, state.Deployment) = (e.Version, e.Deployment);
        foreach (var element in state.Elements)
        {
            element.Element = Named(e.Elements, element.Element);
            element.Index = -1;
            if (element.Tokens is { } tokens)
                tokens.Flows = [.. tokens.Flows.Select(flow => flow with { Flow = Named(e.Flows, flow.Flow) })];
            if (element.Memory is { } memory)
                Migrated(memory, e);
        }
        foreach (var timer in state.Timers.ToArray())
            state.Timers.Set(timer.Id, timer with { Target = Named(e.Elements, timer.Target) });
        foreach (var open in state.Subscriptions.ToArray())
            state.Subscriptions.Set(open.Id, open with { Target = Named(e.Elements, open.Target) });
        foreach (var condition in state.Conditions.ToArray())
            state.Conditions.Set(condition.Id, condition with { Target = Named(e.Elements, condition.Target) });
        foreach (var job in state.Jobs.ToArray())
            state.Jobs.Set(job.Id, job with { Target = Named(e.Elements, job.Target), Listener = job.Listener is { } listener ? listener with { Then = Renamed(listener.Then, e) } : null });
        foreach (var call in state.Calls.ToArray())
            state.Calls.Set(call.Id, call with { Target = Named(e.Elements, call.Target) });
        foreach (var task in state.Tasks.ToArray())
            state.Tasks.Set(task.Id, task with { Element = Named(e.Elements, task.Element) });
        foreach (var clock in state.Clocks.ToArray())
            state.Clocks.Set(clock.Id, clock with { Element = Named(e.Elements, clock.Element) });
        foreach (var incident in state.Incidents.ToArray())
            state.Incidents.Set(incident.Id, incident with { ElementId = Named(e.Elements, incident.ElementId) });
    }

    private static void Migrated(ElementMemory memory, InstanceMigrated e)
    {
        memory.Compensable = memory.Compensable?.ConvertAll(done => Renamed(done, e));
        memory.Parts = memory.Parts?.ConvertAll(part => part with { Target = Named(e.Elements, part.Target) });
        memory.Gateways = memory.Gateways?.ConvertAll(gateway => new OpenGateway(Named(e.Elements, gateway.Gateway), [.. gateway.Flows.Select(flow => Named(e.Flows, flow))]));
        memory.Granted = memory.Granted?.ConvertAll(granted => granted with { Element = Named(e.Elements, granted.Element) });
        memory.Chosen = memory.Chosen?.ConvertAll(activity => Named(e.Elements, activity));
    }

    private static Compensable Renamed(Compensable done, InstanceMigrated e) =>
        done with { Element = Named(e.Elements, done.Element), Inside = done.Inside?.ConvertAll(inner => Renamed(inner, e)) };

    /// <summary>What a step calls its flow is a flow, or the event a scope is entered at.</summary>
    private static Step Renamed(Step step, InstanceMigrated e) => step.Flow is { } flow ? step with { Flow = Named(e.Elements, Named(e.Flows, flow)) } : step;

    private static string Named(ImmutableSortedDictionary<string, string> names, string name) => names.GetValueOrDefault(name, name);
}
