using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Tests.Process.Naive;

/// <summary>
/// The token game of BPMN written down as simply as it can be, apart from the engine: a marking is a bag of flows that have a
/// token and of tasks that are open; every move makes a new one. It knows no events, no steps and no replay. Inclusive joins
/// look for paths by walking them, each time anew. Data is three values of true and false, a bit each; a task may turn one over.
/// </summary>
internal sealed class TokenGame(ProcessModel model, int values, int mostTasks)
{
    private readonly HashSet<string> outcomes = [];
    private readonly HashSet<string> seen = [];

    public HashSet<string> Outcomes()
    {
        var start = model.Elements.Single(element => element.Kind == ElementKind.StartEvent);
        Explore(new Marking([.. start.Outgoing], [], [], values));
        return outcomes;
    }

    private void Explore(Marking marking)
    {
        if (!seen.Add(marking.Key(model)))
            return;
        // What happens by itself comes before the joins that wait for it, and both before people.
        var moves = marking.Flows.Distinct().Select(flow => Move(marking, flow)).OfType<Marking>().ToList();
        if (moves.Count > 0)
        {
            // Only joins that wait care for the order, so one order of the rest is as good as another.
            Explore(moves[^1]);
            return;
        }
        moves = [.. model.Elements.Where(element => IsInclusiveJoin(element)).Select(join => Join(marking, join)).OfType<Marking>()];
        if (moves.Count == 0 && marking.Done.Count < mostTasks)
            moves = [.. marking.Open.Distinct().Select(task => marking.Complete(task, model.Elements[task].Outgoing, Turned(model.Elements[task])))];
        if (moves.Count == 0)
            outcomes.Add(marking.Key(model));
        foreach (var move in moves)
            Explore(move);
    }

    private Marking? Move(Marking marking, int flow)
    {
        var target = model.Elements[model.Flows[flow].Target];
        switch (target.Kind)
        {
            case ElementKind.UserTask: return marking.Replace([flow], []) with { Open = [.. marking.Open, target.Index] };
            case ElementKind.EndEvent when target.Event is TerminateDefinition: return marking with { Flows = [], Open = [] };
            case ElementKind.EndEvent: return marking.Replace([flow], []);
            case ElementKind.ParallelGateway: return target.Incoming.All(marking.Flows.Contains) ? marking.Replace(target.Incoming, target.Outgoing) : null;
            case ElementKind.ExclusiveGateway: return marking.Replace([flow], [target.Outgoing.FirstOrDefault(flow => Holds(marking, flow), target.DefaultFlow)]);
            default: return IsInclusiveJoin(target) ? null : marking.Replace([flow], Chosen(marking, target));
        }
    }

    private Marking? Join(Marking marking, Element join)
    {
        var full = join.Incoming.Where(marking.Flows.Contains).ToList();
        if (full.Count == 0)
            return null;
        var places = marking.Flows.Where(flow => model.Flows[flow].Target != join.Index).Select(flow => model.Flows[flow].Target).Concat(marking.Open);
        foreach (var place in places)
        {
            var reached = Walk(place, join, []);
            if (reached.Any(flow => !full.Contains(flow)) && !reached.Any(full.Contains))
                return null;
        }
        return marking.Replace(full, Chosen(marking, join));
    }

    /// <summary>The incoming flows of the join at the ends of all walks from a place that do not pass the join.</summary>
    private HashSet<int> Walk(int place, Element join, HashSet<int> passed)
    {
        var ends = new HashSet<int>();
        if (!passed.Add(place))
            return ends;
        foreach (var flow in model.Elements[place].Outgoing)
        {
            if (model.Flows[flow].Target == join.Index)
                ends.Add(flow);
            else
                ends.UnionWith(Walk(model.Flows[flow].Target, join, passed));
        }
        return ends;
    }

    private List<int> Chosen(Marking marking, Element gateway)
    {
        var holding = gateway.Outgoing.Where(flow => Holds(marking, flow)).ToList();
        return holding.Count > 0 ? holding : [gateway.DefaultFlow];
    }

    private bool Holds(Marking marking, int flow) => model.Flows[flow].Condition is { } condition && (marking.Values & Bit(condition.Source[1..])) != 0;

    private static int Turned(Element task) => task.Outputs is [var output] ? Bit(output.Target) : 0;

    private static int Bit(string name) => 1 << (name[1] - '0');

    private static bool IsInclusiveJoin(Element element) => element.Kind == ElementKind.InclusiveGateway && element.Incoming.Length > 1;
}

/// <summary>Where the tokens are, which tasks were done on the way, and what the data is.</summary>
internal sealed record Marking(IReadOnlyList<int> Flows, IReadOnlyList<int> Open, IReadOnlyList<int> Done, int Values)
{
    public Marking Replace(IEnumerable<int> taken, IEnumerable<int> put)
    {
        var flows = Flows.ToList();
        foreach (var flow in taken)
            flows.Remove(flow);
        return this with { Flows = [.. flows, .. put] };
    }

    public Marking Complete(int task, IEnumerable<int> put, int turned)
    {
        var open = Open.ToList();
        open.Remove(task);
        return new([.. Flows, .. put], open, [.. Done, task], Values ^ turned);
    }

    public string Key(ProcessModel model) => Key(Flows.Select(flow => model.Flows[flow].Id), Open.Select(task => model.Elements[task].Id), Done.Select(task => model.Elements[task].Id), Values);

    public static string Key(IEnumerable<string> flows, IEnumerable<string> open, IEnumerable<string> done, int values) =>
        $"{Sorted(flows)} | {Sorted(open)} | {Sorted(done)} | {values}";

    private static string Sorted(IEnumerable<string> names) => string.Join(",", names.Order(StringComparer.Ordinal));
}
