using System.Collections.Immutable;
using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>Reads what a multi-instance activity throws as its repetitions complete (BPMN 2.0.2, table 10.30).</summary>
internal static class LoopThrows
{
    public static ImmutableArray<LoopThrow> Read(XElement loop, Definitions definitions, IssueLog issues)
    {
        switch (loop.Text("behavior"))
        {
            case null or "All": return [];
            case "None": return Referenced(loop, "noneBehaviorEventRef", firstOnly: false, definitions, issues);
            case "One": return Referenced(loop, "oneBehaviorEventRef", firstOnly: true, definitions, issues);
            case "Complex": return [.. loop.Elements(BpmnNames.Model + "complexBehaviorDefinition").Select(rule => Complex(rule, definitions, issues)).OfType<LoopThrow>()];
            case var other:
                issues.Error(loop, "multi-instance", $"Expected 'behavior' to be All, None, One or Complex, but was '{other}'");
                return [];
        }
    }

    private static ImmutableArray<LoopThrow> Referenced(XElement loop, string attribute, bool firstOnly, Definitions definitions, IssueLog issues)
    {
        if (BpmnNames.Reference(loop.Text(attribute)) is { } id && definitions.ById.TryGetValue(id, out var found) && Event(found, definitions, issues) is { } thrown)
            return [new(firstOnly, null, thrown)];
        issues.Error(loop, "multi-instance", $"Expected '{attribute}' to name a message, signal or escalation event definition of the file, but was '{loop.Text(attribute)}'");
        return [];
    }

    private static LoopThrow? Complex(XElement rule, Definitions definitions, IssueLog issues)
    {
        var condition = rule.Element(BpmnNames.Model + "condition") is { } asked ? ExpressionReader.Condition(asked, issues) : null;
        var parts = rule.Elements(BpmnNames.Model + "event").Elements().Where(part => part.Name.LocalName.EndsWith("ventDefinition", StringComparison.Ordinal)).ToList();
        if (condition is { Feel: not null } && parts is [var only] && Event(only, definitions, issues) is { } thrown)
            return new(FirstOnly: false, condition, thrown);
        issues.Error(rule, "multi-instance", $"Expected a complex behaviour to have a condition and one message, signal or escalation event, but it has {(condition is null ? "no condition" : $"{parts.Count} events")}");
        return null;
    }

    private static EventDefinition? Event(XElement xml, Definitions definitions, IssueLog issues) =>
        EventReader.Definition(xml, definitions, issues) is { } thrown and (MessageDefinition or SignalDefinition or EscalationDefinition) ? thrown : null;
}
