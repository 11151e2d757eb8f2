using System.Collections.Immutable;
using Orderly.Engine.Feel.Evaluate;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Feel.Functions;

/// <summary>A function of the standard: its signatures in the order they are tried.</summary>
internal sealed class BuiltIn(string name, ImmutableArray<Signature> signatures) : FeelFunction(name)
{
    internal override FeelValue Invoke(Evaluation run, in Arguments arguments)
    {
        foreach (var signature in signatures)
        {
            if (signature.Arrange(arguments) is not { } shaped || signature.Coerce(run, shaped) is not { } values)
                continue;
            run.Step(arguments.At);
            var value = signature.Body(new Call(run, arguments.At, Name, values, run.Told));
            return value.IsNull && arguments.Values.Any(run.WasTold) ? run.Failed : value;
        }
        if (arguments.Values.Any(run.WasTold))
            return run.Failed;
        var given = arguments.Names is { } names
            ? string.Join(", ", names.Zip(arguments.Values, (parameter, value) => $"{parameter}: {value.TypeName}"))
            : string.Join(", ", arguments.Values.Select(value => value.TypeName));
        return run.Fail(arguments.At, FeelIssueCode.Argument, Refusal(given, arguments.Count));
    }

    /// <summary>Why no signature takes these arguments; null where one may.</summary>
    /// <param name="types">What is known of each.</param>
    /// <param name="names">Empty where they are passed by position.</param>
    public string? Objection(ImmutableArray<FeelType> types, ImmutableArray<string> names)
    {
        if (signatures.Any(signature => signature.MayTake(types, names)))
            return null;
        return Refusal(string.Join(", ", types.Select((type, i) => names.IsEmpty ? Typing.Types.Title(type) : $"{names[i]}: {Typing.Types.Title(type)}")), types.Length);
    }

    private string Refusal(string given, int count)
    {
        // Of many ways to call a function those with as many arguments are likely to be meant; ways that differ in types alone read the same.
        var near = signatures.Where(signature => signature.Parameters.Length == count).ToList();
        return $"Expected {string.Join(" or ", (near.Count > 0 ? near : [.. signatures]).Select(signature => signature.Title(Name)).Distinct())}, but the arguments are ({given})";
    }
}

/// <summary>One way to call a function.</summary>
internal sealed record Signature(string Name, ImmutableArray<Expects> Parameters, Func<Call, FeelValue> Body)
{
    public string Title(string function) => $"{function}({string.Join(", ", Parameters.Select(parameter => parameter.Name))})";

    /// <summary>Whether arguments of these types may fit, as <see cref="Arrange"/> and <see cref="Coerce"/> will find them.</summary>
    public bool MayTake(ImmutableArray<FeelType> types, ImmutableArray<string> names)
    {
        if (!names.IsEmpty)
        {
            return names.Distinct().Count() == names.Length
                && names.All(name => Parameters.Any(parameter => parameter.Name == name))
                && Parameters.All(parameter => parameter.IsOptional || names.Contains(parameter.Name))
                && Enumerable.Range(0, names.Length).All(i => Parameters.First(parameter => parameter.Name == names[i]).MayBe(types[i]));
        }
        var last = Parameters.Length - 1;
        if (last >= 0 && Parameters[last].IsVariadic)
            return types.Length >= Math.Max(last, last == 0 ? 1 : 0) && Parameters.Take(last).Zip(types).All(pair => pair.First.MayBe(pair.Second));
        return types.Length <= Parameters.Length && Parameters.Skip(types.Length).All(parameter => parameter.IsOptional)
            && Parameters.Zip(types).All(pair => pair.First.MayBe(pair.Second));
    }

    /// <summary>The arguments in the parameters' places, with null references where an optional one is missing; null when they do not fit.</summary>
    public FeelValue?[]? Arrange(in Arguments arguments)
    {
        var values = new FeelValue?[Parameters.Length];
        if (arguments.Names is { } names)
            return ByName(arguments.Values, names, values) ? values : null;
        var last = Parameters.Length - 1;
        if (last >= 0 && Parameters[last].IsVariadic)
        {
            if (arguments.Count < last || (last == 0 && arguments.Count == 0))
                return null;
            arguments.Values.AsSpan(0, last).CopyTo(values!);
            var rest = arguments.Values[last..];
            values[last] = last == 0 && rest is [FeelList or FeelNull] && Parameters[last].TakesOneList ? rest[0] : new FeelList([.. rest]);
            return values;
        }
        if (arguments.Count > Parameters.Length || Parameters.Skip(arguments.Count).Any(parameter => !parameter.IsOptional))
            return null;
        arguments.Values.AsSpan().CopyTo(values!);
        return values;
    }

    /// <summary>The values as the parameters ask for them; null when one does not conform.</summary>
    public FeelValue?[]? Coerce(Evaluation run, FeelValue?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is not { } value)
                continue;
            if (value.IsNull)
            {
                if (!Parameters[i].AllowsNull)
                    return null;
                continue;
            }
            // A list of one null is that null, which a parameter may refuse as well.
            if (Coercion.To(run, Parameters[i].Type, value) is not { } coerced || (coerced.IsNull && !Parameters[i].AllowsNull))
                return null;
            values[i] = coerced;
        }
        return values;
    }

    private bool ByName(FeelValue[] given, ImmutableArray<string> names, FeelValue?[] values)
    {
        for (var i = 0; i < names.Length; i++)
        {
            var at = -1;
            for (var p = 0; p < Parameters.Length && at < 0; p++)
                at = Parameters[p].Name == names[i] ? p : -1;
            if (at < 0 || values[at] is not null)
                return false;
            values[at] = Parameters[at].IsVariadic && !Parameters[at].TakesOneList && given[i] is not FeelList ? new FeelList([given[i]]) : given[i];
        }
        for (var p = 0; p < Parameters.Length; p++)
        {
            if (values[p] is null && !Parameters[p].IsOptional)
                return false;
        }
        return true;
    }
}

/// <summary>What a parameter of a built-in function expects.</summary>
internal sealed record Expects(string Name, FeelType Type)
{
    public bool IsOptional { get; init; }

    public bool AllowsNull { get; init; }

    public bool IsVariadic { get; init; }

    /// <summary>A variadic parameter that may also be given as one list.</summary>
    public bool TakesOneList { get; init; }

    public static Expects Number(string name) => new(name, FeelType.Number);

    public static Expects Text(string name) => new(name, FeelType.String);

    public static Expects List(string name) => new(name, FeelType.List);

    public static Expects Context(string name) => new(name, FeelType.Context);

    public static Expects Any(string name) => new(name, FeelType.Any) { AllowsNull = true };

    /// <summary>f(list) or f(a, b, c).</summary>
    public static Expects Items(string name) => new(name, FeelType.List) { IsVariadic = true, TakesOneList = true };

    /// <summary>The remaining arguments.</summary>
    public static Expects Rest(string name) => new(name, FeelType.List) { IsVariadic = true };

    /// <summary>Whether a value of this type, or the null that it may be, may stand here.</summary>
    public bool MayBe(FeelType type) => IsVariadic || AllowsNull || Typing.Types.MayBe(type, Type);

    public Expects Optional() => this with { IsOptional = true };

    public Expects OrNull() => this with { AllowsNull = true };
}

/// <summary>One call of a built-in function, with its arguments already of the types asked for.</summary>
/// <param name="Told">How often something was told when the call began.</param>
internal readonly record struct Call(Evaluation Run, int At, string Function, FeelValue?[] Arguments, int Told)
{
    public FeelValue this[int index] => Arguments[index] ?? FeelNull.Instance;

    /// <summary>Whether the argument was given and is not null.</summary>
    public bool Has(int index) => index < Arguments.Length && Arguments[index] is { IsNull: false };

    public Decimal34 Number(int index) => ((FeelNumber)this[index]).Value;

    public string Text(int index) => ((FeelString)this[index]).Value;

    public FeelList List(int index) => (FeelList)this[index];

    public FeelContext Context(int index) => (FeelContext)this[index];

    /// <summary>A whole number; fractions are cut off.</summary>
    public bool TryWhole(int index, out long value) => Number(index).Round(0, Rounding.Down)!.Value.TryToInt64(out value);

    public FeelValue Result(Decimal34? value) => value is { } number ? new FeelNumber(number) : Fail("a result", "these numbers have none");

    /// <summary>Null; with an issue unless an argument is null because of one, or a function that was called told it.</summary>
    public FeelValue Fail(string expected, string found) => Run.Told > Told || Arguments.Any(Run.WasTold) ? Run.Failed : Run.Fail(At, FeelIssueCode.Argument, $"Expected {expected} in '{Function}', but {found}");
}
