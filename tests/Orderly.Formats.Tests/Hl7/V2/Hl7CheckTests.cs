namespace Orderly.Formats.Tests.Hl7.V2;

public sealed class Hl7CheckTests
{
    [Fact]
    public void A_clean_message_is_reported_with_what_it_is()
    {
        var report = Check(Sample.Discharge).Messages.Single();

        (report.IsReadable, report.IsByteExact, report.Number, report.Offset, report.Length).ShouldBe((true, true, 1, 0, Sample.Discharge.Length));
        (report.Version, report.Trigger, report.Structure, report.ControlId, report.Charset).ShouldBe(("2.5.1", "ADT^A03", "ADT_A03", "M0001", "ASCII"));
        report.Segments.ShouldBe(["MSH", "EVN", "PID", "PV1", "OBX", "OBX", "ZXX"]);
        report.Issues.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("PID|1||a\u0001b", Hl7IssueCode.ControlCharacter, 2)]
    [InlineData("PID|1||a\\Zx\\b", Hl7IssueCode.UnknownEscape, 2)]
    [InlineData("PID|1||C:\\temp", Hl7IssueCode.UnknownEscape, 2)]
    public void Content_in_doubt_is_reported_with_its_segment(string segment, Hl7IssueCode code, int number)
    {
        var issue = Check($"{Sample.Header.Replace("ADT^A03^ADT_A03", "ZZZ^Z01^ZZZ_Z01", StringComparison.Ordinal)}\r{segment}\r").Messages.Single().Issues.Single();

        (issue.Code, issue.Segment).ShouldBe((code, number));
        issue.Offset.ShouldBeGreaterThan(Sample.Header.Length);
    }

    [Theory]
    [InlineData("MSH|^~\\&|A|B|C|D|1.3.2026||ZZZ^Z01|1|P|2.5\r", Hl7IssueCode.InvalidTimestamp)]
    [InlineData("MSH|^~\\&|A|B|C|D|20260301||ZZZ^Z01|1|P|2.5|||XX|NE\r", Hl7IssueCode.AckConditionUnknown)]
    [InlineData("MSH|^~\\&|A|B|C|D|20260301||ZZZ^Z01|1|P|3\r", Hl7IssueCode.VersionUnknown)]
    [InlineData("MSH|^~\\&|A|B|C|D|20260301||ZZZ^Z01|1|Q|2.5\r", Hl7IssueCode.ProcessingIdUnknown)]
    [InlineData("MSH|^~\\&|A|B|C|D|20260301||ZZZ^Z01||P|2.5\r", Hl7IssueCode.ControlIdMissing)]
    [InlineData("MSH|^~\\&|A|B|C|D|20260301|||1|P|2.5\r", Hl7IssueCode.MessageTypeMissing)]
    public void An_unfit_header_field_is_reported(string text, Hl7IssueCode code) =>
        Check(text).Messages.Single().Issues.Single().Code.ShouldBe(code);

    [Theory]
    [InlineData("ADT^A03^ADT_A03", "ADT^A03")]
    [InlineData("ACK", "ACK")]
    [InlineData("", "")]
    public void The_trigger_is_type_and_event_as_far_as_sent(string type, string expected) =>
        Check($"MSH|^~\\&|A|B|C|D|20260301||{type}|1|P|2.5\r").Messages.Single().Trigger.ShouldBe(expected);

    [Theory]
    [InlineData("1.3.2026||ZZZ^Z01|1|P|2.5", "1.3.2026")]
    [InlineData("20260301||ZZZ^Z01|1|P|2.5|||XX|NE", "XX")]
    [InlineData("20260301||ZZZ^Z01|1|P|2.5||||||KLINGON", "KLINGON")]
    [InlineData("20260301||ZZZ^Z01|1|P|2.5||||||UTF-8", "UTF-8")]
    public void An_issue_of_the_header_tells_where_its_field_stands(string rest, string field)
    {
        var text = $"MSH|^~\\&|A|B|C|D|{rest}\r";

        Check(text).Messages.Single().Issues.Single().Offset.ShouldBe(text.IndexOf(field, StringComparison.Ordinal));
    }

    [Fact]
    public void An_envelope_without_messages_is_no_unreadable_message()
    {
        var report = Check("FHS|^~\\&|A\rBHS|^~\\&|A\rBTS|0\rFTS|1\r");

        report.Messages.ShouldBeEmpty();
        report.Issues.ShouldBeEmpty();
    }

    [Fact]
    public void Utf16_is_told_in_words_and_not_guessed_at()
    {
        var report = Hl7Check.File(System.Text.Encoding.Unicode.GetBytes(Sample.Discharge)).Messages.Single();

        (report.IsReadable, report.IsByteExact).ShouldBe((false, false));
        report.Issues.Single().Code.ShouldBe(Hl7IssueCode.UnsupportedEncoding);
    }

    [Fact]
    public void Bytes_before_the_first_frame_of_a_stream_are_told()
    {
        var report = Hl7Check.File((byte[])[.. "noise"u8, .. MllpFraming.Wrap(Sample.Bytes(Sample.Discharge))]);

        report.Messages.Single().ControlId.ShouldBe("M0001");
        report.Issues.Single().Code.ShouldBe(Hl7IssueCode.BytesOutsideMessages);
    }

    [Fact]
    public void What_is_no_message_is_reported_as_unreadable()
    {
        var report = Check("no message at all").Messages.Single();

        (report.IsReadable, report.IsByteExact).ShouldBe((false, false));
        report.Issues.Single().Code.ShouldBe(Hl7IssueCode.HeaderMissing);
        report.Segments.ShouldBeEmpty();
    }

    [Fact]
    public void A_batch_is_checked_message_by_message()
    {
        var report = Check($"BHS|^~\\&|A\r{Sample.Discharge}{Sample.Discharge.Replace("M0001", "M0002", StringComparison.Ordinal)}BTS|3\r");

        report.Messages.Select(message => (message.Number, message.ControlId)).ShouldBe([(1, "M0001"), (2, "M0002")]);
        report.Messages[1].Offset.ShouldBe(report.Messages[0].Offset + Sample.Discharge.Length);
        report.Issues.Single().Code.ShouldBe(Hl7IssueCode.BatchCountMismatch);
    }

    [Fact]
    public void An_mllp_stream_is_unframed_first_and_a_cut_frame_reported()
    {
        var framed = MllpFraming.Wrap(Sample.Bytes(Sample.Discharge));
        var report = Hl7Check.File((byte[])[.. framed, .. framed, .. framed[..200]]);

        report.Messages.Count.ShouldBe(3);
        report.Messages[0].Segments.Count.ShouldBe(7);
        report.Issues.Single().Code.ShouldBe(Hl7IssueCode.FrameUnfinished);
    }

    private static Hl7FileReport Check(string text) => Hl7Check.File(Sample.Bytes(text));
}
