using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>
/// The extension elements of one element. What a reader does not take is refused, because it was written to be obeyed;
/// only those of vendors nobody here knows are passed over, with a warning.
/// </summary>
internal sealed class Extensions
{
    private readonly List<XElement> left = [];
    private readonly HashSet<XName> taken = [];
    private readonly IssueLog issues;

    public Extensions(XElement owner, IssueLog issues)
    {
        this.issues = issues;
        foreach (var xml in owner.Elements(BpmnNames.Model + "extensionElements").Elements())
        {
            if (xml.Name.Namespace == BpmnNames.Zeebe || xml.Name.Namespace == BpmnNames.Orderly)
                left.Add(xml);
            else if (xml.Name.Namespace == BpmnNames.Camunda7)
                issues.Error(xml, "unsupported-extension", $"Expected extensions of Camunda 8 or Orderly, but 'camunda:{xml.Name.LocalName}' is of Camunda 7");
            else
                issues.Warn(xml, "unknown-extension", $"Extension '{xml.Name.LocalName}' of '{xml.Name.NamespaceName}' is not known and is passed over");
        }
        foreach (var attribute in owner.Attributes())
        {
            if (attribute.Name.Namespace == BpmnNames.Camunda7)
                issues.Error(attribute, "unsupported-attribute", $"Expected attributes of BPMN, but 'camunda:{attribute.Name.LocalName}' is of Camunda 7");
        }
    }

    /// <summary>The zeebe extension of that name, once.</summary>
    public XElement? Take(string name) => Take(BpmnNames.Zeebe + name);

    public XElement? TakeOrderly(string name) => Take(BpmnNames.Orderly + name);

    public List<XElement> TakeAllOrderly(string name)
    {
        var found = left.FindAll(xml => xml.Name == BpmnNames.Orderly + name);
        left.RemoveAll(found.Contains);
        return found;
    }

    public void RefuseRest(string owner)
    {
        foreach (var xml in left)
        {
            issues.Error(xml, "unsupported-extension", taken.Contains(xml.Name)
                ? $"Expected '{Prefix(xml)}:{xml.Name.LocalName}' once, but it is there again"
                : $"Expected extensions that a {owner} executes, but '{Prefix(xml)}:{xml.Name.LocalName}' is not one");
        }
    }

    private XElement? Take(XName name)
    {
        var found = left.FindIndex(xml => xml.Name == name);
        if (found < 0)
            return null;
        var xml = left[found];
        left.RemoveAt(found);
        taken.Add(name);
        return xml;
    }

    private static string Prefix(XElement xml) => xml.Name.Namespace == BpmnNames.Zeebe ? "zeebe" : "orderly";
}
