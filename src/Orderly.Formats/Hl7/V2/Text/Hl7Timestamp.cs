using System.Globalization;
using System.Text;

namespace Orderly.Formats.Hl7.V2;

/// <summary>How much of a timestamp was sent. The fractions are of a second.</summary>
public enum Hl7TimestampPrecision
{
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
    Tenth,
    Hundredth,
    Millisecond,
    TenthOfMillisecond,
}

/// <summary>How an instant was found from a timestamp without offset.</summary>
public enum Hl7ZoneReading
{
    /// <summary>The timestamp carries its own offset.</summary>
    Own,

    /// <summary>The facility's zone gives exactly one instant.</summary>
    Facility,

    /// <summary>Clocks went back: the time exists twice, the earlier instant is given.</summary>
    Ambiguous,

    /// <summary>Clocks went forward over it: the time does not exist, the offset before the change is used.</summary>
    Skipped,
}

/// <summary>
/// An HL7 DTM or TS: <c>YYYY[MM[DD[HH[MM[SS[.S[S[S[S]]]]]]]]][+/-ZZZZ]</c> (HL7 v2 chapter 2A). Keeps its precision, so that a
/// birth date of a year stays a year.
/// </summary>
/// <param name="Local">Start of the period named, on the sender's wall clock.</param>
/// <param name="Offset">Distance from UTC when sent, else null.</param>
public readonly record struct Hl7Timestamp(DateTime Local, Hl7TimestampPrecision Precision, TimeSpan? Offset)
{
    private const int MaxLength = 24;

    /// <summary>Digits of the date and time up to each precision; fractions follow a point.</summary>
    private static ReadOnlySpan<byte> Lengths => [4, 6, 8, 10, 12, 14];

    /// <summary>Reads a timestamp; surrounding blanks are passed over. False for anything else, never an exception.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Hl7Timestamp timestamp)
    {
        timestamp = default;
        text = text.Trim(' ');
        if (text.Length is < 4 or > MaxLength) return false;
        TimeSpan? offset = null;
        var sign = text.IndexOfAny('+', '-');
        if (sign >= 0)
        {
            if (!TryOffset(text[sign..], out var read)) return false;
            offset = read;
            text = text[..sign];
        }
        var fraction = ReadOnlySpan<char>.Empty;
        var point = text.IndexOf('.');
        if (point >= 0)
        {
            fraction = text[(point + 1)..];
            if (point != 14 || fraction.Length is < 1 or > 4) return false;
            text = text[..point];
        }
        var level = Lengths.IndexOf((byte)text.Length);
        if (level < 0 || !TryLocal(text, fraction, out var local)) return false;
        timestamp = new Hl7Timestamp(local, (Hl7TimestampPrecision)(level + fraction.Length), offset);
        return true;
    }

    public static bool TryParse(string? text, out Hl7Timestamp timestamp) => TryParse(text.AsSpan(), out timestamp);

    /// <summary>A timestamp of this instant with its offset.</summary>
    public static Hl7Timestamp From(DateTimeOffset instant, Hl7TimestampPrecision precision = Hl7TimestampPrecision.Second)
    {
        var whole = instant.DateTime;
        var local = precision switch
        {
            Hl7TimestampPrecision.Year => new DateTime(whole.Year, 1, 1),
            Hl7TimestampPrecision.Month => new DateTime(whole.Year, whole.Month, 1),
            Hl7TimestampPrecision.Day => whole.Date,
            Hl7TimestampPrecision.Hour => Floor(whole, TimeSpan.TicksPerHour),
            Hl7TimestampPrecision.Minute => Floor(whole, TimeSpan.TicksPerMinute),
            _ => Floor(whole, TimeSpan.TicksPerSecond / Pow10(precision - Hl7TimestampPrecision.Second)),
        };
        return new Hl7Timestamp(local, precision, TimeSpan.FromMinutes(Math.Truncate(instant.Offset.TotalMinutes)));
    }

    /// <summary>The instant at which the named period starts.</summary>
    /// <param name="facilityZone">The sender's zone; used only when the timestamp has no offset of its own.</param>
    public DateTimeOffset ToInstant(TimeZoneInfo facilityZone) => ToInstant(facilityZone, out _);

    /// <inheritdoc cref="ToInstant(TimeZoneInfo)"/>
    public DateTimeOffset ToInstant(TimeZoneInfo facilityZone, out Hl7ZoneReading reading)
    {
        ArgumentNullException.ThrowIfNull(facilityZone);
        if (Offset is { } own)
        {
            reading = Hl7ZoneReading.Own;
            return At(own);
        }
        if (facilityZone.IsInvalidTime(Local))
        {
            reading = Hl7ZoneReading.Skipped;
            return At(facilityZone.GetUtcOffset(Local.AddDays(-1)));
        }
        if (facilityZone.IsAmbiguousTime(Local))
        {
            reading = Hl7ZoneReading.Ambiguous;
            return At(facilityZone.GetAmbiguousTimeOffsets(Local).Max());
        }
        reading = Hl7ZoneReading.Facility;
        return At(facilityZone.GetUtcOffset(Local));
    }

    /// <summary>The form in which it is sent, with exactly its own precision.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(MaxLength);
        var digits = Local.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        text.Append(digits.AsSpan(0, Lengths[Math.Min((int)Precision, Lengths.Length - 1)]));
        var places = Precision - Hl7TimestampPrecision.Second;
        if (places > 0)
            text.Append('.').Append(Local.ToString("fffffff", CultureInfo.InvariantCulture).AsSpan(0, places));
        if (Offset is { } offset)
            text.Append(offset < TimeSpan.Zero ? '-' : '+').Append(offset.ToString("hhmm", CultureInfo.InvariantCulture));
        return text.ToString();
    }

    // Instants beyond the calendar's ends are clamped: a year 0001 or 9999 stands for "always" in practice.
    private DateTimeOffset At(TimeSpan offset)
    {
        var ticks = Local.Ticks - offset.Ticks;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks) return new DateTimeOffset(Local.Ticks, TimeSpan.Zero);
        return new DateTimeOffset(Local.Ticks, offset);
    }

    private static DateTime Floor(DateTime time, long ticks) => new(time.Ticks - time.Ticks % ticks);

    private static long Pow10(int n) => n <= 0 ? 1 : 10 * Pow10(n - 1);

    private static bool TryLocal(ReadOnlySpan<char> digits, ReadOnlySpan<char> fraction, out DateTime local)
    {
        local = default;
        if (!TryNumber(digits[..4], out var year)) return false;
        Span<int> rest = [1, 1, 0, 0, 0]; // month, day, hour, minute, second
        for (var i = 0; 4 + 2 * i < digits.Length; i++)
        {
            if (!TryNumber(digits.Slice(4 + 2 * i, 2), out rest[i])) return false;
        }
        if (year < 1 || rest[0] is < 1 or > 12 || rest[1] < 1 || rest[1] > DateTime.DaysInMonth(year, rest[0])) return false;
        if (rest[2] > 23 || rest[3] > 59 || rest[4] > 59) return false;
        var places = 0;
        if (fraction.Length > 0 && !TryNumber(fraction, out places)) return false;
        local = new DateTime(year, rest[0], rest[1], rest[2], rest[3], rest[4])
            .AddTicks(places * (TimeSpan.TicksPerSecond / Pow10(fraction.Length)));
        return true;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = default;
        if (text.Length != 5 || !TryNumber(text[1..3], out var hours) || !TryNumber(text[3..], out var minutes)) return false;
        if (hours > 14 || minutes > 59 || hours * 60 + minutes > 14 * 60) return false;
        offset = new TimeSpan(hours, minutes, 0);
        if (text[0] == '-') offset = -offset;
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
