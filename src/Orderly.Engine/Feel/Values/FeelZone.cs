using System.Globalization;

namespace Orderly.Engine.Feel;

/// <summary>Where a time is said: a fixed offset, or a named IANA zone whose offset depends on the day.</summary>
public sealed record FeelZone
{
    private FeelZone(int? offsetSeconds, string? id) => (OffsetSeconds, Id) = (offsetSeconds, id);

    public static FeelZone Utc { get; } = new(0, null);

    public int? OffsetSeconds { get; }

    public string? Id { get; }

    /// <exception cref="ArgumentException">The text cannot be a zone's name.</exception>
    public static FeelZone Named(string id) => IsName(id) ? new(null, id) : throw new ArgumentException($"Expected the name of a time zone, but it is '{id}'", nameof(id));

    /// <summary>
    /// Whether a text can name a zone: words between slashes. The platform looks names up as paths, so nothing that could leave its
    /// folder, or that means this machine's own zone, passes.
    /// </summary>
    public static bool IsName(string id)
    {
        var isStart = true;
        foreach (var c in id)
        {
            if (isStart ? !char.IsAsciiLetter(c) : !char.IsAsciiLetterOrDigit(c) && c is not ('/' or '_' or '-' or '+'))
                return false;
            isStart = c == '/';
        }
        return !isStart && id.Length <= 64 && !id.StartsWith("posix", StringComparison.OrdinalIgnoreCase)
            && !id.StartsWith("right/", StringComparison.OrdinalIgnoreCase) && !id.StartsWith("local", StringComparison.OrdinalIgnoreCase);
    }

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
