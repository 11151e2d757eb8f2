using Orderly.Engine.Bpmn;

namespace Orderly.Web.Cases;

/// <summary>What comes after an element in its model: the nearest steps people know by name, past gateways.</summary>
internal static class Following
{
    public static IEnumerable<string> Of(ProcessModel model, string element)
    {
        if (model.Find(element) is not { } start)
        {
            yield break;
        }

        var seen = new HashSet<int> { start.Index };
        var ahead = new Queue<int>(Targets(model, start));
        while (ahead.TryDequeue(out var index))
        {
            if (!seen.Add(index))
            {
                continue;
            }

            var next = model.Elements[index];
            if (next.Name is { Length: > 0 } name && IsStep(next.Kind))
            {
                yield return name;
                continue;
            }

            foreach (var further in Targets(model, next))
            {
                ahead.Enqueue(further);
            }
        }
    }

    private static IEnumerable<int> Targets(ProcessModel model, Element element) => element.Outgoing.Select(flow => model.Flows[flow].Target);

    private static bool IsStep(ElementKind kind) =>
        kind is ElementKind.UserTask or ElementKind.ManualTask or ElementKind.ServiceTask or ElementKind.CallActivity or ElementKind.SubProcess or ElementKind.ReceiveTask;
}
