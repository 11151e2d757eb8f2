using Orderly.Engine.Feel.Syntax;

namespace Orderly.Engine.Feel.Functions;

/// <summary>The functions of the standard (DMN 1.5, 10.3.4), by family.</summary>
internal static class BuiltIns
{
    private static readonly Dictionary<string, BuiltIn> Table = Index(
        ConversionFunctions.All,
        TemporalConversionFunctions.All,
        BooleanFunctions.All,
        StringFunctions.All,
        PatternFunctions.All,
        ListFunctions.All,
        AggregateFunctions.All,
        NumericFunctions.All,
        CalendarFunctions.All,
        RangeFunctions.All,
        ContextFunctions.All);

    public static NameTable Names { get; } = new(Table.Keys);

    public static BuiltIn? Find(string name) => Table.GetValueOrDefault(name);

    private static Dictionary<string, BuiltIn> Index(params Signature[][] families) => families
        .SelectMany(family => family)
        .GroupBy(signature => signature.Name)
        .ToDictionary(group => group.Key, group => new BuiltIn(group.Key, [.. group]), StringComparer.Ordinal);
}
