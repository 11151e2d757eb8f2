using System.Globalization;
using System.Text;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Feel;

/// <summary>A length of time in days and smaller, to the nanosecond.</summary>
public sealed class FeelDayTimeDuration(Int128 nanoseconds) : FeelValue
{
    public Int128 Nanoseconds { get; } = nanoseconds;

    public override string TypeName => "days and time duration";

    /// <summary>False when the duration does not fit a <see cref="TimeSpan"/> (about 29,000 years).</summary>
    public bool TryToTimeSpan(out TimeSpan value)
    {
        var ticks = Nanoseconds / 100;
        var fits = ticks >= TimeSpan.MinValue.Ticks && ticks <= TimeSpan.MaxValue.Ticks;
        value = fits ? new TimeSpan((long)ticks) : default;
        return fits;
    }

    internal Int128 Seconds => Nanoseconds / CivilCalendar.NanosPerSecond;

    public override bool Equals(FeelValue? other) => other is FeelDayTimeDuration that && that.Nanoseconds == Nanoseconds;

    public override int GetHashCode() => Nanoseconds.GetHashCode();

    public override string ToString()
    {
        if (Nanoseconds == 0)
            return "PT0S";
        var size = Int128.Abs(Nanoseconds);
        var seconds = size / CivilCalendar.NanosPerSecond;
        var fraction = (long)(size % CivilCalendar.NanosPerSecond);
        var text = new StringBuilder(Nanoseconds < 0 ? "-P" : "P");
        Part(text, seconds / 86_400, 'D');
        if (seconds % 86_400 != 0 || fraction != 0)
            text.Append('T');
        Part(text, seconds / 3600 % 24, 'H');
        Part(text, seconds / 60 % 60, 'M');
        if (fraction != 0)
            text.Append(CultureInfo.InvariantCulture, $"{seconds % 60}.").Append(fraction.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0')).Append('S');
        else
            Part(text, seconds % 60, 'S');
        return text.ToString();
    }

    internal override string ToLiteral() => $"@\"{this}\"";

    private static void Part(StringBuilder text, Int128 amount, char unit)
    {
        if (amount != 0)
            text.Append(CultureInfo.InvariantCulture, $"{amount}{unit}");
    }
}

/// <summary>A length of time in whole months.</summary>
public sealed class FeelYearMonthDuration(long months) : FeelValue
{
    public long Months { get; } = months;

    public override string TypeName => "years and months duration";

    public override bool Equals(FeelValue? other) => other is FeelYearMonthDuration that && that.Months == Months;

    public override int GetHashCode() => Months.GetHashCode();

    public override string ToString()
    {
        if (Months == 0)
            return "P0M";
        var size = Math.Abs(Months);
        var years = size >= 12 ? string.Create(CultureInfo.InvariantCulture, $"{size / 12}Y") : "";
        var rest = size % 12 != 0 ? string.Create(CultureInfo.InvariantCulture, $"{size % 12}M") : "";
        return $"{(Months < 0 ? "-" : "")}P{years}{rest}";
    }

    internal override string ToLiteral() => $"@\"{this}\"";
}
