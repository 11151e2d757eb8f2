using Orderly.Journal.Nodes;

namespace Orderly.Runtime.Correlation;

/// <summary>The lane in which a message's name and key meet those who wait for them.</summary>
internal static class CorrelationLane
{
    public static short Of(string name, string key) => Lane.Of($"{name}\n{key}");
}
