namespace Orderly.Engine.Dmn.Checks;

/// <summary>Something in a model that reads and runs, and is probably not what its author meant.</summary>
/// <param name="Kind">One of <see cref="DmnFindingKind"/>.</param>
/// <param name="Table">The decision table's id, or the decision's where it has none.</param>
/// <param name="Rule">1-based row; 0 where it is about the table.</param>
/// <param name="Column">1-based input column; 0 where it is about the row or table.</param>
/// <param name="Message">A sentence of the form "Expected X, but Y".</param>
public sealed record DmnFinding(string Kind, string Table, int Rule, int Column, string Message);

/// <summary>The kinds of findings; stable, so that callers may test for them.</summary>
public static class DmnFindingKind
{
    public const string Gap = "table.gap";
    public const string Overlap = "table.overlap";
    public const string Masked = "table.masked";
    public const string Unreachable = "table.unreachable";
    public const string Type = "table.type";

    /// <summary>The table is too large, or has cells that only evaluating decides: what could not be looked at.</summary>
    public const string Unchecked = "table.unchecked";

    public const string Name = "name.unknown";
}
