using Orderly.Formats.Tests.X12;
using Orderly.Formats.X12.Acknowledgement;
using Orderly.Formats.X12.Claims;

namespace Orderly.Formats.Tests.Fuzz;

public sealed class X12FuzzTests
{
    private static readonly byte[][] Corpus =
    [
        X12Sample.Payment(),
        X12Sample.Bytes(System.Text.Encoding.Latin1.GetString(X12Sample.Payment()).Replace('*', '|').Replace('~', '\'')),
        X12Sample.Bytes("ST*835*0001~CAS*CO*1*2~HL*1**20~ISA*00*          *"),
    ];

    [Fact]
    public void No_file_makes_the_check_throw_stall_or_lose_a_byte() =>
        FuzzRun.Run(defaultCases: 5_000, Corpus, input =>
        {
            var file = X12Check.File(input);
            X12Check.IsByteExact(file).ShouldBeTrue("rebuilt bytes differ");
            foreach (var interchange in file.Interchanges)
            {
                if (X12Answer.Write(interchange, DateTimeOffset.UnixEpoch, 1) is { } answer) X12Check.File(answer).IsReadable.ShouldBeTrue();
                foreach (var set in interchange.Groups.SelectMany(group => group.TransactionSets))
                    if (Remittance.Of(set) is { } remittance)
                        foreach (var claim in remittance.Claims) _ = claim.Remarks.Count() + claim.Adjustments.Count();
            }
        });

    [Fact]
    public void A_file_beyond_a_limit_is_refused_with_the_limit()
    {
        var bytes = X12Sample.Payment();
        foreach (var limits in new X12Limits[] { new() { MaxBytes = 100 }, new() { MaxSegments = 3 }, new() { MaxSegmentBytes = 104 }, new() { MaxElementsPerSegment = 10 } })
            X12Check.File(bytes, limits).Issues.ShouldContain(issue => issue.Kind == X12IssueKind.Unreadable && issue.Text.StartsWith("Expected at most"));
    }
}
