using System.Globalization;

namespace Orderly.Engine.Feel;

/// <summary>Where a time is said: a fixed offset, or a named IANA zone whose offset depends on the day.</summary>
public sealed record FeelZone
{
    private FeelZone(int? offsetSeconds, string? id) => (OffsetSeconds, Id) = (offsetSeconds, id);

    public static FeelZone Utc { get; } = new(0, null);

    public int? OffsetSeconds { get; }

    public string? Id { get; }

    public static FeelZone Named(string id) => new(null, id);

    /// <exception cref="ArgumentOutOfRangeException">More than 18 hours from UTC.</exception>
    public static FeelZone Offset(int seconds)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs(seconds), 18 * 3600, nameof(seconds));
        return new(seconds, null);
    }

    public override string ToString()
    {
        if (OffsetSeconds is not { } seconds)
            return "@" + Id;
        if (seconds == 0)
            return "Z";
        var size = Math.Abs(seconds);
        var tail = size % 60 == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{size % 60:00}");
        return string.Create(CultureInfo.InvariantCulture, $"{(seconds < 0 ? '-' : '+')}{size / 3600:00}:{size / 60 % 60:00}{tail}");
    }
}
