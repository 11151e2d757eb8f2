using Orderly.Formats.X12.Envelope;
using Orderly.Formats.X12.Structure;

namespace Orderly.Formats.X12.Claims;

/// <summary>One review of a 278, loop 2000E (an event) or 2000F (a service): what is asked for, and what was decided.</summary>
public sealed class AuthorizationReview(X12Loop loop)
{
    private static readonly string[] Levels = ["2000E", "2000F"];

    /// <summary>2000E or 2000F.</summary>
    public string Level => loop.Id;

    /// <summary>TRN02 of each trace: the asker's numbers come back with the answer.</summary>
    public IEnumerable<string> Traces => loop.All("TRN").Select(trn => trn.Text(2));

    /// <summary>UM01: what kind of review is asked for.</summary>
    public string Request => loop.First("UM")?.Text(1) ?? "";

    /// <summary>HCR01; null where nothing is decided at this level.</summary>
    public string? Action => loop.First("HCR")?.Text(1);

    public bool IsCertified => Action == "A1";

    public bool IsPended => Action == "A4";

    /// <summary>HCR02: the payer's number of the review.</summary>
    public string? AuthorizationNumber => loop.First("HCR")?.Text(2) is { Length: > 0 } number ? number : null;

    /// <summary>AAA03: numbers of why the request could not be processed.</summary>
    public IEnumerable<string> Rejections => loop.All("AAA").Select(aaa => aaa.Text(3));

    public static IEnumerable<AuthorizationReview> In(X12TransactionSet set)
    {
        if (set.Id != "278" || set.Root is not { } root) return [];
        return from level in Levels
               from review in root.Find(level)
               select new AuthorizationReview(review);
    }
}
