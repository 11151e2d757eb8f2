namespace Orderly.Journal;

/// <summary>Times as stored: whole microseconds since 1970-01-01 UTC.</summary>
public static class Micros
{
    /// <summary>Later than every real time: "no due date", sorted last.</summary>
    public const long Never = long.MaxValue;

    public static long From(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToTime(long micros) => new(DateTimeOffset.UnixEpoch.Ticks + micros * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

    public static long From(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;
}
