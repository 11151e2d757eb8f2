using Microsoft.Extensions.Logging;

namespace Orderly.Hosting;

/// <summary>What the host says. Message bodies and patients are in none of it.</summary>
internal static partial class HostLog
{
    [LoggerMessage(1, LogLevel.Critical, "Listener '{Listener}' at {EndPoint} died and takes no connection any more; this process ends so that it is started again")]
    public static partial void ListenerDied(ILogger log, string listener, System.Net.IPEndPoint endPoint, Exception fault);

    [LoggerMessage(2, LogLevel.Error, "A connection of listener '{Listener}' ended without its answer: {Fault}")]
    public static partial void ConnectionFaulted(ILogger log, string listener, string fault);
}
