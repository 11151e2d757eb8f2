using Orderly.Canonical.Erp;

namespace Orderly.Simulator.Erp;

/// <summary>A booked ERP document. It never changes once it has a number.</summary>
/// <param name="Number">Prefix of the verb and a running number, for example <c>GI-000001</c>.</param>
/// <param name="Key">The caller's idempotency key.</param>
/// <param name="BodyHash">SHA-256 over verb and request body, lower-case hex.</param>
/// <param name="Encounter">Visit the document is charged to.</param>
/// <param name="CostCentre">Cost centre debited (or credited, when the value is negative).</param>
/// <param name="Value">Signed; inverses carry the opposite sign.</param>
/// <param name="Line">Goods moved, always positive; the verb says which way. Null for cost documents.</param>
/// <param name="Account">Account of a cost document.</param>
/// <param name="Reverses">Number of the document this one undoes, wholly or in part.</param>
/// <param name="BookedAt">UTC.</param>
public sealed record ErpDocument(
    string Number,
    ErpVerb Verb,
    string Key,
    string BodyHash,
    string Encounter,
    string CostCentre,
    Money Value,
    GoodsLine? Line,
    string? Account,
    string? Reverses,
    DateTimeOffset BookedAt)
{
    /// <summary>Code of the task that posted it; the case stands in <see cref="Key"/>. Null where the caller named none.</summary>
    public string? Task { get; init; }
}
