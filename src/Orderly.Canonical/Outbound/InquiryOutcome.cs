namespace Orderly.Canonical.Outbound;

/// <summary>The answer to "did you act on this key?". Closed.</summary>
public abstract record InquiryOutcome
{
    private InquiryOutcome()
    {
    }

    /// <summary>It acted; <paramref name="Response"/> as in <see cref="SendOutcome.Delivered"/>.</summary>
    public sealed record Executed(string Response) : InquiryOutcome
    {
        /// <summary>Redacted on purpose: an answer may hold patient data.</summary>
        public override string ToString() => "Executed";
    }

    /// <summary>It did not act: the call may be sent again with the same key.</summary>
    public sealed record NotExecuted : InquiryOutcome;

    /// <summary>It could not tell now; ask again, not before <paramref name="RetryAfter"/> where it is given.</summary>
    public sealed record StillUnknown(Fault Fault, TimeSpan? RetryAfter) : InquiryOutcome;
}
