using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Orderly.Runtime.Cluster;

/// <summary>How a process becomes a silo.</summary>
/// <param name="Node">The node's name, the same as in the store.</param>
/// <param name="Endpoint">Where the other nodes reach it.</param>
/// <param name="Membership">Connection string of the store's PostgreSQL, whose schema holds the membership.</param>
public sealed record SiloSettings(string Node, SiloEndpoint Endpoint, string Membership)
{
    public ILoggerFactory Logs { get; init; } = NullLoggerFactory.Instance;
}

/// <summary>The silo could not join: the address cannot be listened on, or nodes that count as alive are not reached.</summary>
public sealed class SiloRefusedException(string message, Exception cause) : Exception(message, cause);
