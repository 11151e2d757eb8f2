namespace Orderly.Engine.Bpmn;

/// <summary>How gateways must be connected.</summary>
internal static class GatewayRules
{
    public static void Check(RuleContext rules, Element gateway)
    {
        Direction(rules, gateway);
        switch (gateway.Kind)
        {
            case ElementKind.ExclusiveGateway: Exclusive(rules, gateway); break;
            case ElementKind.EventBasedGateway: EventBased(rules, gateway); break;
            case ElementKind.ComplexGateway when gateway.Incoming.Length > 1 && gateway.Detail is ComplexDetail { Activation: null }:
                rules.Error(gateway, "activation-condition", $"Expected joining complex gateway '{gateway.Id}' to have an activationCondition, but it has none");
                break;
            default: break;
        }
        if (gateway.Kind is ElementKind.InclusiveGateway or ElementKind.ComplexGateway && gateway.Incoming.Length > WaitingJoin.MostIncoming)
            rules.Error(gateway, "too-large", $"Expected at most {WaitingJoin.MostIncoming} incoming flows at '{gateway.Id}', but there are {gateway.Incoming.Length}");
        if (gateway.Kind is ElementKind.InclusiveGateway or ElementKind.ComplexGateway && gateway.ChoosesFlows && gateway.DefaultFlow < 0 && gateway.Outgoing.Length > 0 && gateway.Outgoing.All(flow => rules.Flows[flow].Condition is not null))
            rules.Warn(gateway, "no-default", $"Gateway '{gateway.Id}' has no default flow: when no condition holds, the instance is stuck");
    }

    private static void Direction(RuleContext rules, Element gateway)
    {
        var direction = rules.Sources[gateway.Index].Text("gatewayDirection");
        if (direction == "Diverging" && gateway.Incoming.Length > 1)
            rules.Error(gateway, "gateway-direction", $"Expected diverging gateway '{gateway.Id}' to have at most one incoming flow, but it has {gateway.Incoming.Length}");
        if (direction == "Converging" && gateway.Outgoing.Length > 1)
            rules.Error(gateway, "gateway-direction", $"Expected converging gateway '{gateway.Id}' to have at most one outgoing flow, but it has {gateway.Outgoing.Length}");
        if (gateway.Outgoing.Length == 0 && gateway.Incoming.Length < 2)
            rules.Warn(gateway, "gateway-flows", $"Gateway '{gateway.Id}' neither splits nor joins");
    }

    private static void Exclusive(RuleContext rules, Element gateway)
    {
        if (gateway.Outgoing.Length < 2)
            return;
        foreach (var index in gateway.Outgoing)
        {
            if (rules.Flows[index].Condition is null && index != gateway.DefaultFlow)
                rules.Error(gateway, "gateway-condition", $"Expected flow '{rules.Flows[index].Id}' of exclusive gateway '{gateway.Id}' to have a condition or be the default, but it is neither");
        }
        if (gateway.DefaultFlow < 0)
            rules.Warn(gateway, "no-default", $"Exclusive gateway '{gateway.Id}' has no default flow: when no condition holds, the instance is stuck");
    }

    private static void EventBased(RuleContext rules, Element gateway)
    {
        if (gateway.Outgoing.Length < 2)
            rules.Error(gateway, "event-gateway", $"Expected event-based gateway '{gateway.Id}' to have two or more outgoing flows, but it has {gateway.Outgoing.Length}");
        if (gateway.AwaitsAll && !gateway.Instantiates)
            rules.Error(gateway, "event-gateway", $"Expected parallel event-based gateway '{gateway.Id}' to begin the process (instantiate=\"true\"), but it does not");
        if (gateway.Instantiates && (gateway.Incoming.Length > 0 || gateway.Scope != 0))
            rules.Error(gateway, "event-gateway", $"Expected instantiating gateway '{gateway.Id}' to stand at the top of its process without incoming flows, but it does not");
        foreach (var target in rules.TargetsOf(gateway))
        {
            if (target.Kind is not (ElementKind.IntermediateCatchEvent or ElementKind.ReceiveTask) || target.Event is LinkDefinition)
                rules.Error(gateway, "event-gateway", $"Expected event-based gateway '{gateway.Id}' to lead to catch events and receive tasks, but '{target.Id}' is none");
            else if (target.Incoming.Length != 1)
                rules.Error(gateway, "event-gateway", $"Expected '{target.Id}' after event-based gateway '{gateway.Id}' to have no other incoming flow, but it has");
            else if (target.Loop is not null || target.BoundaryEvents.Length > 0)
                rules.Error(gateway, "event-gateway", $"Expected '{target.Id}' after event-based gateway '{gateway.Id}' to have no loop and no boundary event, but it has");
            else if (gateway.Instantiates && target.Event is not MessageDefinition && target.Detail is not MessageDetail)
                rules.Error(gateway, "event-gateway", $"Expected instantiating gateway '{gateway.Id}' to lead to messages, but '{target.Id}' is none");
        }
    }
}
