using System.Collections.Immutable;
using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>Warns of elements no token ever reaches. They cannot hurt, but they are hardly meant.</summary>
internal static class Reachability
{
    public static void Warn(List<Element> elements, ImmutableArray<SequenceFlow> flows, List<XElement> sources, IssueLog issues)
    {
        var reached = new bool[elements.Count];
        var open = new Stack<int>();
        open.Push(0);
        while (open.Count > 0)
        {
            var element = elements[open.Pop()];
            if (reached[element.Index])
                continue;
            reached[element.Index] = true;
            foreach (var flow in element.Outgoing)
                open.Push(flows[flow].Target);
            if (element.Link >= 0)
                open.Push(element.Link);
            if (element.Handler >= 0)
                open.Push(element.Handler);
            foreach (var boundary in element.BoundaryEvents)
                open.Push(boundary);
            foreach (var child in element.Children)
            {
                if (elements[child].Kind is ElementKind.StartEvent or ElementKind.EventSubProcess || elements[child].Instantiates || (element.Kind == ElementKind.AdHocSubProcess && elements[child].Incoming.Length == 0))
                    open.Push(child);
            }
        }
        for (var i = 0; i < elements.Count; i++)
        {
            if (!reached[i])
                issues.Warn(sources[i], "unreachable", $"'{elements[i].Id}' is reached by no flow");
        }
    }
}
