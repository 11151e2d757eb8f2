using System.Globalization;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Process;

/// <summary>Values of a model's expressions. What has the wrong type is an incident that names the place.</summary>
internal static class Expressions
{
    public static FeelValue Value(Execution run, ElementInstance at, Expression expression, string place)
    {
        if (expression.Constant is { } constant)
            return constant;
        if (expression.Name is { } name)
            return new ElementScope(at).TryGet(name, out var value) ? value : FeelValue.Null;
        var result = expression.Feel!.Evaluate(new ElementScope(at), run.Environment);
        if (FeelJson.CanWrite(result.Value))
            return result.Value;
        throw Wrong(place, "a value that can be kept", result, expression);
    }

    /// <summary>As <see cref="Value"/>, but null because of a failure is an incident.</summary>
    public static FeelValue Required(Execution run, ElementInstance at, Expression expression, string place) => Required(run, new ElementScope(at), expression, place);

    public static FeelValue Required(Execution run, IFeelScope at, Expression expression, string place)
    {
        if (expression.Constant is { } constant)
            return constant;
        if (expression.Name is { } name)
            return at.TryGet(name, out var value) && !value.IsNull ? value : throw new StuckException(IncidentKind.Expression, $"Expected {place} to give a value, but '{name}' has none");
        var result = expression.Feel!.Evaluate(at, run.Environment);
        return result.Value.IsNull || !FeelJson.CanWrite(result.Value) ? throw Wrong(place, "a value", result, expression) : result.Value;
    }

    public static bool Condition(Execution run, ElementInstance at, Expression expression, string place) => Condition(run, new ElementScope(at), expression, place);

    public static bool Condition(Execution run, IFeelScope at, Expression expression, string place)
    {
        var result = expression.Feel!.Evaluate(at, run.Environment);
        return result.Value is FeelBoolean answer ? answer.Value : throw Wrong(place, "true or false", result, expression);
    }

    public static string Text(Execution run, ElementInstance at, Expression expression, string place) =>
        Required(run, at, expression, place) switch
        {
            FeelString text => text.Value,
            FeelNumber number => number.ToString(),
            FeelBoolean flag => flag.ToString(),
            var other => throw new StuckException(IncidentKind.Expression, $"Expected {place} to be a text, but '{expression}' is a {other.TypeName}"),
        };

    /// <summary>Null for null.</summary>
    public static string? OptionalText(Execution run, ElementInstance at, Expression? expression, string place) =>
        expression is null || Value(run, at, expression, place) is FeelNull ? null : Text(run, at, expression, place);

    public static int Integer(Execution run, ElementInstance at, Expression expression, string place)
    {
        var value = Required(run, at, expression, place);
        if (value is FeelNumber number && number.TryToInt64(out var whole) && whole is >= int.MinValue and <= int.MaxValue)
            return (int)whole;
        if (value is FeelString text && int.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed))
            return parsed;
        throw new StuckException(IncidentKind.Expression, $"Expected {place} to be a whole number, but '{expression}' is {value}");
    }

    public static FeelList List(Execution run, ElementInstance at, Expression expression, string place)
    {
        var value = Required(run, at, expression, place);
        return value as FeelList ?? throw new StuckException(IncidentKind.Expression, $"Expected {place} to be a list, but '{expression}' is a {value.TypeName}");
    }

    /// <summary>A list of texts, or one text with commas between.</summary>
    public static System.Collections.Immutable.ImmutableArray<string> Names(Execution run, ElementInstance at, Expression? expression, string place)
    {
        if (expression is null)
            return [];
        return Value(run, at, expression, place) switch
        {
            FeelNull => [],
            FeelString text => [.. text.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            FeelList list when list.Items.All(item => item is FeelString) => [.. list.Items.Select(item => ((FeelString)item).Value)],
            var other => throw new StuckException(IncidentKind.Expression, $"Expected {place} to be a list of texts, but '{expression}' is {other}"),
        };
    }

    private static StuckException Wrong(string place, string wanted, FeelResult result, Expression expression)
    {
        var why = result.Issues.Length == 0 ? "" : $": {string.Join("; ", result.Issues.Take(3).Select(issue => issue.Message))}";
        return new(IncidentKind.Expression, $"Expected {place} to give {wanted}, but '{expression}' gave {result.Value.TypeName}{why}");
    }
}
