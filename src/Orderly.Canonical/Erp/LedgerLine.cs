namespace Orderly.Canonical.Erp;

/// <summary>One ERP document as either side has it.</summary>
/// <param name="Number">The ERP's document number.</param>
/// <param name="Key">Idempotency key it was posted with: era, case instance, entry and place of the effect.</param>
/// <param name="Amount">Signed; inverses carry the opposite sign.</param>
/// <param name="BookedAt">When the ERP booked it.</param>
public sealed record LedgerLine(string Number, string Key, ErpVerb Verb, string Encounter, decimal Amount, DateTimeOffset BookedAt)
{
    /// <summary>The case it belongs to, as Orderly knows it; null on the ERP's side.</summary>
    public Guid? Case { get; init; }

    /// <summary>Code of the task that posted it.</summary>
    public string? Task { get; init; }
}
