using System.Collections.Immutable;
using Orderly.Engine.Feel.Evaluate;
using Orderly.Engine.Feel.Syntax;

namespace Orderly.Engine.Feel;

/// <summary>A FEEL text that has been read once and can be evaluated any number of times, from any thread.</summary>
public sealed class FeelExpression
{
    internal FeelExpression(string text, FeelGrammar grammar, Node root, ImmutableArray<string> references) =>
        (Text, Grammar, Root, References) = (text, grammar, root, references);

    public string Text { get; }

    public FeelGrammar Grammar { get; }

    /// <summary>Free names: what the scope must offer. Built-in functions, parameters and loop variables are not among them.</summary>
    public ImmutableArray<string> References { get; }

    internal Node Root { get; }

    /// <summary>Whether it filters a list, so that some of the free names may be entries of the items.</summary>
    internal bool HasFilter { get; init; }

    /// <param name="text">The text to read.</param>
    /// <param name="grammar">An expression, or the tests of a decision-table cell.</param>
    /// <param name="names">
    /// Names in scope. Names with spaces or operators are recognised only when given here, longest first. Where null,
    /// adjacent words are taken together as one name.
    /// </param>
    public static FeelParse Parse(string text, FeelGrammar grammar = FeelGrammar.Expression, IEnumerable<string>? names = null) =>
        Parse(text, grammar, names is null ? ParseNames.Open : ParseNames.Of(names));

    /// <summary>Never throws for data: what fails is null with an issue.</summary>
    public FeelResult Evaluate(IFeelScope scope, FeelEnvironment environment)
    {
        var run = new Evaluation(environment);
        var value = run.Start(Root, new OuterScope(scope, run));
        return new FeelResult(value, run.Issues);
    }

    /// <summary>Whether unary tests hold for an input, which they see as <c>?</c>.</summary>
    public FeelResult Test(FeelValue input, IFeelScope scope, FeelEnvironment environment)
    {
        var run = new Evaluation(environment);
        var value = run.Start(Root, new VariableScope(new OuterScope(scope, run), Scope.Input, input));
        return new FeelResult(value, run.Issues);
    }

    /// <summary>
    /// The expression in one spelling, whatever the author's: read with the same names it is the same again. Null where it has a part that has
    /// no meaning in FEEL, such as a function in another language.
    /// </summary>
    public string? Print()
    {
        try
        {
            return ExpressionPrinter.Print(Root, Grammar);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    public override string ToString() => Text;

    internal static FeelParse Parse(string text, FeelGrammar grammar, ParseNames names) =>
        Parse(text, grammar, names, parser => grammar == FeelGrammar.Expression ? parser.ParseWhole() : parser.Tests.ParseWhole());

    /// <summary>What an iterator runs through: an expression, or a range without brackets.</summary>
    internal static FeelParse ParseDomain(string text, ParseNames names) => Parse(text, FeelGrammar.Expression, names, static parser => parser.ParseDomain());

    private static FeelParse Parse(string text, FeelGrammar grammar, ParseNames names, Func<ExpressionParser, Node> read)
    {
        var parser = new ExpressionParser(new Cursor(text), names);
        try
        {
            var root = read(parser);
            return new FeelParse(new FeelExpression(text, grammar, root, [.. parser.References]) { HasFilter = parser.HasFilter }, [.. parser.Unsupported]);
        }
        catch (SyntaxFailure failure)
        {
            return new FeelParse(null, [failure.Issue]);
        }
    }
}
