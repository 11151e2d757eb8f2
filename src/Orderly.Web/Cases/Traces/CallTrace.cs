using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Web.Cases.Traces;

internal enum CallEnd
{
    Waiting,
    Done,
    Failed,
    Unknown,
    Cancelled,
}

/// <summary>A call to an outside system: a posting, a request.</summary>
internal sealed class CallTrace(CallRequested requested, DateTimeOffset at)
{
    public Guid Id => requested.Call.Value;

    public CallRequested Requested => requested;

    public DateTimeOffset At => at;

    public CallEnd Ended { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public string? Message { get; private set; }

    public FeelContext? Result { get; private set; }

    public void Resend() => (Ended, EndedAt, Message) = (CallEnd.Waiting, null, null);

    public void End(CallEnd end, DateTimeOffset when, string? message = null, FeelContext? result = null) =>
        (Ended, EndedAt, Message, Result) = (end, when, message, result);
}
