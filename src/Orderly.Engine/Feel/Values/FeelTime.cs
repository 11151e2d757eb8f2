using System.Globalization;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Feel;

/// <summary>A time of day to the nanosecond, local or in a zone.</summary>
public sealed class FeelTime : FeelValue
{
    /// <exception cref="ArgumentOutOfRangeException">The time does not exist.</exception>
    public FeelTime(int hour, int minute, int second, int nanosecond = 0, FeelZone? zone = null)
    {
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59 || nanosecond is < 0 or > 999_999_999)
            throw new ArgumentOutOfRangeException(nameof(hour), $"Expected a time of day, but was {hour}:{minute}:{second}");
        (Hour, Minute, Second, Nanosecond, Zone) = (hour, minute, second, nanosecond, zone);
    }

    public int Hour { get; }

    public int Minute { get; }

    public int Second { get; }

    public int Nanosecond { get; }

    /// <summary>Null for a local time.</summary>
    public FeelZone? Zone { get; }

    public override string TypeName => "time";

    internal long NanoOfDay => ((((Hour * 60L) + Minute) * 60) + Second) * CivilCalendar.NanosPerSecond + Nanosecond;

    internal static FeelTime OfNano(long nanoOfDay, FeelZone? zone)
    {
        var seconds = Math.DivRem(nanoOfDay, CivilCalendar.NanosPerSecond, out var nano);
        return new FeelTime((int)(seconds / 3600), (int)(seconds / 60 % 60), (int)(seconds % 60), (int)nano, zone);
    }

    public override bool Equals(FeelValue? other) => other is FeelTime time && time.NanoOfDay == NanoOfDay && Equals(time.Zone, Zone);

    public override int GetHashCode() => HashCode.Combine(NanoOfDay, Zone);

    public override string ToString()
    {
        var fraction = Nanosecond == 0 ? "" : "." + Nanosecond.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0');
        return string.Create(CultureInfo.InvariantCulture, $"{Hour:00}:{Minute:00}:{Second:00}{fraction}{Zone}");
    }

    internal override string ToLiteral() => $"@\"{this}\"";
}
