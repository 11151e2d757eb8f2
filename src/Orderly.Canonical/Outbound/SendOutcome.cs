namespace Orderly.Canonical.Outbound;

/// <summary>What is known after one attempt. Closed.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>The receiver acted and said so. <paramref name="Response"/> is what the operation takes from the answer, one JSON value in the engine's exact form.</summary>
    public sealed record Delivered(string Response) : SendOutcome
    {
        /// <summary>Redacted on purpose: an answer may hold patient data.</summary>
        public override string ToString() => "Delivered";
    }

    /// <summary>The receiver will never do this as it stands: an incident for a person, no retry.</summary>
    public sealed record Refused(Fault Fault) : SendOutcome;

    /// <summary>
    /// May be sent again with the same key, since it surely did not act or acts once by key.
    /// Not before <paramref name="RetryAfter"/>, where the receiver or the open breaker asked for it.
    /// </summary>
    public sealed record Transient(Fault Fault, TimeSpan? RetryAfter) : SendOutcome;

    /// <summary>It may or may not have acted. Ask by key where it can be asked; otherwise a person decides. Never resend blindly.</summary>
    public sealed record OutcomeUnknown(Fault Fault) : SendOutcome;
}

/// <summary>What went wrong. <paramref name="SafeText"/> holds neither patient data nor secrets and may be shown and logged.</summary>
public sealed record Fault(FaultClass Class, string SafeText);

public enum FaultClass
{
    /// <summary>The call cannot be built: a template failed on the input.</summary>
    Template,

    /// <summary>The address is not one the connector may reach.</summary>
    AddressNotAllowed,

    /// <summary>Name not found, connection refused, TLS not agreed: nothing was sent.</summary>
    Connect,

    /// <summary>No answer within the time-out, after the request was sent.</summary>
    Timeout,

    /// <summary>The connection ended after the request was sent and before the whole answer came.</summary>
    ConnectionLost,

    /// <summary>The receiver asks for fewer requests (429).</summary>
    RateLimited,

    /// <summary>The receiver failed (5xx, 408).</summary>
    Receiver,

    /// <summary>The receiver refused the request (another 4xx, or a redirect).</summary>
    Request,

    /// <summary>An answer that cannot be read as the operation says.</summary>
    Response,

    /// <summary>The breaker is open: nothing was sent.</summary>
    BreakerOpen,
}
