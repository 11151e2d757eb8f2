using System.Collections.Immutable;
using Orderly.Engine.Feel.Evaluate;
using Orderly.Engine.Feel.Functions;

namespace Orderly.Engine.Feel.Typing;

/// <summary>
/// What is known of a value before it is there. <see cref="FeelType.Any"/> is "nothing is known". Every type has null beside its instances, for
/// whatever fails is null.
/// </summary>
internal static class Types
{
    // Contexts of contexts that are named again and again grow without end when they are spelled out; what is left out then counts as unknown.
    private const int MostParts = 5_000;
    private const int MostEntries = 10;
    private const int DeepestShown = 2;

    /// <summary>Of an expression that can have no value but null, which was told where it was found.</summary>
    public static readonly FeelType Never = new SimpleType("null", static value => value is FeelNull);

    /// <summary>A type without the allowed values of item definitions.</summary>
    public static FeelType Plain(FeelType type) => type is ConstrainedType constrained ? Plain(constrained.Type) : type;

    /// <summary>Whether anything is known but that it may be null.</summary>
    public static bool IsKnown(FeelType type) => Plain(type) is not AnyType and var plain && !ReferenceEquals(plain, Never) && !ReferenceEquals(plain, FeelType.NullOnly);

    /// <summary>Whether a value of one type may conform to another, with the conversions of <see cref="Coercion"/>; true where too little is known.</summary>
    public static bool MayBe(FeelType found, FeelType asked)
    {
        var left = MostParts;
        return MayBe(found, asked, ref left);
    }

    /// <summary>What is known of a value that is one of two.</summary>
    public static FeelType Either(FeelType a, FeelType b)
    {
        var left = MostParts;
        return Either(a, b, ref left);
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

    /// <summary>As an author wrote it, as far as a sentence can carry it.</summary>
    public static string InWords(FeelType type, int depth = 0) => type switch
    {
        ConstrainedType => type.ToString()!,
        ListType list => $"list<{InWords(list.Element, depth + 1)}>",
        RangeType range => $"range<{InWords(range.Element, depth + 1)}>",
        ContextType context when depth < DeepestShown && context.Entries.Length <= MostEntries => $"context<{string.Join(", ", context.Entries.Select(entry => $"{entry.Key}: {InWords(entry.Value, depth + 1)}"))}>",
        ContextType or FunctionType => Title(type),
        _ => type.ToString()!,
    };

    private static bool MayBe(FeelType found, FeelType asked, ref int left)
    {
        (found, asked) = (Plain(found), Plain(asked));
        if (ReferenceEquals(found, asked) || !IsKnown(found) || !IsKnown(asked) || --left < 0)
            return true;
        switch (found, asked)
        {
            case (ListType list, ListType wanted):
                return MayBe(list.Element, wanted.Element, ref left);
            case (ListType single, _):
                return MayBe(single.Element, asked, ref left);
            case (_, ListType wanted):
                return MayBe(found, wanted.Element, ref left);
            case (RangeType range, RangeType wanted):
                return MayBe(range.Element, wanted.Element, ref left);
            case (FunctionType, FunctionType):
                return true;
            case (ContextType context, ContextType wanted):
                foreach (var (name, type) in wanted.Entries)
                {
                    if (context.Of(name) is { } own ? !MayBe(own, type, ref left) : context.IsWhole)
                        return false;
                }
                return true;
            default:
                return Sample(found) is not { } sample || asked.HasInstance(sample) || (ReferenceEquals(found, FeelType.Date) && ReferenceEquals(asked, FeelType.DateTime));
        }
    }

    private static FeelType Either(FeelType a, FeelType b, ref int left)
    {
        (a, b) = (Plain(a), Plain(b));
        if (ReferenceEquals(a, b) || IsNull(b))
            return a;
        if (IsNull(a))
            return b;
        if (--left < 0)
            return FeelType.Any;
        switch (a, b)
        {
            case (ListType x, ListType y):
                return new ListType(Either(x.Element, y.Element, ref left));
            case (RangeType x, RangeType y):
                return new RangeType(Either(x.Element, y.Element, ref left));
            case (ContextType x, ContextType y) when x.Entries.Length == y.Entries.Length && x.Entries.All(entry => y.Of(entry.Key) is not null):
                var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, FeelType>>(x.Entries.Length);
                foreach (var (name, type) in x.Entries)
                    entries.Add(KeyValuePair.Create(name, Either(type, y.Of(name)!, ref left)));
                return new ContextType(entries.MoveToImmutable()) { IsWhole = x.IsWhole && y.IsWhole };
            default:
                return FeelType.Any;
        }
    }

    private static bool IsNull(FeelType type) => ReferenceEquals(type, Never) || ReferenceEquals(type, FeelType.NullOnly);
}
