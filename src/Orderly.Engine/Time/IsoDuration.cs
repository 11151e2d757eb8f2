using System.Buffers;
using System.Globalization;

namespace Orderly.Engine.Time;

/// <summary>An ISO 8601 duration: months of the calendar, and exact time.</summary>
public readonly record struct IsoDuration(int Months, TimeSpan Exact)
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>Reads <c>P[nY][nM][nW][nD][T[nH][nM][n.nS]]</c>, with a leading minus for a negative one.</summary>
    public static bool TryParse(string text, out IsoDuration duration)
    {
        duration = default;
        var rest = text.AsSpan().Trim();
        var negative = rest.StartsWith("-");
        if (negative)
            rest = rest[1..];
        if (rest.Length < 3 || rest[0] != 'P')
            return false;
        rest = rest[1..];
        var (months, ticks, inTime, any) = (0L, 0m, false, false);
        while (rest.Length > 0)
        {
            if (rest[0] == 'T')
            {
                if (inTime || rest.Length == 1)
                    return false;
                inTime = true;
                rest = rest[1..];
                continue;
            }
            var digits = rest.IndexOfAnyExcept(NumberCharacters);
            if (digits <= 0 || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return false;
            if (!Add(rest[digits], inTime, number, ref months, ref ticks))
                return false;
            any = true;
            rest = rest[(digits + 1)..];
        }
        if (!any || months > int.MaxValue || ticks > long.MaxValue)
            return false;
        duration = new(negative ? (int)-months : (int)months, new TimeSpan(negative ? (long)-ticks : (long)ticks));
        return true;
    }

    /// <exception cref="ArgumentOutOfRangeException">The sum is no time of the calendar.</exception>
    public DateTimeOffset After(DateTimeOffset start) => UtcMicroseconds.Truncate(start.AddMonths(Months) + Exact);

    private static bool Add(char unit, bool inTime, decimal number, ref long months, ref decimal ticks)
    {
        var wholeMonths = number == decimal.Truncate(number) && number < int.MaxValue;
        switch (unit)
        {
            case 'Y' when !inTime && wholeMonths: months += (long)number * 12; return true;
            case 'M' when !inTime && wholeMonths: months += (long)number; return true;
            case 'W' when !inTime: return Sum(number, TimeSpan.TicksPerDay * 7, ref ticks);
            case 'D' when !inTime: return Sum(number, TimeSpan.TicksPerDay, ref ticks);
            case 'H' when inTime: return Sum(number, TimeSpan.TicksPerHour, ref ticks);
            case 'M' when inTime: return Sum(number, TimeSpan.TicksPerMinute, ref ticks);
            case 'S' when inTime: return Sum(number, TimeSpan.TicksPerSecond, ref ticks);
            default: return false;
        }
    }

    private static bool Sum(decimal number, long unit, ref decimal ticks)
    {
        // Beyond this no TimeSpan holds it, and the product could overflow.
        if (number > 100_000_000_000m)
            return false;
        ticks += decimal.Truncate(number * unit);
        return true;
    }
}
