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

    public override string ToString() => Source;
}

/// <summary>An input or output mapping: <see cref="Source"/>'s value becomes the variable <see cref="Target"/>, a name or a dotted path.</summary>
public sealed record Mapping(Expression Source, string Target);
