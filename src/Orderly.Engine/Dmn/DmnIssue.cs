using System.Collections.Immutable;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Dmn;

/// <summary>Why a decision model is refused.</summary>
/// <param name="Rule">One of <see cref="DmnRule"/>.</param>
/// <param name="Message">A sentence of the form "Expected X, but Y".</param>
/// <param name="ElementId">The id of the nearest element that has one, or empty.</param>
/// <param name="Line">1-based line in the XML, 0 where unknown.</param>
/// <param name="Column">1-based column in the XML, 0 where unknown.</param>
public sealed record DmnIssue(string Rule, string Message, string ElementId, int Line, int Column)
{
    /// <summary>Of which decision, and where in its table; null outside of the elements of the decision graph.</summary>
    public DmnPlace? Place { get; init; }
}

/// <summary>The rules a decision model must keep to be executed.</summary>
public static class DmnRule
{
    public const string Xml = "dmn.xml";
    public const string Structure = "dmn.structure";
    public const string Reference = "dmn.reference";
    public const string Cycle = "dmn.cycle";
    public const string Type = "dmn.type";
    public const string Expression = "dmn.expression";
    public const string Name = "dmn.name";
    public const string Unsupported = "dmn.unsupported";
}

/// <summary>What reading gave. There is a model only when nothing is wrong with it.</summary>
public sealed record DmnRead(DmnModel? Model, ImmutableArray<DmnIssue> Issues)
{
    /// <summary>For editors: the model with its faults. A decision whose logic did not read evaluates to null with an issue.</summary>
    public DmnModel? Draft { get; init; }
}

/// <summary>What evaluating a decision gave, and how it came about.</summary>
public sealed record DmnOutcome(FeelValue Value, ImmutableArray<FeelIssue> Issues, ImmutableArray<DmnDecisionTrace> Trace)
{
    /// <summary>True when the value is null because something failed.</summary>
    public bool Failed => Value.IsNull && Issues.Any(issue => issue.Code != FeelIssueCode.NoMatch);
}

/// <summary>A decision that was evaluated, once, on the way to the answer; required decisions come before the ones that need them.</summary>
public sealed record DmnDecisionTrace(string Id, string Name, FeelValue Value, ImmutableArray<DmnTableTrace> Tables);

/// <summary>A decision table that was looked through.</summary>
/// <param name="Id">The table's id, or empty.</param>
/// <param name="HitPolicy">As the standard spells it.</param>
/// <param name="Inputs">What it saw.</param>
/// <param name="Rules">The rules that were tried, in order.</param>
/// <param name="RuleCount">How many rules there are: those not tried were ruled out by an index, or come after the first hit.</param>
public sealed record DmnTableTrace(string Id, string HitPolicy, ImmutableArray<DmnInputTrace> Inputs, ImmutableArray<DmnRuleTrace> Rules, int RuleCount);

/// <summary>What a table saw in one column.</summary>
public sealed record DmnInputTrace(string Expression, FeelValue Value);

/// <summary>One rule that was tried.</summary>
/// <param name="Number">1-based row.</param>
/// <param name="Id">The rule's id, or empty.</param>
/// <param name="Matched">Whether all its tests held.</param>
/// <param name="FailedInput">1-based column whose test did not hold first; 0 when the rule matched.</param>
/// <param name="FailedTest">That test as the author wrote it, or empty.</param>
/// <param name="Annotations">The author's remarks on the rule.</param>
public sealed record DmnRuleTrace(int Number, string Id, bool Matched, int FailedInput, string FailedTest, ImmutableArray<string> Annotations);
