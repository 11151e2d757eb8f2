namespace Orderly.Formats.Tests.Hl7.V2;

public sealed class MessageHeaderTests
{
    [Fact]
    public void Every_field_a_listener_needs_is_read()
    {
        var header = Sample.ReadHeader("MSH|^~\\&|APP^1.2^ISO|FAC|RAPP|RFAC|20260301||ADT^A03^ADT_A03|M7|P^T|2.5.1^USA||1|AL|NE||UNICODE UTF-8|x\rPID|1\r");

        header.SendingApplication.ShouldBe("APP^1.2^ISO");
        header.SendingFacility.ShouldBe("FAC");
        header.ReceivingApplication.ShouldBe("RAPP");
        header.ReceivingFacility.ShouldBe("RFAC");
        header.Timestamp.ShouldBe("20260301");
        (header.MessageType, header.TriggerEvent, header.MessageStructure).ShouldBe(("ADT", "A03", "ADT_A03"));
        header.ControlId.ShouldBe("M7");
        (header.ProcessingId, header.Version).ShouldBe(("P", "2.5.1"));
        (header.AcceptAcknowledgement, header.ApplicationAcknowledgement).ShouldBe(("AL", "NE"));
        header.Charset.ShouldBe(Hl7Charset.Utf8);
        Sample.Text(header.Raw(1).ToArray()).ShouldBe("|");
        Sample.Text(header.Raw(2).ToArray()).ShouldBe("^~\\&");
        Sample.Text(header.Raw(18).ToArray()).ShouldBe("UNICODE UTF-8");
        header.Check().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r")]
    [InlineData("\n")]
    [InlineData("|")]
    public void Fields_beyond_the_last_are_empty(string end)
    {
        var header = Sample.ReadHeader("MSH|^~\\&|APP" + end);

        header.SendingApplication.ShouldBe("APP");
        header.SendingFacility.ShouldBe("");
        header.ControlId.ShouldBe("");
        header.Raw(18).Length.ShouldBe(0);
        header.Check().Select(issue => issue.Code).ShouldBe(
            [Hl7IssueCode.MessageTypeMissing, Hl7IssueCode.ControlIdMissing, Hl7IssueCode.ProcessingIdUnknown, Hl7IssueCode.VersionUnknown]);
    }

    [Fact]
    public void A_mark_and_blanks_before_the_header_are_passed_over() =>
        Sample.ReadHeader("\uFEFF\r\n " + Sample.Discharge).ControlId.ShouldBe("M0001");

    [Theory]
    [InlineData("", Hl7IssueKind.Incomplete)]
    [InlineData("MSH|^", Hl7IssueKind.Incomplete)]
    [InlineData("PID|1", Hl7IssueKind.Invalid)]
    public void Bytes_without_header_are_told_apart(string text, Hl7IssueKind kind)
    {
        MessageHeader.TryRead(Sample.Bytes(text), out var header, out var problem).ShouldBeFalse();

        header.ShouldBeNull();
        problem.Kind.ShouldBe(kind);
    }

    [Theory]
    [InlineData("MSH-1")]
    [InlineData("MSH-2")]
    [InlineData("MSH-9.3")]
    [InlineData("PID-3[2].4.1")]
    [InlineData("PID-3.4")]
    [InlineData("PID-5.3")]
    [InlineData("PID-5.9")]
    [InlineData("PV1-19")]
    [InlineData("PV1-99")]
    [InlineData("OBX(2)-5")]
    [InlineData("OBX(3)-5")]
    [InlineData("ZXX-2.1.2")]
    [InlineData("ZXX-3.1.2")]
    [InlineData("ZZZ-1")]
    public void A_field_read_alone_equals_the_one_of_the_full_index(string path)
    {
        var quick = Sample.ReadHeader(Sample.Discharge).ReadField(Hl7Path.Parse(path));
        var full = Sample.Parse(Sample.Discharge).Value(Hl7Path.Parse(path));

        (quick.Presence, quick.Text).ShouldBe((full.Presence, full.Text));
    }

    [Theory]
    [InlineData("PIDX|1||8")]
    [InlineData("PID")]
    [InlineData(" PID|1||8")]
    public void A_line_that_only_looks_like_the_segment_is_treated_as_the_index_does(string line)
    {
        var text = $"{Sample.Header}\r{line}\rPID|1||9\r";
        var path = Hl7Path.Parse("PID-3");

        Sample.ReadHeader(text).ReadField(path).Text.ShouldBe(Sample.Parse(text).Text(path));
    }
}
