using Orderly.Engine.Feel;

namespace Orderly.Engine.Bpmn;

/// <summary>An attribute's value: FEEL where the text begins with <c>=</c>, else the text itself.</summary>
public sealed record Expression
{
    private Expression(string source, FeelExpression? feel, FeelValue? constant) => (Source, Feel, Constant) = (source, feel, constant);

    /// <summary>The text as it stands in the model.</summary>
    public string Source { get; }

    /// <summary>What to evaluate; null for a text.</summary>
    public FeelExpression? Feel { get; }

    /// <summary>The text's value; null for FEEL.</summary>
    public FeelValue? Constant { get; }

    public static Expression Text(string text) => new(text, null, FeelValue.Of(text));

    public static Expression Of(string source, FeelExpression feel) => new(source, feel, null);

    /// <summary>The variable whose value is meant, whatever its name looks like; null for FEEL and text.</summary>
    public string? Name { get; private init; }

    /// <summary>The only variable it names; null when it names none, several, or does more than naming it.</summary>
    public string? Only => Name ?? (Feel is { References: [var only] } && only == Feel.Text.Trim() ? only : null);

    public static Expression Variable(string name) => new(name, null, null) { Name = name };

    public override string ToString() => Source;
}

/// <summary>An input or output mapping: <see cref="Source"/>'s value becomes the variable <see cref="Target"/>, a name or a dotted path.</summary>
public sealed record Mapping(Expression Source, string Target);
