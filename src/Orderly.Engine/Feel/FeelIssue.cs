using System.Collections.Immutable;

namespace Orderly.Engine.Feel;

/// <summary>Why an expression could not be read, or why a part of it gave null.</summary>
/// <param name="Code">One of <see cref="FeelIssueCode"/>.</param>
/// <param name="Message">A sentence of the form "Expected X, but Y".</param>
/// <param name="Position">Zero-based index into the expression's text.</param>
public sealed record FeelIssue(string Code, string Message, int Position)
{
    /// <summary>In a decision model, the id of the element whose text the position counts in.</summary>
    public string? Element { get; init; }

    /// <summary>In a decision model, of which decision, and where in its table.</summary>
    public Dmn.DmnPlace? Place { get; init; }
}

/// <summary>The codes of FEEL issues; stable, so that callers may test for them.</summary>
public static class FeelIssueCode
{
    public const string Syntax = "feel.syntax";
    public const string UnknownName = "feel.unknown-name";
    public const string UnknownType = "feel.unknown-type";
    public const string Type = "feel.type";
    public const string Argument = "feel.argument";
    public const string Arithmetic = "feel.arithmetic";
    public const string Value = "feel.value";
    public const string Limit = "feel.limit";
    public const string External = "feel.external";

    /// <summary>No rule of a decision table that wants a hit matched, and there is no default: the one issue that is no failure, for tables answer null on purpose too.</summary>
    public const string NoMatch = "dmn.no-match";
}

/// <summary>What reading gave: an expression, or the reasons why there is none. Issues beside an expression name what in it is not executed.</summary>
public sealed record FeelParse(FeelExpression? Expression, ImmutableArray<FeelIssue> Issues);

/// <summary>What evaluating gave. A failed operation is null with an issue; there may be issues beside a value.</summary>
public sealed record FeelResult(FeelValue Value, ImmutableArray<FeelIssue> Issues)
{
    /// <summary>True when the value is null because something failed, not because null was meant.</summary>
    public bool Failed => Value.IsNull && Issues.Length > 0;
}

/// <summary>Which of FEEL's two entry grammars a text follows.</summary>
public enum FeelGrammar
{
    /// <summary>An expression with one value.</summary>
    Expression,

    /// <summary>A decision-table cell: tests on the input, which is the name <c>?</c> in the scope.</summary>
    UnaryTests,
}
