namespace Orderly.Formats.Tests.Hl7.V2;

/// <summary>What cannot be read: always a message with an issue, incomplete and invalid apart, never an exception.</summary>
public sealed class Hl7MessageRefusalTests
{
    [Theory]
    [InlineData("", Hl7IssueCode.Empty)]
    [InlineData(" \r\n", Hl7IssueCode.Empty)]
    [InlineData("M", Hl7IssueCode.HeaderCut)]
    [InlineData("MSH", Hl7IssueCode.HeaderCut)]
    [InlineData("MSH|", Hl7IssueCode.HeaderCut)]
    [InlineData("MSH|^~", Hl7IssueCode.HeaderCut)]
    public void A_message_that_ends_within_its_delimiters_is_incomplete(string text, Hl7IssueCode code) =>
        ShouldBeRefused(Sample.Parse(text), code, Hl7IssueKind.Incomplete);

    [Theory]
    [InlineData("PID|1", Hl7IssueCode.HeaderMissing)]
    [InlineData("{\"resourceType\":\"Patient\"}", Hl7IssueCode.HeaderMissing)]
    [InlineData("FHS|^~\\&|A", Hl7IssueCode.BatchInsteadOfMessage)]
    [InlineData("BHS|^~\\&|A", Hl7IssueCode.BatchInsteadOfMessage)]
    [InlineData("MSHA^~\\&", Hl7IssueCode.InvalidDelimiter)]
    [InlineData("MSH ^~\\& ", Hl7IssueCode.InvalidDelimiter)]
    [InlineData("MSH|\r", Hl7IssueCode.InvalidDelimiter)]
    [InlineData("MSH||A|B", Hl7IssueCode.InvalidDelimiter)]
    [InlineData("MSH|^^\\&|A", Hl7IssueCode.InvalidDelimiter)]
    [InlineData("MSH|^~\\A|A", Hl7IssueCode.InvalidDelimiter)]
    [InlineData("MSH|^~\\&#!|A", Hl7IssueCode.InvalidDelimiter)]
    public void A_message_with_a_wrong_beginning_is_invalid(string text, Hl7IssueCode code) =>
        ShouldBeRefused(Sample.Parse(text), code, Hl7IssueKind.Invalid);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Two_and_four_byte_encodings_are_named_as_such(string encoding) =>
        ShouldBeRefused(Hl7Message.Parse(System.Text.Encoding.GetEncoding(encoding).GetBytes(Sample.Discharge)), Hl7IssueCode.UnsupportedEncoding, Hl7IssueKind.Invalid);

    [Fact]
    public void A_second_header_in_one_message_is_invalid()
    {
        var message = Sample.Parse(Sample.Discharge + Sample.Discharge);

        message.IsReadable.ShouldBeFalse();
        var issue = message.Issues.Single();
        (issue.Code, issue.Kind, issue.Segment, issue.Offset).ShouldBe((Hl7IssueCode.SecondHeader, Hl7IssueKind.Invalid, 8, Sample.Discharge.Length));
    }

    [Fact]
    public void A_short_list_of_delimiters_is_tolerated_and_leaves_the_rest_plain()
    {
        var message = Sample.Parse("MSH|^~|A|B\rPID|1||a&b\\F\\\r");

        message.Issues.Single().Code.ShouldBe(Hl7IssueCode.DelimiterMissing);
        message.Text(Hl7Path.Parse("PID-3")).ShouldBe("a&b\\F\\");
    }

    [Fact]
    public void A_zero_byte_is_text_also_where_a_delimiter_is_not_declared()
    {
        var text = "MSH|^|A|B\rPID|1||a\0b\0\r";

        Sample.Parse(text).Text(Hl7Path.Parse("PID-3")).ShouldBe("a\0b\0");
        Sample.ReadHeader(text).ReadField(Hl7Path.Parse("PID-3")).Text.ShouldBe("a\0b\0");
        Sample.Text(Hl7Check.Rebuild(Sample.Parse(text))).ShouldBe(text);
    }

    [Fact]
    public void Each_limit_refuses_the_message_that_passes_it_and_only_that()
    {
        var bytes = Sample.Bytes(Sample.Header + "\rPID|1|2|3^4^5\rPV1|1\r");

        Refusal(bytes, Hl7Limits.Default with { MaxBytes = bytes.Length }).ShouldBeNull();
        Refusal(bytes, Hl7Limits.Default with { MaxBytes = bytes.Length - 1 }).ShouldBe(Hl7IssueCode.MessageTooLarge);
        Refusal(bytes, Hl7Limits.Default with { MaxSegments = 3 }).ShouldBeNull();
        Refusal(bytes, Hl7Limits.Default with { MaxSegments = 2 }).ShouldBe(Hl7IssueCode.TooManySegments);
        Refusal(bytes, Hl7Limits.Default with { MaxFieldsPerSegment = 12 }).ShouldBeNull();
        Refusal(bytes, Hl7Limits.Default with { MaxFieldsPerSegment = 11 }).ShouldBe(Hl7IssueCode.TooManyFields);
        Refusal(bytes, Hl7Limits.Default with { MaxSeparators = 4 }).ShouldBeNull();
        Refusal(bytes, Hl7Limits.Default with { MaxSeparators = 3 }).ShouldBe(Hl7IssueCode.TooManySeparators);
    }

    [Fact]
    public void A_message_over_a_limit_keeps_its_bytes_and_the_segments_before()
    {
        var bytes = Sample.Bytes(Sample.Header + "\rPID|1|2|3\rZZZ" + new string('|', 50) + "\r");
        var message = Hl7Message.Parse(bytes, Hl7Limits.Default with { MaxFieldsPerSegment = 20 });

        message.IsReadable.ShouldBeFalse();
        message.Bytes.ToArray().ShouldBe(bytes);
        message.Segments.Select(segment => segment.Name).ShouldBe(["MSH", "PID"]);
        message[1].FieldCount.ShouldBe(3);
    }

    [Fact]
    public void Issues_past_their_limit_are_counted_as_one()
    {
        var text = Sample.Header + "\r" + string.Concat(Enumerable.Repeat("nonsense\r", 50));
        var message = Hl7Message.Parse(Sample.Bytes(text), Hl7Limits.Default with { MaxIssues = 10 });

        message.Issues.Count.ShouldBe(11);
        message.Issues[^1].Code.ShouldBe(Hl7IssueCode.TooManyIssues);
    }

    [Fact]
    public void An_unreadable_message_answers_every_path_with_absent()
    {
        var message = Sample.Parse("nothing of the kind");

        message.Value(Hl7Path.Parse("PID-3")).Presence.ShouldBe(Hl7Presence.Absent);
        message.Values(Hl7Path.Parse("PID-3[*]")).ShouldBeEmpty();
        message.Segments.ShouldBeEmpty();
    }

    private static Hl7IssueCode? Refusal(byte[] bytes, Hl7Limits limits)
    {
        var message = Hl7Message.Parse(bytes, limits);
        return message.IsReadable ? null : message.Issues.Single(issue => issue.Kind >= Hl7IssueKind.Incomplete).Code;
    }

    private static void ShouldBeRefused(Hl7Message message, Hl7IssueCode code, Hl7IssueKind kind)
    {
        message.IsReadable.ShouldBeFalse();
        var issue = message.Issues.Single(issue => issue.Kind >= Hl7IssueKind.Incomplete);
        (issue.Code, issue.Kind).ShouldBe((code, kind));
        issue.Text.ShouldStartWith("Expected ");
        message.SegmentCount.ShouldBe(0);
    }
}
