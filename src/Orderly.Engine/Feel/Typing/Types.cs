using Orderly.Engine.Feel.Evaluate;
using Orderly.Engine.Feel.Functions;

namespace Orderly.Engine.Feel.Typing;

/// <summary>
/// What is known of a value before it is there. <see cref="FeelType.Any"/> is "nothing is known". Every type has null beside its instances, for
/// whatever fails is null.
/// </summary>
internal static class Types
{
    /// <summary>Of an expression that can have no value but null, which was told where it was found.</summary>
    public static readonly FeelType Never = new SimpleType("null", static value => value is FeelNull);

    /// <summary>A type without the allowed values of item definitions.</summary>
    public static FeelType Plain(FeelType type) => type is ConstrainedType constrained ? Plain(constrained.Type) : type;

    /// <summary>Whether anything is known but that it may be null.</summary>
    public static bool IsKnown(FeelType type) => Plain(type) is not AnyType and var plain && !ReferenceEquals(plain, Never) && !ReferenceEquals(plain, FeelType.NullOnly);

    /// <summary>Whether a value of one type may conform to another, with the conversions of <see cref="Coercion"/>; true where too little is known.</summary>
    public static bool MayBe(FeelType found, FeelType asked)
    {
        (found, asked) = (Plain(found), Plain(asked));
        if (!IsKnown(found) || !IsKnown(asked))
            return true;
        return (found, asked) switch
        {
            (ListType list, ListType wanted) => MayBe(list.Element, wanted.Element),
            (ListType single, _) => MayBe(single.Element, asked),
            (_, ListType wanted) => MayBe(found, wanted.Element),
            (ContextType context, ContextType wanted) => wanted.Entries.All(entry => context.Of(entry.Key) is { } own ? MayBe(own, entry.Value) : !context.IsWhole),
            (RangeType range, RangeType wanted) => MayBe(range.Element, wanted.Element),
            (FunctionType, FunctionType) => true,
            _ => Sample(found) is not { } sample || asked.HasInstance(sample) || (ReferenceEquals(found, FeelType.Date) && ReferenceEquals(asked, FeelType.DateTime)),
        };
    }

    /// <summary>What is known of a value that is one of two.</summary>
    public static FeelType Either(FeelType a, FeelType b)
    {
        (a, b) = (Plain(a), Plain(b));
        if (ReferenceEquals(a, b) || IsNull(b))
            return a;
        if (IsNull(a))
            return b;
        return (a, b) switch
        {
            (ListType x, ListType y) => new ListType(Either(x.Element, y.Element)),
            (RangeType x, RangeType y) => new RangeType(Either(x.Element, y.Element)),
            (ContextType x, ContextType y) when x.Entries.Length == y.Entries.Length && x.Entries.All(entry => y.Of(entry.Key) is not null) =>
                new ContextType([.. x.Entries.Select(entry => KeyValuePair.Create(entry.Key, Either(entry.Value, y.Of(entry.Key)!)))]) { IsWhole = x.IsWhole && y.IsWhole },
            _ => FeelType.Any,
        };
    }

    /// <summary>The type of a value that is there.</summary>
    public static FeelType Of(FeelValue value) => value switch
    {
        FeelNull => FeelType.NullOnly,
        FeelList list => new ListType(list.Items.Select(Of).DefaultIfEmpty(FeelType.Any).Aggregate(Either)),
        FeelContext context => new ContextType([.. context.Entries.Select(entry => KeyValuePair.Create(entry.Key, Of(entry.Value)))]) { IsWhole = true },
        FeelRange range => new RangeType(Either(Of(range.Start), Of(range.End))),
        FeelFunction => FeelType.Function,
        _ => FeelType.Named(value.TypeName) ?? FeelType.Any,
    };

    /// <summary>One value of the type, to ask an operator what it makes of such; null where nothing is known.</summary>
    public static FeelValue? Sample(FeelType type) => Plain(type) switch
    {
        ListType => FeelList.Empty,
        ContextType => FeelContext.Empty,
        RangeType => new FeelRange(FeelValue.Of(1), true, FeelValue.Of(1), true),
        FunctionType => BuiltIns.Find("abs"),
        var simple when ReferenceEquals(simple, FeelType.Number) => FeelValue.Of(1),
        var simple when ReferenceEquals(simple, FeelType.String) => FeelValue.Of("a"),
        var simple when ReferenceEquals(simple, FeelType.Boolean) => FeelBoolean.True,
        var simple when ReferenceEquals(simple, FeelType.Date) => new FeelDate(2000, 1, 1),
        var simple when ReferenceEquals(simple, FeelType.Time) => new FeelTime(0, 0, 0, 0, FeelZone.Utc),
        var simple when ReferenceEquals(simple, FeelType.DateTime) => new FeelDateTime(new FeelDate(2000, 1, 1), new FeelTime(0, 0, 0, 0, FeelZone.Utc)),
        var simple when ReferenceEquals(simple, FeelType.DayTimeDuration) => new FeelDayTimeDuration(1),
        var simple when ReferenceEquals(simple, FeelType.YearMonthDuration) => new FeelYearMonthDuration(1),
        _ => null,
    };

    /// <summary>As a sentence names it; what is made of item definitions by its kind, for its entries may be many.</summary>
    public static string Title(FeelType type) => Plain(type) switch
    {
        AnyType => "unknown",
        ListType list => IsKnown(list.Element) ? $"list of {Title(list.Element)}" : "list",
        ContextType => "context",
        RangeType => "range",
        FunctionType => "function",
        var simple => simple.ToString()!,
    };

    private static bool IsNull(FeelType type) => ReferenceEquals(type, Never) || ReferenceEquals(type, FeelType.NullOnly);
}
