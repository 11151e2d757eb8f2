using System.Collections.Immutable;

namespace Orderly.Engine.Bpmn;

/// <summary>A joining gateway that goes on without a token on every flow, with what it needs to know about the graph around it.</summary>
internal sealed class WaitingJoin
{
    /// <summary>One bit a flow.</summary>
    public const int MostIncoming = 64;

    private readonly Dictionary<int, ulong> reaches = [];

    public WaitingJoin(Element gateway, ImmutableArray<Element> elements, ImmutableArray<SequenceFlow> flows)
    {
        Gateway = gateway;
        All = gateway.Incoming.Length == MostIncoming ? ulong.MaxValue : (1UL << gateway.Incoming.Length) - 1;
        var before = Predecessors(gateway, elements, flows);
        for (var i = 0; i < gateway.Incoming.Length; i++)
            Mark(flows[gateway.Incoming[i]].Source, 1UL << i, before);
    }

    public Element Gateway { get; }

    /// <summary>All its incoming flows, the first as the lowest bit.</summary>
    public ulong All { get; }

    /// <summary>The incoming flows a token in the element can reach without passing the gateway.</summary>
    public ulong FromElement(int element) => reaches.GetValueOrDefault(element);

    private void Mark(int element, ulong bit, ILookup<int, int> before)
    {
        var open = new Stack<int>();
        open.Push(element);
        while (open.Count > 0)
        {
            var at = open.Pop();
            if ((reaches.GetValueOrDefault(at) & bit) != 0)
                continue;
            reaches[at] = reaches.GetValueOrDefault(at) | bit;
            // A token in the gateway is about to leave it; one before it would have to pass it.
            if (at == Gateway.Index)
                continue;
            foreach (var predecessor in before[at])
                open.Push(predecessor);
        }
    }

    /// <summary>From where a token gets to each element: over flows and links, and from an activity by its boundary events.</summary>
    private static ILookup<int, int> Predecessors(Element gateway, ImmutableArray<Element> elements, ImmutableArray<SequenceFlow> flows) =>
        flows.Where(flow => elements[flow.Source].Scope == gateway.Scope).Select(flow => (From: flow.Source, To: flow.Target))
            .Concat(elements.Where(element => element.Link >= 0).Select(element => (From: element.Index, To: element.Link)))
            .Concat(elements.Where(element => element.AttachedTo >= 0).Select(element => (From: element.AttachedTo, To: element.Index)))
            .ToLookup(edge => edge.To, edge => edge.From);
}
