using System.Text.Json.Serialization;

namespace Orderly.Engine.Process;

/// <summary>How many tokens stand on which flows of a scope. Few at a time, so a list.</summary>
public sealed class TokenTable
{
    [JsonInclude]
    public List<FlowTokens> Flows { get; internal set; } = [];

    [JsonIgnore]
    public int Count => Flows.Count;

    public int On(string flow)
    {
        foreach (var entry in Flows)
        {
            if (string.Equals(entry.Flow, flow, StringComparison.Ordinal))
                return entry.Tokens;
        }
        return 0;
    }

    internal void Put(string flow)
    {
        for (var i = 0; i < Flows.Count; i++)
        {
            if (string.Equals(Flows[i].Flow, flow, StringComparison.Ordinal))
            {
                Flows[i] = new(flow, Flows[i].Tokens + 1);
                return;
            }
        }
        Flows.Add(new(flow, 1));
    }

    internal void Take(string flow)
    {
        for (var i = 0; i < Flows.Count; i++)
        {
            if (!string.Equals(Flows[i].Flow, flow, StringComparison.Ordinal))
                continue;
            if (Flows[i].Tokens == 1)
                Flows.RemoveAt(i);
            else
                Flows[i] = new(flow, Flows[i].Tokens - 1);
            return;
        }
        throw new InvalidOperationException($"Expected a token on flow '{flow}', but there is none");
    }
}

public readonly record struct FlowTokens(string Flow, int Tokens);
