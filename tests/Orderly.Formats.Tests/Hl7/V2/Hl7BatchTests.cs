namespace Orderly.Formats.Tests.Hl7.V2;

public sealed class Hl7BatchTests
{
    private const string Message = "MSH|^~\\&|A|B\rPID|1\r";

    [Fact]
    public void A_file_of_batches_is_split_and_its_counts_agree()
    {
        var batch = Split("FHS|^~\\&|A\rBHS|^~\\&|A\r" + Message + Message + "BTS|2\rBHS|^~\\&|A\r" + Message + "BTS|1|note\rFTS|2\r");

        batch.Messages.Select(piece => Sample.Text(piece.Bytes)).ShouldBe([Message, Message, Message]);
        batch.HasEnvelope.ShouldBeTrue();
        batch.Issues.ShouldBeEmpty();
    }

    [Fact]
    public void Messages_after_each_other_need_no_envelope()
    {
        var batch = Split("\uFEFF\n" + Message + "\n\n" + Message + "\r\n");

        batch.Messages.Select(piece => Sample.Text(piece.Bytes)).ShouldBe(["\uFEFF\n" + Message + "\n\n", Message + "\r\n"]);
        batch.HasEnvelope.ShouldBeFalse();
        batch.Issues.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("BHS|^~\\&\rMSH|^~\\&|A\rBTS|2\r", Hl7IssueCode.BatchCountMismatch, Hl7IssueKind.Suspect)]
    [InlineData("BHS|^~\\&\rMSH|^~\\&|A\rBTS|many\r", Hl7IssueCode.BatchCountMismatch, Hl7IssueKind.Suspect)]
    [InlineData("FHS|^~\\&\rBHS|^~\\&\rMSH|^~\\&|A\rBTS|1\rFTS|3\r", Hl7IssueCode.BatchCountMismatch, Hl7IssueKind.Suspect)]
    [InlineData("BHS|^~\\&\rMSH|^~\\&|A\r", Hl7IssueCode.BatchTrailerMissing, Hl7IssueKind.Incomplete)]
    [InlineData("FHS|^~\\&\rBHS|^~\\&\rMSH|^~\\&|A\rBTS|1\r", Hl7IssueCode.BatchTrailerMissing, Hl7IssueKind.Incomplete)]
    [InlineData("FHS|^~\\&\rBHS|^~\\&\rMSH|^~\\&|A\rFTS|1\r", Hl7IssueCode.BatchTrailerMissing, Hl7IssueKind.Incomplete)]
    [InlineData("MSH|^~\\&|A\rBTS|1\r", Hl7IssueCode.BatchHeaderMissing, Hl7IssueKind.Suspect)]
    [InlineData("MSH|^~\\&|A\rFTS|1\r", Hl7IssueCode.BatchHeaderMissing, Hl7IssueKind.Suspect)]
    [InlineData("hello\rMSH|^~\\&|A\r", Hl7IssueCode.BytesOutsideMessages, Hl7IssueKind.Suspect)]
    public void A_broken_envelope_is_reported_and_the_message_still_found(string text, Hl7IssueCode code, Hl7IssueKind kind)
    {
        var batch = Split(text);

        var issue = batch.Issues.Single();
        (issue.Code, issue.Kind).ShouldBe((code, kind));
        batch.Messages.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("BTS")]
    [InlineData("BTS\r")]
    [InlineData("BTS|\r")]
    [InlineData("BTS||note\r")]
    public void A_trailer_without_count_makes_no_claim(string trailer) =>
        Split("BHS|^~\\&\r" + Message + Message + trailer).Issues.ShouldBeEmpty();

    [Fact]
    public void A_header_name_within_a_line_does_not_split()
    {
        var text = "MSH|^~\\&|A\rNTE|1||see MSH|x\rMSHX|1\r";

        Split(text).Messages.Single().Bytes.Length.ShouldBe(text.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    [InlineData("nothing")]
    public void Bytes_without_any_header_hold_no_message(string text)
    {
        var batch = Split(text);

        batch.Messages.ShouldBeEmpty();
        string.Concat(batch.Pieces.Select(piece => Sample.Text(piece.Bytes))).ShouldBe(text);
    }

    private static Hl7Batch Split(string text) => Hl7Batch.Split(Sample.Bytes(text));
}
