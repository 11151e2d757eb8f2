using System.Text;

namespace Orderly.Formats.Tests.Hl7.V2.Text;

public sealed class Hl7CharsetTests
{
    private static readonly Hl7Path Name = Hl7Path.Parse("PID-5");

    [Theory]
    [InlineData("UNICODE UTF-8", "utf-8", "Müller 漢字")]
    [InlineData("8859/1", "iso-8859-1", "Müller")]
    [InlineData("8859/2", "iso-8859-2", "Żółć")]
    [InlineData("8859/3", "iso-8859-3", "Ħal")]
    [InlineData("8859/4", "iso-8859-4", "Šķ")]
    [InlineData("8859/5", "iso-8859-5", "Иванов")]
    [InlineData("8859/6", "iso-8859-6", "محمد")]
    [InlineData("8859/7", "iso-8859-7", "Νίκος")]
    [InlineData("8859/8", "iso-8859-8", "שלום")]
    [InlineData("8859/9", "iso-8859-9", "Işık")]
    [InlineData("8859/11", "windows-874", "สมชาย")]
    [InlineData("8859/13", "iso-8859-13", "Ąžuolas")]
    [InlineData("8859/15", "iso-8859-15", "Œuvre €")]
    [InlineData("ASCII", "us-ascii", "Miller")]
    public void Text_is_decoded_by_the_declared_charset(string declared, string encoding, string name)
    {
        var message = Read(declared, CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding), name);

        message.Issues.ShouldBeEmpty();
        message.Charset.Name.ShouldBe(declared);
        message.Text(Name).ShouldBe(name);
    }

    [Theory]
    [InlineData("ISO-8859-1", "8859/1")]
    [InlineData("iso8859-2", "8859/2")]
    [InlineData("ISO_8859-15", "8859/15")]
    [InlineData("8859-9", "8859/9")]
    [InlineData("US-ASCII", "ASCII")]
    [InlineData("utf8", "UNICODE UTF-8")]
    public void Another_name_of_a_charset_is_understood_and_told(string written, string name)
    {
        var message = Read(written, Encoding.ASCII, "Miller");

        message.Charset.Name.ShouldBe(name);
        ShouldHave(message, Hl7IssueCode.CharsetAlias, Hl7IssueKind.Tolerated);
    }

    [Fact]
    public void A_blank_declaration_of_plain_ascii_is_no_issue()
    {
        var message = Read("", Encoding.ASCII, "Miller");

        message.Issues.ShouldBeEmpty();
        message.Charset.ShouldBe(Hl7Charset.Ascii);
    }

    [Fact]
    public void A_blank_declaration_with_high_bytes_falls_back_to_latin_1_and_says_so()
    {
        var message = Read("", Encoding.Latin1, "Müller");

        message.Text(Name).ShouldBe("Müller");
        ShouldHave(message, Hl7IssueCode.CharsetAssumed, Hl7IssueKind.Suspect);
        message.Bytes.Span[message.Issues[0].Offset].ShouldBe((byte)0xFC);
    }

    [Fact]
    public void A_byte_order_mark_decides_when_nothing_is_declared()
    {
        var message = Read("", new UTF8Encoding(false), "Müller", mark: "\uFEFF");

        message.Text(Name).ShouldBe("Müller");
        message.Issues.Single().Code.ShouldBe(Hl7IssueCode.ByteOrderMark);
    }

    [Theory]
    [InlineData("UTF-8")]
    [InlineData("utf8")]
    [InlineData("UNICODE")]
    public void Usual_other_names_of_utf_8_are_taken_and_noted(string declared)
    {
        var message = Read(declared, Encoding.UTF8, "Müller");

        message.Text(Name).ShouldBe("Müller");
        ShouldHave(message, Hl7IssueCode.CharsetAlias, Hl7IssueKind.Tolerated);
    }

    [Theory]
    [InlineData("ISO IR87")]
    [InlineData("UNICODE UTF-16")]
    [InlineData("BIG-5")]
    [InlineData("8859/99")]
    [InlineData("KLINGON")]
    public void A_charset_that_is_not_known_is_an_issue_and_loses_no_byte(string declared)
    {
        var message = Read(declared, Encoding.Latin1, "M\u00FCller");

        ShouldHave(message, Hl7IssueCode.CharsetUnknown, Hl7IssueKind.Suspect);
        message.Issues[0].Text.ShouldContain(declared);
        message.Text(Name).ShouldBe("M\u00FCller");
    }

    [Fact]
    public void Bytes_that_contradict_the_declaration_are_an_issue()
    {
        var ascii = Read("ASCII", Encoding.Latin1, "Müller");
        ShouldHave(ascii, Hl7IssueCode.CharsetMismatch, Hl7IssueKind.Suspect);
        ascii.Text(Name).ShouldBe("Müller");

        var utf8 = Read("UNICODE UTF-8", Encoding.Latin1, "Müller");
        ShouldHave(utf8, Hl7IssueCode.CharsetMismatch, Hl7IssueKind.Suspect);
        utf8.Text(Name).ShouldBe("M\uFFFDller");
        utf8.Bytes.Span[utf8.Issues[0].Offset].ShouldBe((byte)0xFC);
    }

    [Fact]
    public void The_first_repetition_names_the_charset_of_the_message() =>
        Read("8859/1~ISO IR87", Encoding.Latin1, "Müller").Charset.ShouldBe(Hl7Charset.Latin1);

    [Fact]
    public void The_header_alone_decodes_by_the_same_charset()
    {
        var bytes = Encoding.Latin1.GetBytes("MSH|^~\\&|Süd|||||||||||||||8859/1\rPID|1||||Müller\r");

        MessageHeader.TryRead(bytes, out var header, out _).ShouldBeTrue();
        header.SendingApplication.ShouldBe("Süd");
        header.ReadField(Name).Text.ShouldBe("Müller");
    }

    private static Hl7Message Read(string declared, Encoding encoding, string name, string mark = "") =>
        Hl7Message.Parse(encoding.GetBytes($"{mark}MSH|^~\\&|A|B|C|D|20260301||ADT^A01|1|P|2.5||||||{declared}\rPID|1||||{name}\r"));

    private static void ShouldHave(Hl7Message message, Hl7IssueCode code, Hl7IssueKind kind)
    {
        var issue = message.Issues.Single();
        (issue.Code, issue.Kind).ShouldBe((code, kind));
        message.IsReadable.ShouldBeTrue();
    }
}
