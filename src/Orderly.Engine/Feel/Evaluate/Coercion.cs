namespace Orderly.Engine.Feel.Evaluate;

/// <summary>The implicit conversions of DMN 1.5, 10.3.2.9.4: to and from a list of one, and from a date to its midnight.</summary>
internal static class Coercion
{
    /// <summary>The value as the type asks for it; null when it does not conform.</summary>
    public static FeelValue? To(Evaluation run, FeelType type, FeelValue value)
    {
        if (type is AnyType || type.Admits(run, value))
            return value;
        if (value is FeelList { Count: 1 } single && To(run, type, single[0]) is { } inner && single[0] is not FeelList)
            return inner;
        if (value is not FeelList && new FeelList([value]) is var list && type is ListType or ConstrainedType { Type: ListType } && type.Admits(run, list))
            return list;
        if (ReferenceEquals(type, FeelType.DateTime) && value is FeelDate date)
            return new FeelDateTime(date, new FeelTime(0, 0, 0, 0, FeelZone.Utc));
        return null;
    }
}
