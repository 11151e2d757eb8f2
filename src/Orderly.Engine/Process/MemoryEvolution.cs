namespace Orderly.Engine.Process;

/// <summary>How what activations remember comes and goes.</summary>
internal static class MemoryEvolution
{
    /// <summary>False when the event is not about memory.</summary>
    public static bool Evolve(InstanceState state, Event happened)
    {
        switch (happened)
        {
            case EventPartCaught e: (state.Known(e.Holder).Remembering().Parts ??= []).Add(new(e.Target, e.Part, e.Values)); break;
            case EventPartsComplete e: state.Known(e.Holder).Remembering().Parts!.RemoveAll(part => part.Target == e.Target); break;
            case GatewayOpened e: (state.Known(e.Scope).Remembering().Gateways ??= []).Add(new(e.Gateway, e.Flows)); break;
            case GatewayReset e: state.Known(e.Scope).Remembering().Gateways!.RemoveAll(gateway => gateway.Gateway == e.Gateway); break;
            case ActivitiesChosen e: (state.Known(e.Scope).Remembering().Chosen ??= []).AddRange(e.Activities); break;
            case CompensationOffered e: Offered(state, e); break;
            case CompensationBegun e: state.Known(e.Element).Remembering().Undoing = new(e.Source, e.Of); break;
            case CompensationTaken e: Taken(state, e); break;
            default: return false;
        }
        return true;
    }

    /// <summary>Something became active in an activation that remembers.</summary>
    public static void Activated(ElementMemory memory, ElementInstance element)
    {
        if (memory.Undoing is { Now: { } undone } undoing)
        {
            memory.Undoing = undoing with { Now = null };
            var own = element.Remembering();
            (own.Compensates, own.Compensable) = (true, undone.Inside);
        }
        else if (memory.Chosen is [var first, ..] && first == element.Element)
        {
            memory.Chosen.RemoveAt(0);
        }
    }

    private static void Offered(InstanceState state, CompensationOffered e)
    {
        var activity = state.Known(e.Activity);
        (activity.Parent!.Remembering().Compensable ??= []).Add(new(e.Activity, activity.Element, e.Variables, activity.Memory?.Compensable));
    }

    private static void Taken(InstanceState state, CompensationTaken e)
    {
        var undoing = state.Known(e.Element).Remembering().Undoing!;
        var source = state.Known(undoing.Source).Remembering().Compensable!;
        var index = source.FindIndex(done => done.Activity == e.Activity);
        state.Known(e.Element).Memory!.Undoing = undoing with { Now = source[index] };
        source.RemoveAt(index);
    }
}
