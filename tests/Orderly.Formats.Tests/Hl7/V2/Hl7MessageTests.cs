namespace Orderly.Formats.Tests.Hl7.V2;

public sealed class Hl7MessageTests
{
    [Fact]
    public void A_discharge_is_read_without_an_issue_and_written_back_byte_exact()
    {
        var message = Sample.Parse(Sample.Discharge);

        message.IsReadable.ShouldBeTrue();
        message.Issues.ShouldBeEmpty();
        message.Segments.Select(segment => segment.Name).ShouldBe(["MSH", "EVN", "PID", "PV1", "OBX", "OBX", "ZXX"]);
        var target = new System.Buffers.ArrayBufferWriter<byte>();
        message.WriteTo(target);
        Sample.Text(target.WrittenMemory).ShouldBe(Sample.Discharge);
        Sample.Text(Hl7Check.Rebuild(message)).ShouldBe(Sample.Discharge);
    }

    [Theory]
    [InlineData("MSH-1", "|")]
    [InlineData("MSH-2", @"^~\&")]
    [InlineData("MSH-3", "ADT1")]
    [InlineData("MSH-9.2", "A03")]
    [InlineData("MSH-9", "ADT")]
    [InlineData("MSH-12", "2.5.1")]
    [InlineData("MSH-13", null)]
    [InlineData("PID-3", "1001")]
    [InlineData("PID-3[1].1", "1001")]
    [InlineData("PID-3[2].1", "2002")]
    [InlineData("PID-3[3].1", null)]
    [InlineData("PID-3.4.2", "1.2.3")]
    [InlineData("PID-3.4", "GEN")]
    [InlineData("PID-3[2].4.1", "STATE")]
    [InlineData("PID-3[2].4.2", null)]
    [InlineData("PID-8.1.1", "F")]
    [InlineData("PID-8.2", null)]
    [InlineData("PV1-19", "V77")]
    [InlineData("PV1-45", "202603010810")]
    [InlineData("OBX-5", "1")]
    [InlineData("OBX(2)-5", "2")]
    [InlineData("OBX(3)-5", null)]
    [InlineData("ZXX-2.1.2", "three")]
    [InlineData("ZXX-3", "four")]
    [InlineData("ZXX-4", null)]
    [InlineData("AL1-3", null)]
    public void A_path_reads_the_value_or_nothing(string path, string? expected) =>
        Sample.Parse(Sample.Discharge).Text(Hl7Path.Parse(path)).ShouldBe(expected);

    [Theory]
    [InlineData("PID-5.1", Hl7Presence.Present)]
    [InlineData("PID-5.3", Hl7Presence.Delete)]
    [InlineData("PID-5.4", Hl7Presence.Absent)]
    [InlineData("PID-2", Hl7Presence.Empty)]
    [InlineData("PID-3.2", Hl7Presence.Empty)]
    [InlineData("PID-9", Hl7Presence.Absent)]
    [InlineData("NK1-2", Hl7Presence.Absent)]
    public void Present_delete_empty_and_absent_are_told_apart(string path, Hl7Presence expected) =>
        Sample.Parse(Sample.Discharge).Value(Hl7Path.Parse(path)).Presence.ShouldBe(expected);

    [Fact]
    public void A_star_reads_every_segment_and_every_repetition()
    {
        var message = Sample.Parse(Sample.Discharge);

        message.Values(Hl7Path.Parse("OBX(*)-5")).Select(value => value.Text).ShouldBe(["1", "2"]);
        message.Values(Hl7Path.Parse("PID-3[*].1")).Select(value => value.Text).ShouldBe(["1001", "2002"]);
        message.Values(Hl7Path.Parse("PID-3[*].4.2")).Select(value => value.Text).ShouldBe(["1.2.3"]);
        message.Values(Hl7Path.Parse("NK1(*)-5")).ShouldBeEmpty();
        message.Values(Hl7Path.Parse("OBX(2)-5")).Single().Text.ShouldBe("2");
    }

    [Fact]
    public void Segments_are_found_first_nth_and_all()
    {
        var message = Sample.Parse(Sample.Discharge);

        message.First("OBX").Number.ShouldBe(5);
        message.Nth("OBX", 2).Number.ShouldBe(6);
        message.Nth("OBX", 3).IsAbsent.ShouldBeTrue();
        message.All("OBX").Select(segment => segment.Number).ShouldBe([5, 6]);
        message.First("AL1").IsAbsent.ShouldBeTrue();
        message.First("AL1").Field(3).Presence.ShouldBe(Hl7Presence.Absent);
        message.First("not a name").IsAbsent.ShouldBeTrue();
    }

    [Fact]
    public void Parts_count_and_enumerate_the_level_below()
    {
        var field = Sample.Parse(Sample.Discharge).First("PID").Field(3);

        field.Count.ShouldBe(2);
        field.Repetition(1).Count.ShouldBe(5);
        field.Component(4).Count.ShouldBe(3);
        field.Component(4).Subcomponent(3).Text.ShouldBe("ISO");
        field.Repetition(2).Component(5).Text.ShouldBe("SS");
        field.Subcomponent(1).Text.ShouldBe("1001");
        field.Component(9).Presence.ShouldBe(Hl7Presence.Absent);
        Sample.Text(field.Repetition(2).Raw).ShouldBe("2002^^^STATE^SS");
        var texts = new List<string?>();
        foreach (var component in field.Repetition(1)) texts.Add(component.Text);
        texts.ShouldBe(["1001", null, null, "GEN", "MR"]);
    }

    [Fact]
    public void A_part_asked_for_its_own_level_is_the_callers_error() =>
        Should.Throw<InvalidOperationException>(() => Sample.Parse(Sample.Discharge).First("PID").Field(3).Component(1).Repetition(1))
            .Message.ShouldStartWith("Expected a part above Repetition");

    [Fact]
    public void Own_delimiters_and_truncation_are_taken_from_the_header()
    {
        var message = Sample.Parse("MSH$*!?@#$A$B$$$$$X*Y$1$P$2.7\rPID$1$$a*b@c!d$$Long na#$Sm?F?th\r");

        message.Delimiters.ShouldBe(new Hl7Delimiters((byte)'$', (byte)'*', (byte)'!', (byte)'?', (byte)'@', (byte)'#'));
        message.Text(Hl7Path.Parse("MSH-2")).ShouldBe("*!?@#");
        message.Text(Hl7Path.Parse("PID-3.2.2")).ShouldBe("c");
        message.Text(Hl7Path.Parse("PID-3[2]")).ShouldBe("d");
        var cut = message.Value(Hl7Path.Parse("PID-5"));
        (cut.IsTruncated, cut.Text, Sample.Text(cut.Raw)).ShouldBe((true, "Long na", "Long na#"));
        message.Text(Hl7Path.Parse("PID-6")).ShouldBe("Sm$th");
    }

    [Fact]
    public void A_hash_is_plain_text_where_no_truncation_is_declared()
    {
        var value = Sample.Parse(Sample.Header + "\rPID|1||12#\r").Value(Hl7Path.Parse("PID-3"));

        (value.IsTruncated, value.Text).ShouldBe((false, "12#"));
    }

    [Theory]
    [InlineData("\n", Hl7IssueCode.LineFeedTerminator)]
    [InlineData("\r\n", Hl7IssueCode.LineFeedTerminator)]
    [InlineData("\n\n", Hl7IssueCode.LineFeedTerminator, Hl7IssueCode.BlankLine)]
    [InlineData("\r\n\r\n", Hl7IssueCode.LineFeedTerminator, Hl7IssueCode.BlankLine)]
    [InlineData("\r  \t\r", Hl7IssueCode.BlankLine)]
    public void Other_line_ends_and_blank_lines_are_tolerated_and_kept(string end, params Hl7IssueCode[] codes)
    {
        var text = (Sample.Header + "\rPID|1||7\rPV1|1|I\r").Replace("\r", end, StringComparison.Ordinal);
        var message = Sample.Parse(text);

        message.IsReadable.ShouldBeTrue();
        message.Issues.Select(issue => issue.Code).ShouldBe(codes);
        message.Worst.ShouldBe(Hl7IssueKind.Tolerated);
        message.Segments.Select(segment => segment.Name).ShouldBe(["MSH", "PID", "PV1"]);
        message.Text(Hl7Path.Parse("PID-3")).ShouldBe("7");
        Sample.Text(Hl7Check.Rebuild(message)).ShouldBe(text);
    }

    [Theory]
    [InlineData("\uFEFF", "", Hl7IssueCode.ByteOrderMark)]
    [InlineData("\r\n  ", "", Hl7IssueCode.LeadingBytes)]
    [InlineData("", "   ", Hl7IssueCode.BlankLine)]
    [InlineData("", "\r\n \r\n", Hl7IssueCode.BlankLine)]
    public void Bytes_around_the_message_are_tolerated_and_kept(string before, string after, Hl7IssueCode code)
    {
        var text = before + Sample.Discharge + after;
        var message = Sample.Parse(text);

        message.Issues.Single().ShouldSatisfyAllConditions(
            issue => issue.Code.ShouldBe(code),
            issue => issue.Kind.ShouldBe(Hl7IssueKind.Tolerated));
        message.SegmentCount.ShouldBe(7);
        message.Text(Hl7Path.Parse("MSH-10")).ShouldBe("M0001");
        Sample.Text(Hl7Check.Rebuild(message)).ShouldBe(text);
    }

    [Fact]
    public void Trailing_blanks_of_a_line_belong_to_its_last_field() =>
        Sample.Parse(Sample.Header + "\rPID|1||7  \r").Text(Hl7Path.Parse("PID-3")).ShouldBe("7  ");

    [Fact]
    public void A_missing_final_terminator_is_tolerated() =>
        Sample.Parse(Sample.Header).Issues.Single().Code.ShouldBe(Hl7IssueCode.FinalTerminatorMissing);

    [Theory]
    [InlineData("pid|1", 2)]
    [InlineData("PI|1", 2)]
    [InlineData("PIDX|1", 2)]
    [InlineData("some text that wrapped", 2)]
    [InlineData(" PID|1", 2)]
    public void A_line_that_is_no_segment_is_kept_and_reported_with_its_place(string line, int segment)
    {
        var message = Sample.Parse(Sample.Header + "\r" + line + "\rPV1|1|I\r");

        message.IsReadable.ShouldBeTrue();
        var issue = message.Issues.Single();
        (issue.Code, issue.Kind, issue.Segment, issue.Offset)
            .ShouldBe((Hl7IssueCode.InvalidSegmentName, Hl7IssueKind.Suspect, segment, Sample.Header.Length + 1));
        message[1].Name.ShouldBe(line.Split('|')[0]);
        message.Text(Hl7Path.Parse("PV1-2")).ShouldBe("I");
    }
}
