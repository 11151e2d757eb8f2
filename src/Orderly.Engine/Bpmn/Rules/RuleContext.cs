using System.Collections.Immutable;
using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>The model a rule looks at, and where it says what is wrong.</summary>
internal sealed record RuleContext(List<Element> Elements, ImmutableArray<SequenceFlow> Flows, List<XElement> Sources, IssueLog Issues)
{
    public void Error(Element at, string rule, string message) => Issues.Error(Sources[at.Index], rule, message);

    public void Warn(Element at, string rule, string message) => Issues.Warn(Sources[at.Index], rule, message);

    public Element ScopeOf(Element element) => Elements[element.Scope];

    public IEnumerable<Element> ChildrenOf(Element scope) => scope.Children.Select(index => Elements[index]);

    public IEnumerable<Element> TargetsOf(Element element) => element.Outgoing.Select(flow => Elements[Flows[flow].Target]);
}
