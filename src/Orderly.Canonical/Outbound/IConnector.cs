namespace Orderly.Canonical.Outbound;

/// <summary>
/// Port to an outside system. A connector makes one attempt and says truthfully what is known of it; the lane that
/// called decides about retries. It does not loop, and it throws only when <c>cancellation</c> ended the wait.
/// </summary>
public interface IConnector
{
    /// <summary>The name effects address it by.</summary>
    string Name { get; }

    /// <summary>What may be relied on for the operation.</summary>
    /// <exception cref="KeyNotFoundException">The connector has no such operation; its message lists those it has.</exception>
    ConnectorTraits TraitsOf(string operation);

    Task<SendOutcome> SendAsync(OutboundCall call, CancellationToken cancellation);

    /// <summary>Asks whether the call with this key was executed. Only where <see cref="ConnectorTraits.CanBeAsked"/>.</summary>
    Task<InquiryOutcome> AskAsync(OutboundCall call, CancellationToken cancellation);
}

/// <summary>What a receiver can be relied on for. Without any of the three an unknown outcome waits for a person.</summary>
/// <param name="HonoursKey">Sent twice with the same key, it acts once.</param>
/// <param name="CanBeAsked">It can be asked by key whether it acted.</param>
/// <param name="IsSafeToRepeat">Acting twice changes nothing (a query).</param>
public sealed record ConnectorTraits(bool HonoursKey, bool CanBeAsked, bool IsSafeToRepeat);
