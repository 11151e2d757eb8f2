using System.Collections.Frozen;
using Orderly.Canonical.Outbound;

namespace Orderly.Runtime.Effects;

/// <summary>The connectors of this node, by the name effects address them by.</summary>
public sealed class Connectors(IEnumerable<IConnector> connectors)
{
    private readonly FrozenDictionary<string, IConnector> byName = connectors.ToFrozenDictionary(connector => connector.Name, StringComparer.Ordinal);

    /// <returns>The connector with what may be relied on, or why there is none.</returns>
    internal (IConnector? Connector, ConnectorTraits? Traits, string? Missing) Find(string name, string operation)
    {
        if (!byName.TryGetValue(name, out var connector))
            return (null, null, $"Expected a connector '{name}', but those configured are: {string.Join(", ", byName.Keys.Order(StringComparer.Ordinal))}");
        try
        {
            return (connector, connector.TraitsOf(operation), null);
        }
        catch (KeyNotFoundException e)
        {
            return (null, null, e.Message);
        }
    }
}
