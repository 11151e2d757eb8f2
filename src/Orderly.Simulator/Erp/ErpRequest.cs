using Orderly.Canonical.Erp;

namespace Orderly.Simulator.Erp;

/// <summary>
/// Body of <c>POST /operations/{verb}</c>: the fields of <see cref="ErpTransaction"/>'s verbs, key excepted, which is the
/// Idempotency-Key header. IssueGoods reads <c>encounter, line, fromLocation, costCentre</c>; ReturnGoods <c>line, reverses</c>;
/// PostCost <c>encounter, amount, costCentre, account</c>; ReverseCost <c>reverses</c>.
/// </summary>
/// <param name="Reverses">Key of the transaction to undo, which a caller knows even if its answer was lost.</param>
internal sealed record ErpRequest(
    string? Encounter,
    string? CostCentre,
    string? FromLocation,
    GoodsLine? Line,
    Money? Amount,
    string? Account,
    string? Reverses,
    ErpCorrelation? Correlation = null);

/// <summary>What a document belongs to beside its encounter.</summary>
internal sealed record ErpCorrelation(string? Task);
