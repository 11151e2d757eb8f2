using Orderly.Engine.Feel;

namespace Orderly.Engine.Process;

/// <summary>How a called instance ended.</summary>
public sealed record ChildOutcome(ChildEnd End, FeelContext Variables, string? ErrorCode = null, string? Message = null);

public enum ChildEnd
{
    Completed,
    Cancelled,
    Error,
}
