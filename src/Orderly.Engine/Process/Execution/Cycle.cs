using System.Globalization;
using Orderly.Engine.Time;

namespace Orderly.Engine.Process;

/// <summary>A repeating interval of ISO 8601: <c>R[n]/duration</c> or <c>R[n]/start/duration</c>.</summary>
/// <param name="Times">How often; -1 for ever.</param>
/// <param name="Start">The first time; an interval from now when null.</param>
/// <param name="Text">The interval as written.</param>
internal sealed record Cycle(int Times, DateTimeOffset? Start, IsoDuration Interval, string Text)
{
    /// <summary>Null when the text is none, or would never advance.</summary>
    public static Cycle? Parse(string text)
    {
        var parts = text.Split('/', StringSplitOptions.TrimEntries);
        if (parts.Length is < 2 or > 3 || !parts[0].StartsWith('R'))
            return null;
        var times = -1;
        if (parts[0].Length > 1 && (!int.TryParse(parts[0].AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out times) || times < 1))
            return null;
        if (!IsoDuration.TryParse(parts[^1], out var interval) || interval.Months < 0 || interval.Exact < TimeSpan.Zero || interval == default)
            return null;
        if (parts.Length == 2)
            return new(times, null, interval, parts[1]);
        return DateTimeOffset.TryParse(parts[1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var start)
            ? new(times, UtcMicroseconds.Truncate(start), interval, parts[2])
            : null;
    }
}
