using Orderly.Engine.Process;

namespace Orderly.Runtime.Projection;

/// <summary>A decision on its way into rows, or an entry on its way through verification.</summary>
/// <param name="Retry">When a failed job may be taken again, where the decision put one back.</param>
internal sealed record ProjectedEntry(long Seq, DateTimeOffset At, string Actor, IReadOnlyList<Event> Events, IReadOnlyList<Effect> Effects, JobRetry? Retry = null)
{
    /// <summary>Nobody asked for it: a message, a timer, or an answer from outside led to it.</summary>
    public bool IsByItself => Actor == Submission.Caller.Host.Id;
}

/// <param name="Attempt">Attempts made so far.</param>
/// <param name="NotBefore">µs UTC, real time.</param>
internal readonly record struct JobRetry(int Attempt, long NotBefore);
