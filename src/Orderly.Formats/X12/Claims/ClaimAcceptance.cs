using Orderly.Formats.X12.Envelope;
using Orderly.Formats.X12.Structure;

namespace Orderly.Formats.X12.Claims;

/// <summary>What a payer or clearing house says of one claim before adjudication: loop 2200D of a 277CA.</summary>
public sealed class ClaimAcceptance(X12Loop loop)
{
    /// <summary>TRN02, the provider's own number of the claim (CLM01).</summary>
    public string ControlNumber => loop.First("TRN")?.Text(2) ?? "";

    /// <summary>REF*1K: the payer's number of the claim.</summary>
    public string? PayerControlNumber => loop.First("REF", "1K")?.Text(2);

    /// <summary>STC01, STC10 and STC11 of each STC: category, status and entity.</summary>
    public IEnumerable<ClaimStatus> Statuses =>
        from stc in loop.All("STC")
        from element in (int[])[1, 10, 11]
        where stc.Element(element).Length > 0
        select new ClaimStatus(stc.Text(element, 1), stc.Text(element, 2), stc.Text(element, 3));

    /// <summary>True when any category says that the claim was rejected: it is to be corrected and sent again, and is no denial.</summary>
    public bool IsRejected => Statuses.Any(status => status.Category is "A3" or "A6" or "A7" or "A8");

    public static IEnumerable<ClaimAcceptance> In(X12TransactionSet set) =>
        set.Id == "277" && set.Convention.StartsWith("005010X214", StringComparison.Ordinal) && set.Root is { } root ? root.Find("2200D").Select(claim => new ClaimAcceptance(claim)) : [];
}

/// <summary>A category, a status and the entity it concerns, as numbers; texts are the customer's code lists.</summary>
public readonly record struct ClaimStatus(string Category, string Status, string Entity);
