using Orderly.Canonical.Erp;

namespace Orderly.Simulator.Erp;

/// <summary>What the books add up to; the side of the ERP when a day is tied out.</summary>
/// <param name="Documents">Documents booked.</param>
/// <param name="Deliveries">Requests with a readable body since start, repeats included; minus documents, these are raw re-deliveries.</param>
/// <param name="ByVerb">Count and signed amount by verb.</param>
/// <param name="ByCostCentre">Signed amount by cost centre.</param>
/// <param name="ItemsOut">Units issued minus units returned, by item.</param>
public sealed record LedgerTotals(
    int Documents,
    long Deliveries,
    IReadOnlyDictionary<ErpVerb, VerbTotal> ByVerb,
    IReadOnlyDictionary<string, decimal> ByCostCentre,
    IReadOnlyDictionary<string, decimal> ItemsOut)
{
    internal static LedgerTotals Of(IReadOnlyCollection<ErpDocument> documents, long deliveries) => new(
        documents.Count,
        deliveries,
        documents.GroupBy(d => d.Verb).ToDictionary(g => g.Key, g => new VerbTotal(g.Count(), g.Sum(d => d.Value.Amount))),
        documents.GroupBy(d => d.CostCentre).ToDictionary(g => g.Key, g => g.Sum(d => d.Value.Amount)),
        documents.Where(d => d.Line is not null).GroupBy(d => d.Line!.Item).ToDictionary(g => g.Key, g => g.Sum(UnitsOut)));

    private static decimal UnitsOut(ErpDocument document) =>
        document.Verb == ErpVerb.ReturnGoods ? -document.Line!.Quantity : document.Line!.Quantity;
}

/// <summary>Documents and signed amount of one verb.</summary>
public sealed record VerbTotal(int Count, decimal Amount);
