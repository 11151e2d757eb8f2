using System.Globalization;
using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>Reads how an activity repeats.</summary>
internal static class LoopReader
{
    public static Loop? Read(XElement activity, Definitions definitions, DataCatalog data, IssueLog issues)
    {
        var (standard, multiple) = (activity.Element(BpmnNames.Model + "standardLoopCharacteristics"), activity.Element(BpmnNames.Model + "multiInstanceLoopCharacteristics"));
        if (standard is not null && multiple is not null)
            issues.Error(multiple, "one-loop", "Expected a loop or a multi-instance, but there are both");
        return standard is not null ? Standard(standard, issues) : multiple is not null ? Multiple(activity, multiple, definitions, new LoopData(data, issues), issues) : null;
    }

    private static StandardLoop? Standard(XElement xml, IssueLog issues)
    {
        new Extensions(xml, issues).RefuseRest("loop");
        int? maximum = null;
        if (xml.Text("loopMaximum") is { } text)
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most > 0)
                maximum = most;
            else
                issues.Error(xml, "loop", $"Expected loopMaximum to be a whole number from 1, but was '{text}'");
        }
        var condition = xml.Element(BpmnNames.Model + "loopCondition") is { } given && given.Value.Trim().Length > 0 ? ExpressionReader.Condition(given, issues) : null;
        if (condition is null && maximum is null)
        {
            issues.Error(xml, "loop", "Expected a loopCondition or a loopMaximum, but there is neither, and the loop would never end");
            return null;
        }
        return new(xml.Flag("testBefore", otherwise: false), maximum, condition);
    }

    private static MultiInstance? Multiple(XElement activity, XElement xml, Definitions definitions, LoopData data, IssueLog issues)
    {
        foreach (var child in xml.Elements().Where(e => e.Name.Namespace == BpmnNames.Model && e.Name.LocalName is not ("extensionElements" or "completionCondition" or "documentation" or "loopCardinality" or "complexBehaviorDefinition") && !LoopData.Parts.Contains(e.Name.LocalName)))
            issues.Error(child, "unsupported-element", $"Expected zeebe:loopCharacteristics or a loopCardinality, but '{child.Name.LocalName}' is not executed");
        var extensions = new Extensions(xml, issues);
        var zeebe = extensions.Take("loopCharacteristics");
        extensions.RefuseRest("multi-instance activity");
        var cardinality = xml.Element(BpmnNames.Model + "loopCardinality") is { } times ? Cardinality(times, issues) : null;
        var items = zeebe is null ? null : cardinality is null ? ExpressionReader.Required(zeebe, "inputCollection", issues) : ExpressionReader.Attribute(zeebe, "inputCollection", issues);
        items ??= data.Items(activity, xml);
        if (items is null && zeebe is null && cardinality is null)
            issues.Error(xml, "multi-instance", "Expected zeebe:loopCharacteristics with an inputCollection, a loopDataInputRef, or a loopCardinality, but there is none");
        if (items is not null && cardinality is not null)
            issues.Error(xml, "multi-instance", "Expected an inputCollection or a loopCardinality, but there are both");
        if (items is null && cardinality is null)
            return null;
        if (zeebe?.Text("outputCollection") is null != zeebe?.Text("outputElement") is null)
            issues.Error(zeebe!, "multi-instance", "Expected outputCollection and outputElement together, but there is only one");
        var output = data.Output(activity, xml);
        var condition = xml.Element(BpmnNames.Model + "completionCondition") is { } end && end.Value.Trim().Length > 0 ? ExpressionReader.Condition(end, issues) : null;
        return new(
            xml.Flag("isSequential", otherwise: false),
            items,
            cardinality,
            zeebe?.Text("inputElement") ?? LoopData.ItemName(xml),
            zeebe?.Text("outputCollection") ?? output.Collection,
            zeebe?.Text("outputElement") is null ? output.Item : ExpressionReader.Attribute(zeebe, "outputElement", issues),
            condition)
        {
            Throws = LoopThrows.Read(xml, definitions, issues),
        };
    }

    private static Expression? Cardinality(XElement xml, IssueLog issues)
    {
        if (ExpressionReader.Condition(xml, issues) is not { Feel: not null } expression)
            return null;
        return expression;
    }
}
