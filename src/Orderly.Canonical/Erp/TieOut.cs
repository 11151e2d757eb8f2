using System.Collections.Immutable;

namespace Orderly.Canonical.Erp;

/// <summary>A document that the two sides do not have alike.</summary>
/// <param name="Number">The ERP's document number.</param>
/// <param name="Finding">What was expected and what was found.</param>
public sealed record TieOutDifference(string Number, string Finding);

/// <summary>Orderly's ledger of what it posted against the ERP's documents.</summary>
/// <param name="Ours">Signed total of what Orderly was told is booked.</param>
/// <param name="Theirs">Signed total of the ERP's documents.</param>
/// <param name="ByVerb">Documents and signed amount by verb, Orderly's side.</param>
public sealed record TieOut(int Documents, decimal Ours, decimal Theirs, ImmutableSortedDictionary<ErpVerb, decimal> ByVerb, ImmutableArray<TieOutDifference> Differences)
{
    public bool Holds => Differences.IsEmpty;

    public static TieOut Of(IReadOnlyCollection<LedgerLine> ours, IReadOnlyCollection<LedgerLine> theirs)
    {
        var known = new Dictionary<string, LedgerLine>(StringComparer.Ordinal);
        var differences = ImmutableArray.CreateBuilder<TieOutDifference>();
        foreach (var line in ours)
        {
            if (!known.TryAdd(line.Number, line))
                differences.Add(new(line.Number, "Expected a document once in Orderly's ledger, but it stands there twice"));
        }
        foreach (var document in theirs)
        {
            if (!known.Remove(document.Number, out var line))
                differences.Add(new(document.Number, $"Expected every ERP document to be one that Orderly posted, but {document.Verb} of {document.Amount} under {document.Key} is not in its ledger"));
            else if ((line.Verb, line.Amount, line.Key, line.Encounter) != (document.Verb, document.Amount, document.Key, document.Encounter))
                differences.Add(new(document.Number, $"Expected {line.Verb} of {line.Amount} under {line.Key} for {line.Encounter}, but the ERP has {document.Verb} of {document.Amount} under {document.Key} for {document.Encounter}"));
        }
        foreach (var line in known.Values)
            differences.Add(new(line.Number, $"Expected the ERP to have {line.Verb} of {line.Amount}, but it has no such document"));
        return new(
            ours.Count,
            ours.Sum(line => line.Amount),
            theirs.Sum(line => line.Amount),
            ours.GroupBy(line => line.Verb).ToImmutableSortedDictionary(lines => lines.Key, lines => lines.Sum(line => line.Amount)),
            [.. differences.OrderBy(difference => difference.Number, StringComparer.Ordinal)]);
    }
}
