using System.Numerics;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Feel.Evaluate;

/// <summary>
/// Sums and products with dates, times and durations (DMN 1.5, 10.3.2.3.4 and table 45). Null where the types do not combine.
/// </summary>
internal static class TemporalArithmetic
{
    public static FeelValue? Add(Evaluation run, FeelValue a, FeelValue b) => (a, b) switch
    {
        (FeelDayTimeDuration x, FeelDayTimeDuration y) => Duration((BigInteger)x.Nanoseconds + y.Nanoseconds),
        (FeelYearMonthDuration x, FeelYearMonthDuration y) => Months((BigInteger)x.Months + y.Months),
        (FeelDayTimeDuration or FeelYearMonthDuration, FeelDate or FeelTime or FeelDateTime) => Shift(run, b, a, 1),
        (FeelDate or FeelTime or FeelDateTime, FeelDayTimeDuration or FeelYearMonthDuration) => Shift(run, a, b, 1),
        _ => null,
    };

    public static FeelValue? Subtract(Evaluation run, FeelValue a, FeelValue b) => (a, b) switch
    {
        (FeelDayTimeDuration x, FeelDayTimeDuration y) => Duration((BigInteger)x.Nanoseconds - y.Nanoseconds),
        (FeelYearMonthDuration x, FeelYearMonthDuration y) => Months((BigInteger)x.Months - y.Months),
        (FeelDate or FeelTime or FeelDateTime, FeelDayTimeDuration or FeelYearMonthDuration) => Shift(run, a, b, -1),
        (FeelTime x, FeelTime y) => Between(Zones.OfTime(run, x), Zones.OfTime(run, y)),
        (FeelDate or FeelDateTime, FeelDate or FeelDateTime) => Between(Zones.OfDay(run, a), Zones.OfDay(run, b)),
        _ => null,
    };

    public static FeelValue? Multiply(FeelValue a, FeelValue b) => (a, b) switch
    {
        (FeelNumber x, FeelDayTimeDuration y) => Scale(y, x.Value),
        (FeelDayTimeDuration x, FeelNumber y) => Scale(x, y.Value),
        (FeelNumber x, FeelYearMonthDuration y) => Scale(y, x.Value),
        (FeelYearMonthDuration x, FeelNumber y) => Scale(x, y.Value),
        _ => null,
    };

    public static FeelValue? Divide(FeelValue a, FeelValue b) => (a, b) switch
    {
        (FeelDayTimeDuration x, FeelNumber y) => Truncate(x.Nanoseconds, y.Value) is { } n ? Duration(n) : null,
        (FeelYearMonthDuration x, FeelNumber y) => Truncate(x.Months, y.Value) is { } n ? Months(n) : null,
        (FeelDayTimeDuration x, FeelDayTimeDuration y) => Ratio(x.Nanoseconds, y.Nanoseconds),
        (FeelYearMonthDuration x, FeelYearMonthDuration y) => Ratio(x.Months, y.Months),
        _ => null,
    };

    /// <summary>Whether values of these types have a result in general, so that one without has none for its size.</summary>
    public static bool Combines(ArithmeticOperator op, FeelValue a, FeelValue b) => op switch
    {
        ArithmeticOperator.Add => Shifts(a, b) || Shifts(b, a) || AreDurations(a, b),
        ArithmeticOperator.Subtract => Shifts(a, b) || AreDurations(a, b),
        ArithmeticOperator.Multiply => (IsDuration(a) && b is FeelNumber) || (a is FeelNumber && IsDuration(b)),
        ArithmeticOperator.Divide => (IsDuration(a) && b is FeelNumber) || AreDurations(a, b),
        _ => false,
    };

    /// <summary>Two moments of one kind, which only differ in whether they have a time zone where they cannot be subtracted.</summary>
    public static bool AreMoments(FeelValue a, FeelValue b) => (a is FeelTime && b is FeelTime) || (a is FeelDate or FeelDateTime && b is FeelDate or FeelDateTime);

    private static bool Shifts(FeelValue moment, FeelValue duration) => moment is FeelDate or FeelDateTime ? IsDuration(duration) : moment is FeelTime && duration is FeelDayTimeDuration;

    private static bool AreDurations(FeelValue a, FeelValue b) => IsDuration(a) && a.GetType() == b.GetType();

    private static bool IsDuration(FeelValue value) => value is FeelDayTimeDuration or FeelYearMonthDuration;

    private static FeelValue? Shift(Evaluation run, FeelValue moment, FeelValue duration, int sign) => (moment, duration) switch
    {
        (FeelDate date, FeelYearMonthDuration by) => CivilCalendar.AddMonths(date, sign * by.Months),
        (FeelDate date, FeelDayTimeDuration by) =>
            FeelDateTime.OfNanos((date.EpochDay * CivilCalendar.NanosPerDay) + (sign * by.Nanoseconds), null)?.Date,
        (FeelDateTime at, FeelYearMonthDuration by) =>
            by.Months == 0 ? at : CivilCalendar.AddMonths(at.Date, sign * by.Months) is { } date ? new FeelDateTime(date, at.Time) : null,
        (FeelDateTime at, FeelDayTimeDuration by) => Zones.Shift(run, at, sign * by.Nanoseconds),
        (FeelTime time, FeelDayTimeDuration by) => FeelTime.OfNano(
            (long)((((time.NanoOfDay + (sign * by.Nanoseconds)) % CivilCalendar.NanosPerDay) + CivilCalendar.NanosPerDay) % CivilCalendar.NanosPerDay), time.Zone),
        _ => null,
    };

    private static FeelDayTimeDuration? Between((Int128 Nanos, bool Zoned)? a, (Int128 Nanos, bool Zoned)? b) =>
        a is { } x && b is { } y && x.Zoned == y.Zoned ? Duration((BigInteger)x.Nanos - y.Nanos) : null;

    private static FeelDayTimeDuration? Scale(FeelDayTimeDuration duration, Decimal34 factor) =>
        Decimal34.Of((BigInteger)duration.Nanoseconds * factor.Coefficient, factor.Exponent) is { } product && Whole(product) is { } nanos ? Duration(nanos) : null;

    private static FeelYearMonthDuration? Scale(FeelYearMonthDuration duration, Decimal34 factor) =>
        Decimal34.Multiply(duration.Months, factor) is { } product && Whole(product) is { } months ? Months(months) : null;

    private static BigInteger? Truncate(Int128 amount, Decimal34 divisor) =>
        Decimal34.Of(amount, 0) is { } dividend && Decimal34.Divide(dividend, divisor) is { } quotient ? Whole(quotient) : null;

    private static BigInteger? Whole(Decimal34 value) =>
        value.Round(0, Rounding.Down) is { Exponent: >= 0 and < 60 } whole ? whole.Scaled(0) : null;

    private static FeelNumber? Ratio(Int128 a, Int128 b) =>
        Decimal34.Of(a, 0) is { } x && Decimal34.Of(b, 0) is { } y && Decimal34.Divide(x, y) is { } ratio ? new FeelNumber(ratio) : null;

    private static FeelDayTimeDuration? Duration(BigInteger nanos) =>
        BigInteger.Abs(nanos).GetBitLength() < 126 ? new FeelDayTimeDuration((Int128)nanos) : null;

    private static FeelYearMonthDuration? Months(BigInteger months) =>
        BigInteger.Abs(months).GetBitLength() < 62 ? new FeelYearMonthDuration((long)months) : null;
}
