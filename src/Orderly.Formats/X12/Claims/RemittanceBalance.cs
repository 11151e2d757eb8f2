using System.Globalization;
using Orderly.Formats.X12.Envelope;
using Orderly.Formats.X12.Structure;

namespace Orderly.Formats.X12.Claims;

/// <summary>
/// The three sums of an 835 (005010X221A1, section 1.10.2): each line, each claim, and the payment. They hold to the cent or the set
/// is refused with the difference.
/// </summary>
internal static class RemittanceBalance
{
    public static void Check(X12TransactionSet set)
    {
        var remittance = Remittance.Of(set)!;
        decimal paid = 0;
        foreach (var claim in remittance.Claims)
        {
            paid += claim.Paid;
            var adjustments = ClaimAdjustment.Sum(claim.Loop);
            foreach (var line in claim.Services)
            {
                var ofLine = ClaimAdjustment.Sum(line.Loop);
                adjustments += ofLine;
                Compare(set, line.Loop, "SVC", (3, 782), line.Charged - ofLine, line.Paid, "SVC02 - CAS = SVC03");
            }
            Compare(set, claim.Loop, "CLP", (4, 782), claim.Charged - adjustments, claim.Paid, "CLP03 - CAS = CLP04");
        }
        Compare(set, remittance.Root, "BPR", (2, 782), paid - remittance.ProviderAdjustments, remittance.Paid, "CLP04 - PLB = BPR02");
    }

    private static void Compare(X12TransactionSet set, X12Loop loop, string segment, (int Element, int Reference) place, decimal expected, decimal found, string rule)
    {
        if (expected == found) return;
        var text = string.Create(CultureInfo.InvariantCulture, $"Expected {rule}, {expected:0.00}, but it says {found:0.00}: a difference of {found - expected:0.00}.");
        var error = new ElementError(place.Element, 0, 0, place.Reference, ElementCode.PatternFailure, text);
        set.ErrorList.Add(new SegmentError(segment, loop.Id.Length == 0 ? 2 : loop.Position, loop.Id, SegmentCode.ElementErrors, [error], loop.First(segment)?.Offset ?? 0, text));
    }
}
