using System.Collections.Immutable;
using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>Reads sequence flows and ties their ends.</summary>
internal static class FlowReader
{
    public static ImmutableArray<SequenceFlow> Read(List<(XElement Xml, int Scope)> sources, List<Element> elements, Dictionary<string, int> indexes, HashSet<string> refused, IssueLog issues)
    {
        var flows = ImmutableArray.CreateBuilder<SequenceFlow>(sources.Count);
        foreach (var (xml, scope) in sources)
        {
            if (xml.Id() is not { } id)
                issues.Error(xml, "missing-id", "Expected the sequence flow to have an id, but it has none");
            else if (!LeadsToRefused(xml, refused) && End(xml, "sourceRef", "flow-source", scope, elements, indexes, issues) is { } source && End(xml, "targetRef", "flow-target", scope, elements, indexes, issues) is { } target)
                flows.Add(new(flows.Count, id, xml.Text("name"), source, target, xml.Element(BpmnNames.Model + "conditionExpression") is { } condition ? ExpressionReader.Condition(condition, issues) : null));
        }
        return flows.ToImmutable();
    }

    /// <summary>A flow at a refused element is no further problem: mending the element mends it.</summary>
    private static bool LeadsToRefused(XElement xml, HashSet<string> refused) =>
        refused.Contains(BpmnNames.Reference(xml.Text("sourceRef")) ?? "") || refused.Contains(BpmnNames.Reference(xml.Text("targetRef")) ?? "");

    private static int? End(XElement xml, string attribute, string rule, int scope, List<Element> elements, Dictionary<string, int> indexes, IssueLog issues)
    {
        var reference = BpmnNames.Reference(xml.Text(attribute));
        if (reference is null || !indexes.TryGetValue(reference, out var index) || index == 0)
            issues.Error(xml, rule, $"Expected {attribute} to name an element of the process, but was '{reference}'");
        else if (elements[index].Scope != scope)
            issues.Error(xml, "flow-scope", $"Expected a flow to stay in its process or subprocess, but {attribute} '{reference}' is in another");
        else
            return index;
        return null;
    }
}
