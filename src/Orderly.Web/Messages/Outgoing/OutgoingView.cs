using Orderly.Web.Design;

namespace Orderly.Web.Messages.Outgoing;

/// <summary>One call to another system: what was asked, for which step of which case, and how it stands.</summary>
public sealed record OutgoingView(MessageLine Line, string Step, string CaseAddress, string CaseName)
{
    /// <summary>What was sent, as JSON a person can read.</summary>
    public required string Asked { get; init; }

    /// <summary>What the receiver answered; null while it has not.</summary>
    public string? Answered { get; init; }

    public IReadOnlyList<MessageTry> Story { get; init; } = [];

    /// <summary>The operation that takes it back; null where there is none.</summary>
    public string? Inverse { get; init; }

    public string? UsefulUntil { get; init; }

    public bool IsStopped { get; init; }
}
