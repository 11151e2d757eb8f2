using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Feel.Functions;

/// <summary>Relations of points and intervals after Allen (DMN 1.5, table 78).</summary>
internal static class RangeFunctions
{
    private static readonly Expects[] Points = [Point("point1"), Point("point2")];
    private static readonly Expects[] PointRange = [Point("point"), Interval("range")];
    private static readonly Expects[] RangePoint = [Interval("range"), Point("point")];
    private static readonly Expects[] Ranges = [Interval("range1"), Interval("range2")];

    public static readonly Signature[] All =
    [
        .. Family("before", (c, a, b) => Before(c, a, b), Points, PointRange, RangePoint, Ranges),
        .. Family("after", (c, a, b) => Before(c, b, a), Points, PointRange, RangePoint, Ranges),
        .. Family("meets", (c, a, b) => Meets(c, a, b), Ranges),
        .. Family("met by", (c, a, b) => Meets(c, b, a), Ranges),
        .. Family("overlaps", (c, a, b) => And(Reaches(c, a, b), Reaches(c, b, a)), Ranges),
        .. Family("overlaps before", (c, a, b) => And(And(StartsEarlier(c, a, b), Reaches(c, a, b)), Not(EndsEarlier(c, b, a))), Ranges),
        .. Family("overlaps after", (c, a, b) => And(And(StartsEarlier(c, b, a), Reaches(c, b, a)), Not(EndsEarlier(c, a, b))), Ranges),
        .. Family("finishes", (c, a, b) => And(SameEnd(c, a, b), Not(StartsEarlier(c, a, b))), PointRange, Ranges),
        .. Family("finished by", (c, a, b) => And(SameEnd(c, b, a), Not(StartsEarlier(c, b, a))), RangePoint, Ranges),
        .. Family("includes", (c, a, b) => Includes(c, a, b), RangePoint, Ranges),
        .. Family("during", (c, a, b) => Includes(c, b, a), PointRange, Ranges),
        .. Family("starts", (c, a, b) => And(SameStart(c, a, b), Not(EndsEarlier(c, b, a))), PointRange, Ranges),
        .. Family("started by", (c, a, b) => And(SameStart(c, b, a), Not(EndsEarlier(c, a, b))), RangePoint, Ranges),
        .. Family("coincides", (c, a, b) => And(SameStart(c, a, b), SameEnd(c, a, b)), Points, Ranges),
    ];

    private static Expects Point(string name) => new(name, new SimpleType("a point", static value =>
        value is FeelNumber or FeelString or FeelDate or FeelTime or FeelDateTime or FeelDayTimeDuration or FeelYearMonthDuration));

    private static Expects Interval(string name) => new(name, FeelType.Range);

    private static IEnumerable<Signature> Family(string name, Func<Call, FeelRange, FeelRange, bool?> relation, params Expects[][] shapes) =>
        shapes.Select(shape => new Signature(name, [.. shape], call => relation(call, AsRange(call[0]), AsRange(call[1])) is { } holds
            ? FeelBoolean.Of(holds)
            : call.Fail("ranges of values that compare", $"they are {call[0].ToBrief()} and {call[1].ToBrief()}")));

    /// <summary>A point is the closed range from itself to itself.</summary>
    private static FeelRange AsRange(FeelValue value) => value as FeelRange ?? new FeelRange(value, true, value, true);

    private static bool? Before(Call call, FeelRange a, FeelRange b)
    {
        if (a.End.IsNull || b.Start.IsNull)
            return false;
        return Order.Compare(call.Run, a.End, b.Start) is { } order ? order < 0 || (order == 0 && !(a.EndIncluded && b.StartIncluded)) : null;
    }

    private static bool? Meets(Call call, FeelRange a, FeelRange b)
    {
        if (a.End.IsNull || b.Start.IsNull)
            return false;
        return Order.Compare(call.Run, a.End, b.Start) is { } order ? order == 0 && a.EndIncluded && b.StartIncluded : null;
    }

    /// <summary>Whether the end of one is not before the start of the other.</summary>
    private static bool? Reaches(Call call, FeelRange a, FeelRange b) => Not(Before(call, a, b));

    private static bool? Includes(Call call, FeelRange outer, FeelRange inner) =>
        And(Not(StartsEarlier(call, inner, outer)), Not(EndsEarlier(call, outer, inner)));

    private static bool? StartsEarlier(Call call, FeelRange a, FeelRange b)
    {
        if (a.Start.IsNull || b.Start.IsNull)
            return a.Start.IsNull && !b.Start.IsNull;
        return Order.Compare(call.Run, a.Start, b.Start) is { } order ? order < 0 || (order == 0 && a.StartIncluded && !b.StartIncluded) : null;
    }

    private static bool? EndsEarlier(Call call, FeelRange a, FeelRange b)
    {
        if (a.End.IsNull || b.End.IsNull)
            return b.End.IsNull && !a.End.IsNull;
        return Order.Compare(call.Run, a.End, b.End) is { } order ? order < 0 || (order == 0 && !a.EndIncluded && b.EndIncluded) : null;
    }

    private static bool? SameStart(Call call, FeelRange a, FeelRange b)
    {
        if (a.Start.IsNull || b.Start.IsNull)
            return a.Start.IsNull && b.Start.IsNull;
        return Order.Compare(call.Run, a.Start, b.Start) is { } order ? order == 0 && a.StartIncluded == b.StartIncluded : null;
    }

    private static bool? SameEnd(Call call, FeelRange a, FeelRange b)
    {
        if (a.End.IsNull || b.End.IsNull)
            return a.End.IsNull && b.End.IsNull;
        return Order.Compare(call.Run, a.End, b.End) is { } order ? order == 0 && a.EndIncluded == b.EndIncluded : null;
    }

    private static bool? And(bool? a, bool? b) => a is { } x && b is { } y ? x && y : null;

    private static bool? Not(bool? a) => !a;
}
