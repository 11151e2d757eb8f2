using Orderly.Formats.X12.Envelope;
using Orderly.Formats.X12.Structure;

namespace Orderly.Formats.X12.Claims;

/// <summary>One claim of an 837, loop 2300, with the parties above it.</summary>
public sealed class ClaimSubmission
{
    private readonly X12Segment clm;

    private ClaimSubmission(X12Loop loop, X12Loop subscriber, X12Loop provider)
    {
        (Loop, Subscriber, Provider) = (loop, subscriber, provider);
        clm = loop.First("CLM") ?? throw new ArgumentException($"Expected a loop with CLM, but loop {loop.Id} has none.", nameof(loop));
    }

    public X12Loop Loop { get; }

    /// <summary>Loop 2000B.</summary>
    public X12Loop Subscriber { get; }

    /// <summary>Loop 2000A.</summary>
    public X12Loop Provider { get; }

    /// <summary>CLM01, the provider's own number, which comes back in CLP01.</summary>
    public string ControlNumber => clm.Text(1);

    public decimal Charged => clm.Amount(2) ?? 0;

    /// <summary>CLM05-3: 1 original, 7 replacement, 8 void.</summary>
    public string Frequency => clm.Text(5, 3);

    /// <summary>REF*F8: the payer's number of the claim that this one replaces or voids.</summary>
    public string? OriginalReference => Loop.First("REF", "F8")?.Text(2);

    /// <summary>REF*G1: number of the prior authorization.</summary>
    public string? Authorization => Loop.First("REF", "G1")?.Text(2);

    public string BillingProvider => Party(Provider, "2010AA");

    public string Payer => Party(Subscriber, "2010BB");

    public string Member => Party(Subscriber, "2010BA");

    /// <summary>The claims of a set that was checked; none when it is no 837 of a known implementation.</summary>
    public static IEnumerable<ClaimSubmission> In(X12TransactionSet set)
    {
        if (set.Id != "837" || set.Root is not { } root) return [];
        return from provider in root.Find("2000A")
               from subscriber in provider.Find("2000B")
               from claim in subscriber.Find("2300")
               select new ClaimSubmission(claim, subscriber, provider);
    }

    /// <summary>NM109 of the party in that loop.</summary>
    private static string Party(X12Loop above, string loop) => above.Find(loop).FirstOrDefault()?.First("NM1")?.Text(9) ?? "";
}
