namespace Orderly.Engine.Feel.Evaluate;

/// <summary>FEEL's equality and ordering (DMN 1.5, 10.3.2.13 and table 42): null where two values do not compare.</summary>
internal static class Order
{
    public static bool? AreEqual(Evaluation run, FeelValue a, FeelValue b)
    {
        if (a.IsNull || b.IsNull)
            return a.IsNull && b.IsNull;
        switch (a, b)
        {
            case (FeelNumber x, FeelNumber y):
                return x.Value == y.Value;
            case (FeelString x, FeelString y):
                return string.Equals(x.Value, y.Value, StringComparison.Ordinal);
            case (FeelList x, FeelList y):
                return Lists(run, x, y);
            case (FeelContext x, FeelContext y):
                return Contexts(run, x, y);
            case (FeelRange x, FeelRange y):
                return x.StartIncluded == y.StartIncluded && x.EndIncluded == y.EndIncluded
                    && AreEqual(run, x.Start, y.Start) == true && AreEqual(run, x.End, y.End) == true;
            case (FeelTime or FeelDateTime, _) when a.GetType() == b.GetType():
                return a.Equals(b) ? true : Compare(run, a, b) is { } order ? order == 0 : null;
            default:
                return a.GetType() == b.GetType() || (a is FeelFunction && b is FeelFunction) ? a.Equals(b) : null;
        }
    }

    /// <summary>Negative, zero or positive; null for types without an order or of different kinds.</summary>
    public static int? Compare(Evaluation run, FeelValue a, FeelValue b) => (a, b) switch
    {
        (FeelNumber x, FeelNumber y) => x.Value.CompareTo(y.Value),
        (FeelString x, FeelString y) => CompareCodePoints(x.Value, y.Value),
        (FeelDate x, FeelDate y) => x.EpochDay.CompareTo(y.EpochDay),
        (FeelTime x, FeelTime y) => Instants(Zones.OfTime(run, x), Zones.OfTime(run, y)),
        (FeelDateTime, FeelDateTime) or (FeelDate, FeelDateTime) or (FeelDateTime, FeelDate) => Instants(Zones.OfDay(run, a), Zones.OfDay(run, b)),
        (FeelDayTimeDuration x, FeelDayTimeDuration y) => x.Nanoseconds.CompareTo(y.Nanoseconds),
        (FeelYearMonthDuration x, FeelYearMonthDuration y) => x.Months.CompareTo(y.Months),
        _ => null,
    };

    private static int? Instants((Int128 Nanos, bool Zoned)? a, (Int128 Nanos, bool Zoned)? b) =>
        a is { } x && b is { } y && x.Zoned == y.Zoned ? x.Nanos.CompareTo(y.Nanos) : null;

    /// <summary>By code point, not by UTF-16 unit: a surrogate pair sorts after every unit of the basic plane.</summary>
    private static int CompareCodePoints(string a, string b)
    {
        var length = Math.Min(a.Length, b.Length);
        for (var i = 0; i < length; i++)
        {
            char x = a[i], y = b[i];
            if (x == y)
                continue;
            var surrogates = char.IsSurrogate(x).CompareTo(char.IsSurrogate(y));
            return surrogates != 0 ? surrogates : x.CompareTo(y);
        }
        return a.Length.CompareTo(b.Length);
    }

    private static bool? Lists(Evaluation run, FeelList a, FeelList b)
    {
        if (a.Count != b.Count)
            return false;
        run.Step(0, a.Count);
        for (var i = 0; i < a.Count; i++)
        {
            if (AreEqual(run, a[i], b[i]) is var equal && equal != true)
                return equal;
        }
        return true;
    }

    private static bool? Contexts(Evaluation run, FeelContext a, FeelContext b)
    {
        if (a.Count != b.Count)
            return false;
        run.Step(0, a.Count);
        foreach (var (name, value) in a.Entries)
        {
            if (!b.TryGet(name, out var other))
                return false;
            if (AreEqual(run, value, other) is var equal && equal != true)
                return equal;
        }
        return true;
    }
}
