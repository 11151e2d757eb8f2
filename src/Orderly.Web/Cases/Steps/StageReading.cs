using Orderly.Engine.Bpmn;
using Orderly.Web.Cases.Traces;
using Orderly.Web.Design;
using Orderly.Web.Sources;

namespace Orderly.Web.Cases.Steps;

/// <summary>
/// The stops a case travels: the named events and subprocesses of the process itself on the way from its start through its
/// largest subprocess to an end. A process without a subprocess has no strip; its list says enough.
/// </summary>
internal static class StageReading
{
    private const int Most = 6;

    public static IReadOnlyList<Stage> Of(ProcessModel model, InstanceTrace trace, LocalTime time) =>
    [
        .. Way(model, model.Root, trace)
            .Where(element => element.Name is { Length: > 0 } && element.Kind is ElementKind.StartEvent or ElementKind.SubProcess or ElementKind.IntermediateCatchEvent or ElementKind.EndEvent)
            .Take(Most)
            .Select(element => Stop(element, trace, time)),
    ];

    // Through a scope from its start over its largest subprocess to an end. A subprocess that itself holds one is a bracket
    // around the way and not a stop on it.
    private static List<Element> Way(ProcessModel model, Element scope, InstanceTrace trace)
    {
        var inside = scope.Children.Select(index => model.Elements[index]).ToList();
        var starts = inside.Where(element => element.Kind == ElementKind.StartEvent).ToList();
        var start = starts.Find(element => trace.Step(element.Id) is not null) ?? starts.FirstOrDefault();
        var largest = inside.Where(element => element.Kind == ElementKind.SubProcess).MaxBy(element => element.Children.Length);
        if (start is null || largest is null)
        {
            return [];
        }

        var within = Way(model, largest, trace);
        return
        [
            .. PathTo(model, start, element => element.Index == largest.Index).SkipLast(1),
            .. within.Count > 0 ? within : [largest],
            .. PathTo(model, largest, element => element.Kind == ElementKind.EndEvent).Skip(1),
        ];
    }

    private static Stage Stop(Element element, InstanceTrace trace, LocalTime time) => trace.Step(element.Id) switch
    {
        { Active: > 0 } step => new Stage(element.Name!, $"Now, since {time.Clock(step.Since)}", StageReached.Is),
        { Left: { } left, IsPassed: true } => new Stage(element.Name!, $"{time.Clock(left)}, done", StageReached.Was),
        { Left: { } left } => new Stage(element.Name!, $"{time.Clock(left)}, withdrawn", StageReached.Was),
        _ => new Stage(element.Name!, "To come", StageReached.WillBe),
    };

    // Shortest way by flows; the model is small and this is drawn, not executed.
    private static List<Element> PathTo(ProcessModel model, Element from, Func<Element, bool> isGoal)
    {
        var cameFrom = new Dictionary<int, int> { [from.Index] = -1 };
        var ahead = new Queue<int>([from.Index]);
        while (ahead.TryDequeue(out var index))
        {
            if (index != from.Index && isGoal(model.Elements[index]))
            {
                var path = new List<Element>();
                for (var at = index; at >= 0; at = cameFrom[at])
                {
                    path.Insert(0, model.Elements[at]);
                }

                return path;
            }

            foreach (var target in model.Elements[index].Outgoing.Select(flow => model.Flows[flow].Target).Where(target => cameFrom.TryAdd(target, index)))
            {
                ahead.Enqueue(target);
            }
        }

        return [];
    }
}
