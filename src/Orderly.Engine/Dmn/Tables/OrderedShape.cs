using System.Collections.Immutable;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Dmn.Tables;

/// <summary>Types whose values are points on a line: numbers as they are, days since 1970, months, nanoseconds.</summary>
internal enum PointKind
{
    Number,
    Date,
    Months,
    Duration,

    /// <summary>A time of day without a zone; it does not compare with one that has a zone.</summary>
    Time,

    /// <summary>A date and time without a zone.</summary>
    DateTime,

    /// <summary>A date and time with an offset.</summary>
    Instant,
}

/// <summary>A stretch of the line; an end that is null is without limit.</summary>
internal readonly record struct Span(Decimal34? Low, bool LowIncluded, Decimal34? High, bool HighIncluded)
{
    public bool IsEmpty => Low is { } low && High is { } high && (low.CompareTo(high) is var order) && (order > 0 || (order == 0 && !(LowIncluded && HighIncluded)));

    public bool Contains(Decimal34 point) =>
        (Low is not { } low || (low.CompareTo(point) is var above && (above < 0 || (above == 0 && LowIncluded))))
        && (High is not { } high || (point.CompareTo(high) is var below && (below < 0 || (below == 0 && HighIncluded))));
}

/// <summary>Stretches of the line of one type.</summary>
internal sealed record OrderedShape(PointKind Kind, ImmutableArray<Span> Spans) : CellShape
{
    public bool Accepts(Decimal34 point)
    {
        foreach (var span in Spans)
        {
            if (span.Contains(point))
                return true;
        }
        return false;
    }

    public override CellShape? Or(CellShape other) => other switch
    {
        AnyShape => other,
        NoneShape => this,
        OrderedShape that when that.Kind == Kind => new OrderedShape(Kind, Spans.AddRange(that.Spans)),
        _ => null,
    };

    public override CellShape Complement()
    {
        ImmutableArray<Span> left = [new Span(null, false, null, false)];
        foreach (var span in Spans)
            left = [.. left.SelectMany(piece => Without(piece, span))];
        return new OrderedShape(Kind, left);
    }

    public static OrderedShape? Of(FeelRange range)
    {
        var (start, end) = (Point(range.Start), Point(range.End));
        if ((start is null && !range.Start.IsNull) || (end is null && !range.End.IsNull) || (start ?? end) is not { } one || (start is not null && end is not null && start.Value.Kind != end.Value.Kind))
            return null;
        return new OrderedShape(one.Kind, [new Span(start?.At, range.StartIncluded, end?.At, range.EndIncluded)]);
    }

    /// <summary>Where a value lies on the line of its type; null for values of no such type.</summary>
    public static (PointKind Kind, Decimal34 At)? Point(FeelValue value) => value switch
    {
        FeelNumber number => (PointKind.Number, number.Value),
        FeelDate date => (PointKind.Date, date.EpochDay),
        FeelYearMonthDuration duration => (PointKind.Months, duration.Months),
        FeelDayTimeDuration duration when Int128.Abs(duration.Nanoseconds) < long.MaxValue => (PointKind.Duration, (long)duration.Nanoseconds),
        FeelTime { Zone: null } time => (PointKind.Time, time.NanoOfDay),
        FeelDateTime { Time.Zone: null } at => Decimal34.Of(at.LocalNanos, 0) is { } local ? (PointKind.DateTime, local) : null,
        FeelDateTime { Time.Zone: { OffsetSeconds: { } seconds } } at =>
            Decimal34.Of(at.LocalNanos - (seconds * (Int128)CivilCalendar.NanosPerSecond), 0) is { } instant ? (PointKind.Instant, instant) : null,
        _ => null,
    };

    /// <summary>A point as the literal of its type.</summary>
    public static string Literal(PointKind kind, Decimal34 at)
    {
        if (kind is PointKind.DateTime or PointKind.Instant)
            return FeelDateTime.OfNanos((Int128)at.Scaled(0), kind == PointKind.Instant ? FeelZone.Utc : null)?.ToLiteral() ?? at.ToString();
        if (kind == PointKind.Number || !at.TryToInt64(out var whole))
            return at.ToString();
        return kind switch
        {
            PointKind.Date => CivilCalendar.DateOf(whole)?.ToLiteral() ?? at.ToString(),
            PointKind.Time => FeelTime.OfNano(whole, null).ToLiteral(),
            PointKind.Months => new FeelYearMonthDuration(whole).ToLiteral(),
            _ => new FeelDayTimeDuration(whole).ToLiteral(),
        };
    }

    private static IEnumerable<Span> Without(Span piece, Span taken)
    {
        Span[] rest =
        [
            taken.Low is null ? new Span(0, false, 0, false) : Meet(piece, new Span(null, false, taken.Low, !taken.LowIncluded)),
            taken.High is null ? new Span(0, false, 0, false) : Meet(piece, new Span(taken.High, !taken.HighIncluded, null, false)),
        ];
        return rest.Where(span => !span.IsEmpty);
    }

    /// <summary>What lies in both.</summary>
    public static Span Meet(Span a, Span b)
    {
        var (low, lowIncluded) = a.Low is not { } x ? (b.Low, b.LowIncluded) : b.Low is not { } y ? (a.Low, a.LowIncluded)
            : x.CompareTo(y) is var lows && lows == 0 ? (a.Low, a.LowIncluded && b.LowIncluded) : lows > 0 ? (a.Low, a.LowIncluded) : (b.Low, b.LowIncluded);
        var (high, highIncluded) = a.High is not { } u ? (b.High, b.HighIncluded) : b.High is not { } v ? (a.High, a.HighIncluded)
            : u.CompareTo(v) is var highs && highs == 0 ? (a.High, a.HighIncluded && b.HighIncluded) : highs < 0 ? (a.High, a.HighIncluded) : (b.High, b.HighIncluded);
        return new Span(low, lowIncluded, high, highIncluded);
    }
}
