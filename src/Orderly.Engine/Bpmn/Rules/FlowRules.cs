namespace Orderly.Engine.Bpmn;

/// <summary>Where flows may have conditions and be defaults.</summary>
internal static class FlowRules
{
    public static void Check(RuleContext rules, Element element)
    {
        var chooses = ElementKinds.IsActivity(element.Kind) || element.Kind is ElementKind.ExclusiveGateway or ElementKind.InclusiveGateway or ElementKind.ComplexGateway;
        if (chooses && element.DefaultFlow >= 0 && rules.Flows[element.DefaultFlow].Condition is not null)
            rules.Warn(element, "default-condition", $"The condition of default flow '{rules.Flows[element.DefaultFlow].Id}' is never asked");
        if (chooses)
            return;
        foreach (var index in element.Outgoing)
        {
            if (rules.Flows[index].Condition is not null)
                rules.Error(element, "condition-place", $"Expected conditions on flows out of activities, exclusive, inclusive and complex gateways, but flow '{rules.Flows[index].Id}' leaves '{element.Id}'");
        }
        if (element.DefaultFlow >= 0)
            rules.Error(element, "default-flow", $"Expected default flows at activities, exclusive, inclusive and complex gateways, but '{element.Id}' is none");
    }
}
