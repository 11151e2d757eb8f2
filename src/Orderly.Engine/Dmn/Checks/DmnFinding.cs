namespace Orderly.Engine.Dmn.Checks;

/// <summary>Something in a model that reads and runs, and is probably not what its author meant.</summary>
/// <param name="Kind">One of <see cref="DmnFindingKind"/>.</param>
/// <param name="Table">The decision table's id, or the decision's where it has none.</param>
/// <param name="Place">Where, by names and numbers.</param>
/// <param name="Message">A sentence of the form "Expected X, but Y".</param>
public sealed record DmnFinding(string Kind, string Table, DmnPlace Place, string Message)
{
    /// <summary>1-based row; 0 where it is about the table.</summary>
    public int Rule => Place.Rule;

    /// <summary>1-based input column; 0 where it is about the row or table.</summary>
    public int Column => Place.Column;

    /// <summary>Where in the XML.</summary>
    public XmlMark At { get; init; }

    /// <summary>Whether a deployment refuses the model for it: the rule can never answer as it is written, whatever is asked.</summary>
    public bool Refuses => Kind is DmnFindingKind.Overlap or DmnFindingKind.Type or DmnFindingKind.Value or DmnFindingKind.Name or DmnFindingKind.Result;
}

/// <summary>The kinds of findings; stable, so that callers may test for them.</summary>
public static class DmnFindingKind
{
    public const string Gap = "table.gap";
    public const string Overlap = "table.overlap";
    public const string Masked = "table.masked";
    public const string Unreachable = "table.unreachable";
    /// <summary>One of a cell's tests accepts no value that its column allows.</summary>
    public const string Idle = "table.idle";

    /// <summary>The hit policy ranks by output values, and no output lists any.</summary>
    public const string Unranked = "table.unranked";

    public const string Type = "table.type";

    /// <summary>A literal output that is not among the allowed values of its column.</summary>
    public const string Value = "table.value";

    /// <summary>The table is too large, or has cells that only evaluating decides: what could not be looked at.</summary>
    public const string Unchecked = "table.unchecked";

    public const string Name = "name.unknown";

    /// <summary>The logic of a decision or knowledge model gives nothing of the type that its variable asks for.</summary>
    public const string Result = "decision.type";

    /// <summary>The hit policy gives a list where one value is asked for: several hits give null.</summary>
    public const string Hits = "decision.hits";

    /// <summary>A decision or knowledge model without logic; a decision is then asked for as an input is.</summary>
    public const string Empty = "decision.empty";

    /// <summary>Among the allowed values of an item definition, one that no value of its type can be.</summary>
    public const string Allowed = "item.allowed";

    /// <summary>A part of an expression that is null whatever it is evaluated with.</summary>
    public const string Expression = "expression.type";
}
