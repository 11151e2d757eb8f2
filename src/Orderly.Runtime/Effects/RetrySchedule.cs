using System.IO.Hashing;
using System.Text;
using Orderly.Canonical.Outbound;

namespace Orderly.Runtime.Effects;

/// <summary>How long to wait after a failed attempt, by class of fault: exponential from <see cref="First"/>, capped, with jitter.</summary>
public sealed record RetryPolicy(TimeSpan First, TimeSpan Longest, int Attempts)
{
    /// <summary>The receiver is away or overloaded: it may take long, and nothing was done meanwhile.</summary>
    public static readonly RetryPolicy Receiver = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), 40);

    /// <summary>The receiver cannot say yet whether it acted.</summary>
    public static readonly RetryPolicy Inquiry = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(1), 60);

    public static RetryPolicy For(FaultClass fault) => fault switch
    {
        FaultClass.Timeout or FaultClass.ConnectionLost => Inquiry,
        _ => Receiver,
    };
}

/// <summary>
/// The wait before an effect's next attempt. Jitter comes from the effect's key and attempt, so that a run can be repeated
/// and a thousand effects failed by one outage do not come back in one instant.
/// </summary>
public static class RetrySchedule
{
    /// <param name="attempt">Attempts made so far, from 1.</param>
    public static TimeSpan DelayAfter(string key, int attempt, FaultClass fault, TimeSpan? askedFor)
    {
        var policy = RetryPolicy.For(fault);
        var doubled = policy.First.TotalMilliseconds * Math.Pow(2, Math.Min(attempt - 1, 30));
        var capped = Math.Min(doubled, policy.Longest.TotalMilliseconds);
        var delay = TimeSpan.FromMilliseconds(capped * (0.75 + 0.5 * Fraction(key, attempt)));
        return askedFor is { } least && least > delay ? least : delay;
    }

    public static bool IsExhausted(int attempt, FaultClass fault) => attempt >= RetryPolicy.For(fault).Attempts;

    private static double Fraction(string key, int attempt) =>
        (XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(key), attempt) >> 11) * (1.0 / (1UL << 53));
}
