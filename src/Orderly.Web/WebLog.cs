using Microsoft.Extensions.Logging;

namespace Orderly.Web;

/// <summary>All log messages of the web. None carries a name, a path with an id of a patient, or a body.</summary>
internal static partial class WebLog
{
    [LoggerMessage(1, LogLevel.Error, "{Method} {Endpoint} met a fault")]
    public static partial void Fault(ILogger log, string method, string endpoint, Exception fault);
}
