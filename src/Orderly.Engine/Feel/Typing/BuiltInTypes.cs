using System.Collections.Immutable;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Feel.Typing;

/// <summary>What the built-in functions give, where it can be said without calling them.</summary>
internal static class BuiltInTypes
{
    /// <summary>Functions whose answer depends on the type of a list's items alone: a call with one of them tells.</summary>
    public static bool AsksItems(string function) => function is "min" or "max" or "sum" or "mean" or "product" or "median" or "stddev" or "mode" or "all" or "any" or "and" or "or";

    public static FeelType Result(string function, ImmutableArray<FeelType> arguments) => function switch
    {
        "number" or "decimal" or "floor" or "ceiling" or "round up" or "round down" or "round half up" or "round half down" or "modulo" or "sqrt" or "log" or "exp"
            or "string length" or "count" or "day of year" or "week of year" => FeelType.Number,
        "string" or "substring" or "upper case" or "lower case" or "substring before" or "substring after" or "replace" or "string join" or "day of week" or "month of year" => FeelType.String,
        "not" or "is" or "contains" or "starts with" or "ends with" or "matches" or "list contains" or "odd" or "even" or "before" or "after" or "meets" or "met by" or "overlaps"
            or "overlaps before" or "overlaps after" or "finishes" or "finished by" or "includes" or "during" or "starts" or "started by" or "coincides" => FeelType.Boolean,
        "date" or "today" => FeelType.Date,
        "time" => FeelType.Time,
        "date and time" or "now" => FeelType.DateTime,
        "years and months duration" => FeelType.YearMonthDuration,
        "range" => FeelType.Range,
        "split" => new ListType(FeelType.String),
        "index of" => new ListType(FeelType.Number),
        "abs" => arguments is [var only] ? Types.Plain(only) is ListType list ? list.Element : Types.Plain(only) : FeelType.Any,
        "sublist" or "reverse" or "remove" or "distinct values" or "sort" => arguments is [var first, ..] ? AsList(first) : FeelType.List,
        "append" or "concatenate" or "union" or "insert before" or "list replace" or "flatten" or "get entries" => FeelType.List,
        "context" or "context put" or "context merge" => FeelType.Context,
        _ => FeelType.Any,
    };

    private static ListType AsList(FeelType type) => Types.Plain(type) as ListType ?? new ListType(type);
}
