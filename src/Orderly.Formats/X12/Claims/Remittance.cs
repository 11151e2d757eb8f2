using Orderly.Formats.X12.Envelope;
using Orderly.Formats.X12.Structure;

namespace Orderly.Formats.X12.Claims;

/// <summary>An 835 as a payer's remittance. Amounts are exact decimals in the currency of the set.</summary>
public sealed class Remittance
{
    private Remittance(X12Loop root) => Root = root;

    public X12Loop Root { get; }

    /// <summary>BPR02, what was paid in all.</summary>
    public decimal Paid => Root.First("BPR")?.Amount(2) ?? 0;

    /// <summary>TRN02, the number of the payment.</summary>
    public string TraceNumber => Root.First("TRN")?.Text(2) ?? "";

    /// <summary>PLB amounts: what was taken from the payment apart from any claim.</summary>
    public decimal ProviderAdjustments
    {
        get
        {
            decimal sum = 0;
            foreach (var plb in Root.All("PLB"))
                for (var n = 4; n <= 14; n += 2) sum += plb.Amount(n) ?? 0;
            return sum;
        }
    }

    public IEnumerable<ClaimPayment> Claims => Root.Find("2100").Select(loop => new ClaimPayment(loop));

    /// <summary>The remittance in a set that was checked; null when it is no 835 of a known implementation.</summary>
    public static Remittance? Of(X12TransactionSet set) => set.Id == "835" && set.Root is { } root ? new Remittance(root) : null;
}

/// <summary>One claim of an 835, loop 2100.</summary>
public sealed class ClaimPayment(X12Loop loop)
{
    private readonly X12Segment clp = loop.First("CLP") ?? throw new ArgumentException($"Expected a loop with CLP, but loop {loop.Id} has none.", nameof(loop));

    public X12Loop Loop => loop;

    /// <summary>CLP01, the provider's own number of the claim.</summary>
    public string ControlNumber => clp.Text(1);

    /// <summary>CLP02: 1 to 3 processed, 4 denied, 22 reversal.</summary>
    public string Status => clp.Text(2);

    public decimal Charged => clp.Amount(3) ?? 0;

    public decimal Paid => clp.Amount(4) ?? 0;

    public decimal PatientShare => clp.Amount(5) ?? 0;

    public string PayerControlNumber => clp.Text(7);

    /// <summary>Adjustments of the claim as a whole, without those of its lines.</summary>
    public IEnumerable<ClaimAdjustment> Adjustments => ClaimAdjustment.In(loop);

    public IEnumerable<ServicePayment> Services => loop.Find("2110").Select(line => new ServicePayment(line));

    /// <summary>Remark codes on the claim: MIA05, MIA20 to 23, MOA03 to 07.</summary>
    public IEnumerable<string> Remarks =>
        Texts("MIA", [5, 20, 21, 22, 23]).Concat(Texts("MOA", [3, 4, 5, 6, 7])).Distinct();

    private IEnumerable<string> Texts(string id, int[] elements) =>
        loop.First(id) is { } segment ? elements.Select(n => segment.Text(n)).Where(text => text.Length > 0) : [];
}

/// <summary>One service line of an 835, loop 2110.</summary>
public sealed class ServicePayment(X12Loop loop)
{
    private readonly X12Segment svc = loop.First("SVC") ?? throw new ArgumentException($"Expected a loop with SVC, but loop {loop.Id} has none.", nameof(loop));

    public X12Loop Loop => loop;

    /// <summary>SVC01-2.</summary>
    public string Procedure => svc.Text(1, 2);

    public decimal Charged => svc.Amount(2) ?? 0;

    public decimal Paid => svc.Amount(3) ?? 0;

    public IEnumerable<ClaimAdjustment> Adjustments => ClaimAdjustment.In(loop);

    /// <summary>LQ02 where LQ01 is HE.</summary>
    public IEnumerable<string> Remarks => loop.All("LQ").Where(lq => lq.Text(1) == "HE").Select(lq => lq.Text(2));
}

/// <summary>One reason of a CAS: why an amount was not paid.</summary>
/// <param name="Group">CO, PR, OA or PI.</param>
/// <param name="Reason">The reason's number; its text is the customer's code list.</param>
public readonly record struct ClaimAdjustment(string Group, string Reason, decimal Amount, decimal? Quantity)
{
    private static readonly uint CasKey = SegmentKey.Of("CAS");

    internal static IEnumerable<ClaimAdjustment> In(X12Loop loop)
    {
        foreach (var cas in loop.All("CAS"))
        {
            for (var n = 2; n <= 17; n += 3)
                if (cas.Element(n).Length > 0) yield return new ClaimAdjustment(cas.Text(1), cas.Text(n), cas.Amount(n + 1) ?? 0, cas.Amount(n + 2));
        }
    }

    /// <summary>The sum without making objects, as every line of every remittance is added up.</summary>
    internal static decimal Sum(X12Loop loop)
    {
        decimal sum = 0;
        for (var i = 0; i < loop.SegmentCount; i++)
        {
            var cas = loop.Segment(i);
            if (cas.Key != CasKey) continue;
            var count = cas.ElementCount;
            for (var n = 3; n <= count; n += 3) sum += cas.Amount(n) ?? 0;
        }
        return sum;
    }
}
