using System.Collections.Immutable;

namespace Orderly.Engine.Feel.Evaluate;

/// <summary>A FEEL type: what <c>instance of</c>, parameters and item definitions check (DMN 1.5, 10.3.2.9).</summary>
internal abstract class FeelType
{
    public static readonly FeelType Any = new AnyType();
    public static readonly FeelType NullOnly = new SimpleType("Null", static value => value is FeelNull);
    public static readonly FeelType Number = new SimpleType("number", static value => value is FeelNumber);
    public static readonly FeelType String = new SimpleType("string", static value => value is FeelString);
    public static readonly FeelType Boolean = new SimpleType("boolean", static value => value is FeelBoolean);
    public static readonly FeelType Date = new SimpleType("date", static value => value is FeelDate);
    public static readonly FeelType Time = new SimpleType("time", static value => value is FeelTime);
    public static readonly FeelType DateTime = new SimpleType("date and time", static value => value is FeelDateTime);
    public static readonly FeelType DayTimeDuration = new SimpleType("days and time duration", static value => value is FeelDayTimeDuration);
    public static readonly FeelType YearMonthDuration = new SimpleType("years and months duration", static value => value is FeelYearMonthDuration);
    public static readonly FeelType Context = new ContextType([]);
    public static readonly FeelType List = new ListType(Any);
    public static readonly FeelType Function = new FunctionType(null, Any);
    public static readonly FeelType Range = new RangeType(Any);

    /// <summary>What <c>instance of</c> answers; null is an instance of Null and nothing else.</summary>
    public abstract bool HasInstance(FeelValue value);

    /// <summary>Whether a value may stand where this type is asked: null may stand anywhere.</summary>
    public virtual bool Admits(Evaluation run, FeelValue value) => value.IsNull || HasInstance(value);

    /// <summary>Whether every instance of this type is one of the other.</summary>
    public virtual bool ConformsTo(FeelType other) => other is AnyType || ReferenceEquals(this, other) || other.ToString() == ToString();

    public static FeelType? Named(string name) => name switch
    {
        "Any" => Any,
        "Null" => NullOnly,
        "number" => Number,
        "string" => String,
        "boolean" => Boolean,
        "date" => Date,
        "time" => Time,
        "date and time" or "dateTime" => DateTime,
        "days and time duration" or "dayTimeDuration" => DayTimeDuration,
        "years and months duration" or "yearMonthDuration" => YearMonthDuration,
        "list" => List,
        "context" => Context,
        "function" => Function,
        "range" => Range,
        _ => null,
    };
}

internal sealed class AnyType : FeelType
{
    public override bool HasInstance(FeelValue value) => !value.IsNull;

    public override string ToString() => "Any";
}

internal sealed class SimpleType(string name, Func<FeelValue, bool> test) : FeelType
{
    public override bool HasInstance(FeelValue value) => test(value);

    public override string ToString() => name;
}

internal sealed class ListType(FeelType element) : FeelType
{
    public FeelType Element { get; } = element;

    public override bool HasInstance(FeelValue value) => value is FeelList list && list.Items.All(item => item.IsNull || Element.HasInstance(item));

    public override bool Admits(Evaluation run, FeelValue value) => value.IsNull || (value is FeelList list && list.Items.All(item => Element.Admits(run, item)));

    public override bool ConformsTo(FeelType other) => base.ConformsTo(other) || (other is ListType list && Element.ConformsTo(list.Element));

    public override string ToString() => $"list<{Element}>";
}

internal sealed class RangeType(FeelType element) : FeelType
{
    public FeelType Element { get; } = element;

    public override bool HasInstance(FeelValue value) => value is FeelRange range && Holds(range.Start) && Holds(range.End);

    public override bool ConformsTo(FeelType other) => base.ConformsTo(other) || (other is RangeType range && Element.ConformsTo(range.Element));

    public override string ToString() => $"range<{Element}>";

    private bool Holds(FeelValue end) => end.IsNull || Element.HasInstance(end);
}

/// <summary>A context with at least these entries.</summary>
internal sealed class ContextType(ImmutableArray<KeyValuePair<string, FeelType>> entries) : FeelType
{
    public ImmutableArray<KeyValuePair<string, FeelType>> Entries { get; } = entries;

    /// <summary>Whether it is known that there are no other entries, as of a context that is written out; a declared type leaves room for more.</summary>
    public bool IsWhole { get; init; }

    public FeelType? Of(string name)
    {
        foreach (var (key, type) in Entries)
        {
            if (key == name)
                return type;
        }
        return null;
    }

    public override bool HasInstance(FeelValue value) =>
        value is FeelContext context && Entries.All(entry => context.TryGet(entry.Key, out var member) && (member.IsNull || entry.Value.HasInstance(member)));

    public override bool Admits(Evaluation run, FeelValue value) => value.IsNull || (value is FeelContext context
        && Entries.All(entry => context.TryGet(entry.Key, out var member) && entry.Value.Admits(run, member)));

    public override bool ConformsTo(FeelType other) => base.ConformsTo(other) || (other is ContextType context
        && context.Entries.All(asked => Entries.Any(entry => entry.Key == asked.Key && entry.Value.ConformsTo(asked.Value))));

    public override string ToString() => $"context<{string.Join(", ", Entries.Select(entry => $"{entry.Key}: {entry.Value}"))}>";
}

/// <summary>A function; parameters are null where any will do. Parameters vary against, results with the conformance.</summary>
internal sealed class FunctionType(ImmutableArray<FeelType>? parameters, FeelType result) : FeelType
{
    public ImmutableArray<FeelType>? Parameters { get; } = parameters;

    public FeelType Result { get; } = result;

    /// <summary>The parameters' names, where they are known: what a call by name is held against.</summary>
    public ImmutableArray<string>? Names { get; init; }

    public override bool HasInstance(FeelValue value) => value switch
    {
        LambdaFunction lambda => new FunctionType([.. lambda.Parameters.Select(parameter => parameter.Type)], lambda.Result).ConformsTo(this),
        // What a built-in function takes is no one type; any function type that asks nothing fits it.
        FeelFunction => Parameters is null or { Length: 0 } && Result is AnyType,
        _ => false,
    };

    public override bool ConformsTo(FeelType other)
    {
        if (base.ConformsTo(other))
            return true;
        if (other is not FunctionType function || !Result.ConformsTo(function.Result))
            return false;
        if (function.Parameters is not { } asked)
            return true;
        return Parameters is { } own && own.Length == asked.Length && asked.Zip(own).All(pair => pair.First.ConformsTo(pair.Second));
    }

    public override string ToString() => Parameters is { } own ? $"function<{string.Join(", ", own)}> -> {Result}" : Result is AnyType ? "function" : $"function -> {Result}";
}
