using System.Net;
using System.Net.Sockets;
using Orderly.Canonical.Outbound;
using Orderly.Connectors.Guards;

namespace Orderly.Connectors.Rest;

/// <summary>
/// What each answer and each failure says about the receiver having acted.
/// <list type="table">
/// <item><term>address not allowed, template</term><description>refused, nothing sent</description></item>
/// <item><term>DNS, connect, TLS</term><description>transient: nothing was sent</description></item>
/// <item><term>time-out or connection lost after sending</term><description>unknown, unless repeating is safe</description></item>
/// <item><term>408, 425, 429, 503</term><description>transient: the receiver says it did not take the request (RFC 9110, RFC 6585, RFC 8470)</description></item>
/// <item><term>other 5xx</term><description>unknown, unless repeating is safe: it may have failed after acting</description></item>
/// <item><term>3xx, other 4xx</term><description>refused</description></item>
/// </list>
/// "Repeating is safe" = the receiver honours the key, or the operation changes nothing.
/// </summary>
internal static class FaultClassification
{
    public static SendOutcome OfStatus(HttpStatusCode status, TimeSpan? retryAfter, ConnectorTraits traits) => (int)status switch
    {
        429 => new SendOutcome.Transient(Answered(FaultClass.RateLimited, status), retryAfter),
        408 or 425 or 503 => new SendOutcome.Transient(Answered(FaultClass.Receiver, status), retryAfter),
        >= 500 => MayHaveActed(Answered(FaultClass.Receiver, status), retryAfter, traits),
        _ => new SendOutcome.Refused(Answered(FaultClass.Request, status)),
    };

    /// <summary>A failure that gave no whole answer. <paramref name="wasSent"/>: some of the request may have reached the receiver.</summary>
    public static SendOutcome OfException(Exception failure, bool wasSent, ConnectorTraits traits)
    {
        if (Cause<AddressNotAllowedException>(failure) is { } notAllowed)
            return new SendOutcome.Refused(new Fault(FaultClass.AddressNotAllowed, notAllowed.Message));
        if (failure is TimeoutException)
        {
            return wasSent
                ? MayHaveActed(new Fault(FaultClass.Timeout, "Expected an answer within the time-out, but none came"), null, traits)
                : new SendOutcome.Transient(new Fault(FaultClass.Connect, "Expected a connection within the time-out, but there was none"), null);
        }

        if (!wasSent || failure is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError })
            return new SendOutcome.Transient(new Fault(FaultClass.Connect, NotConnected(failure)), null);
        return MayHaveActed(new Fault(FaultClass.ConnectionLost, "Expected a whole answer, but the connection ended before it"), null, traits);
    }

    public static bool IsSignOfIllness(FaultClass fault) =>
        fault is FaultClass.Connect or FaultClass.Timeout or FaultClass.ConnectionLost or FaultClass.Receiver;

    private static SendOutcome MayHaveActed(Fault fault, TimeSpan? retryAfter, ConnectorTraits traits) =>
        traits.HonoursKey || traits.IsSafeToRepeat
            ? new SendOutcome.Transient(fault, retryAfter)
            : new SendOutcome.OutcomeUnknown(fault);

    private static Fault Answered(FaultClass fault, HttpStatusCode status) => new(fault, $"Expected status 2xx, but it is {(int)status}");

    private static string NotConnected(Exception failure) =>
        Cause<SocketException>(failure) is { } socket
            ? $"Expected a connection, but {socket.SocketErrorCode}"
            : failure is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }
                ? "Expected TLS to be agreed, but it was not"
                : "Expected a connection, but there was none";

    private static T? Cause<T>(Exception failure)
        where T : Exception
    {
        for (Exception? at = failure; at is not null; at = at.InnerException)
        {
            if (at is T found)
                return found;
        }

        return null;
    }
}
