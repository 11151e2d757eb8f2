using System.Collections.Immutable;
using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>The static rules of BPMN that execution depends on, and warnings of what is merely suspicious.</summary>
internal static class StructureCheck
{
    public static void Check(List<Element> elements, ImmutableArray<SequenceFlow> flows, List<XElement> sources, IssueLog issues)
    {
        var rules = new RuleContext(elements, flows, sources, issues);
        foreach (var element in elements)
        {
            if (element.IsScope)
                ScopeRules.Check(rules, element);
            switch (element.Kind)
            {
                case ElementKind.StartEvent: StartEventRules.Check(rules, element); break;
                case ElementKind.EndEvent: ThrowRules.End(rules, element); break;
                case ElementKind.BoundaryEvent: CatchRules.Boundary(rules, element); break;
                case ElementKind.IntermediateCatchEvent: CatchRules.Intermediate(rules, element); break;
                case ElementKind.IntermediateThrowEvent: ThrowRules.Intermediate(rules, element); break;
                default: break;
            }
            if (ElementKinds.IsGateway(element.Kind))
                GatewayRules.Check(rules, element);
            if (ElementKinds.IsActivity(element.Kind))
                ActivityRules.Check(rules, element);
            FlowRules.Check(rules, element);
        }
        // Where something was refused, what follows it looks unreachable and is not.
        if (!issues.HasErrors)
            Reachability.Warn(elements, flows, sources, issues);
    }
}
