using System.Numerics;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Process;

/// <summary>
/// Joins that do not wait for every flow. An inclusive one goes on when no token that is under way can still reach an empty
/// incoming flow without being able to reach one that has a token (BPMN 2.0.2, 13.4.3); a complex one when its activation
/// condition holds, and it is reset by the same rule (13.4.5). They are asked when nothing else in the scope moves.
/// </summary>
internal static class Joining
{
    /// <summary>Whether a join of the scope went on.</summary>
    public static bool GoOn(Execution run, ElementInstance scope)
    {
        if (scope.Terminating || scope.Interrupted || scope.IsBody)
            return false;
        foreach (var join in run.Model.WaitingJoins(run.ElementOf(scope)))
        {
            var full = Full(run, scope, join.Gateway);
            if (join.Gateway.Kind == ElementKind.InclusiveGateway ? full != 0 && IsAllThere(run, scope, join, served: full) && Take(run, scope, join.Gateway, full) : Complex(run, scope, join, full))
                return true;
        }
        return false;
    }

    private static bool Complex(Execution run, ElementInstance scope, WaitingJoin join, ulong full)
    {
        var gateway = join.Gateway;
        if (scope.Memory?.Gateways?.Find(open => open.Gateway == gateway.Id) is { } opened)
        {
            var taken = Mask(run, gateway, opened.Flows);
            if (!IsAllThere(run, scope, join, served: full | taken))
                return false;
            run.Emit(new GatewayReset(scope.Id, gateway.Id));
            return Take(run, scope, gateway, full & ~taken, waitingForStart: false);
        }
        if (full == 0 || !Activates(run, scope, gateway))
            return false;
        var flows = Flows(run, gateway, full);
        if (flows.Count < gateway.Incoming.Length)
            run.Emit(new GatewayOpened(scope.Id, gateway.Id, flows));
        return Take(run, scope, gateway, full, waitingForStart: true);
    }

    private static bool Activates(Execution run, ElementInstance scope, Element gateway)
    {
        var count = gateway.Incoming.Sum(index => scope.Tokens!.On(run.Model.Flows[index].Id));
        var condition = ((ComplexDetail)gateway.Detail!).Activation!;
        var seen = new ExtendedScope(new ElementScope(scope), FeelContext.Empty.With(ComplexGatewayBehaviour.ActivationCount, FeelValue.Of(count)).With(ComplexGatewayBehaviour.WaitingForStart, FeelValue.Of(true)));
        // A join has no activation to hold an incident yet: what is neither true nor false is not true.
        return condition.Feel!.Evaluate(seen, run.Environment).Value is FeelBoolean { Value: true };
    }

    /// <summary>Takes a token from each of the flows and activates the gateway.</summary>
    private static bool Take(Execution run, ElementInstance scope, Element gateway, ulong full, bool? waitingForStart = null)
    {
        var flows = Flows(run, gateway, full);
        var instance = Activation.Activate(run, gateway, scope, flow: flows.Count > 0 ? flows[0] : null, joined: flows.Count > 1 ? flows[1..] : null);
        if (waitingForStart is { } waiting)
            run.Emit(new VariablesSet(instance.Id, FeelContext.Empty.With(ComplexGatewayBehaviour.WaitingForStart, FeelValue.Of(waiting)).With(ComplexGatewayBehaviour.ActivationCount, FeelValue.Of(flows.Count))));
        return true;
    }

    /// <summary>Whether no token under way is still to be waited for.</summary>
    /// <param name="served">The incoming flows that need no further token: those that have one, and those a complex gateway has taken from.</param>
    private static bool IsAllThere(Execution run, ElementInstance scope, WaitingJoin join, ulong served)
    {
        var empty = join.All & ~served;
        if (empty == 0)
            return true;
        for (var child = scope.FirstChild; child is not null; child = child.Next)
        {
            if (IsAwaited(join.FromElement(run.ElementOf(child).Index)))
                return false;
        }
        foreach (var (flow, _) in scope.Tokens?.Flows ?? [])
        {
            var target = run.Model.FindFlow(flow)!.Target;
            if (target != join.Gateway.Index && IsAwaited(join.FromElement(target)))
                return false;
        }
        return true;

        bool IsAwaited(ulong reaches) => (reaches & empty) != 0 && (reaches & served) == 0;
    }

    private static ulong Full(Execution run, ElementInstance scope, Element gateway)
    {
        var full = 0UL;
        for (var i = 0; scope.Tokens is { } tokens && i < gateway.Incoming.Length; i++)
        {
            if (tokens.On(run.Model.Flows[gateway.Incoming[i]].Id) > 0)
                full |= 1UL << i;
        }
        return full;
    }

    private static ulong Mask(Execution run, Element gateway, IReadOnlyList<string> flows)
    {
        var mask = 0UL;
        for (var i = 0; i < gateway.Incoming.Length; i++)
        {
            if (flows.Contains(run.Model.Flows[gateway.Incoming[i]].Id))
                mask |= 1UL << i;
        }
        return mask;
    }

    private static List<string> Flows(Execution run, Element gateway, ulong mask)
    {
        var flows = new List<string>(BitOperations.PopCount(mask));
        for (var i = 0; i < gateway.Incoming.Length; i++)
        {
            if ((mask & (1UL << i)) != 0)
                flows.Add(run.Model.Flows[gateway.Incoming[i]].Id);
        }
        return flows;
    }
}
