namespace Orderly.Formats.Tests.Hl7.V2;

public sealed class Hl7EditorTests
{
    private static readonly Hl7Timestamp At = Hl7Timestamp.From(new DateTimeOffset(2026, 3, 1, 8, 15, 0, TimeSpan.Zero));

    [Fact]
    public void A_new_message_is_built_by_paths()
    {
        var bytes = Hl7Editor.Create("ADT", "A03", "ADT_A03", "M1", At)
            .Set("MSH-3", "SIM")
            .Set("PID-3[1].1", "1001").Set("PID-3[2].4.2", "1.2.3")
            .Set("PID-5.1", "O|Neil").Set("PID-5.2", "Zoë")
            .Set("OBX-5", "one\ntwo").Set("OBX(2)-5", "3")
            .ToBytes();

        Sample.Text(bytes).ShouldBe(
            "MSH|^~\\&|SIM||||20260301081500+0000||ADT^A03^ADT_A03|M1|P|2.5.1||||||UNICODE UTF-8\r"
            + "PID|||1001~^^^&1.2.3||O\\F\\Neil^Zoë\r"
            + "OBX|||||one\\.br\\two\r"
            + "OBX|||||3\r");
        var message = Hl7Message.Parse(bytes);
        message.Issues.ShouldBeEmpty();
        message.Text(Hl7Path.Parse("PID-5")).ShouldBe("O|Neil");
        message.Text(Hl7Path.Parse("PID-5.2")).ShouldBe("Zoë");
        message.Text(Hl7Path.Parse("OBX-5")).ShouldBe("one\ntwo");
    }

    [Fact]
    public void An_edit_leaves_every_other_byte_as_it_was()
    {
        var text = "\uFEFF\n" + Sample.Discharge.Replace("\r", "\r\n\n", StringComparison.Ordinal) + "  ";
        var edited = new Hl7Editor(Sample.Parse(text)).Set("PID-3[2].1", "9999").ToBytes();

        Sample.Text(edited).ShouldBe(text.Replace("2002", "9999", StringComparison.Ordinal));
    }

    [Fact]
    public void An_editor_that_sets_nothing_gives_the_same_bytes() =>
        Sample.Text(new Hl7Editor(Sample.Parse(Sample.Discharge)).ToBytes()).ShouldBe(Sample.Discharge);

    [Theory]
    [InlineData("PID-8", "M", "PID|1||A^B~C||X&Y|||M")]
    [InlineData("PID-3", "Q", "PID|1||Q||X&Y")]
    [InlineData("PID-3[1]", "Q", "PID|1||Q~C||X&Y")]
    [InlineData("PID-3[2]", "Q", "PID|1||A^B~Q||X&Y")]
    [InlineData("PID-3[4]", "Q", "PID|1||A^B~C~~Q||X&Y")]
    [InlineData("PID-3.1", "Q", "PID|1||Q^B~C||X&Y")]
    [InlineData("PID-3.3", "Q", "PID|1||A^B^Q~C||X&Y")]
    [InlineData("PID-3[2].2.2", "Q", "PID|1||A^B~C^&Q||X&Y")]
    [InlineData("PID-5.1.1", "Q", "PID|1||A^B~C||Q&Y")]
    [InlineData("PID-5.1", "Q", "PID|1||A^B~C||Q")]
    [InlineData("PID-2", "Q", "PID|1|Q|A^B~C||X&Y")]
    [InlineData("PID-3.1", "", "PID|1||^B~C||X&Y")]
    [InlineData("PID-20", "", "PID|1||A^B~C||X&Y")]
    [InlineData("NK1-1", "Q", "PID|1||A^B~C||X&Y\rNK1|Q")]
    [InlineData("PID(2)-1", "2", "PID|1||A^B~C||X&Y\rPID|2")]
    public void A_set_replaces_exactly_what_its_path_names(string path, string text, string expected)
    {
        var before = Sample.Header + "\rPID|1||A^B~C||X&Y\r";

        Sample.Text(new Hl7Editor(Sample.Parse(before)).Set(path, text).ToBytes()).ShouldBe($"{Sample.Header}\r{expected}\r");
    }

    [Fact]
    public void Header_fields_follow_the_standards_numbering() =>
        Sample.Text(new Hl7Editor(Sample.Parse(Sample.Header + "\r")).Set("MSH-3", "X").Set("MSH-18", "ASCII").ToBytes())
            .ShouldBe(Sample.Header.Replace("ADT1", "X", StringComparison.Ordinal) + "||||||ASCII\r");

    [Fact]
    public void Delete_and_clear_write_two_quotes_and_nothing() =>
        Sample.Text(new Hl7Editor(Sample.Parse(Sample.Header + "\rPID|1|2|3\r")).SetDelete(Hl7Path.Parse("PID-2")).Clear(Hl7Path.Parse("PID-3")).ToBytes())
            .ShouldEndWith("\rPID|1|\"\"|\r");

    [Fact]
    public void Appended_segments_end_as_the_message_does()
    {
        Sample.Text(new Hl7Editor(Sample.Parse("MSH|^~\\&|A\nPID|1")).Append("ZZZ").Set("ZZZ-1", "x").ToBytes()).ShouldBe("MSH|^~\\&|A\nPID|1\nZZZ|x\n");
        Sample.Text(new Hl7Editor(Sample.Parse("MSH|^~\\&|A\r\nPID|1\r\n")).Set("ZZZ-1", "x").ToBytes()).ShouldBe("MSH|^~\\&|A\r\nPID|1\r\nZZZ|x\r\n");
        Sample.Text(new Hl7Editor(Sample.Parse("MSH|^~\\&|A")).Set("ZZZ-1", "x").ToBytes()).ShouldBe("MSH|^~\\&|A\rZZZ|x\r");
    }

    [Fact]
    public void A_segment_is_taken_out_with_its_terminator()
    {
        var editor = new Hl7Editor(Sample.Parse(Sample.Header + "\rOBX|1\rOBX|2\rOBX|3\r"));

        editor.Remove("OBX", 2).ShouldBeTrue();
        editor.Remove("OBX", 3).ShouldBeFalse();
        editor.Remove("MSH").ShouldBeFalse();
        Sample.Text(editor.ToBytes()).ShouldBe(Sample.Header + "\rOBX|1\rOBX|3\r");
    }

    [Fact]
    public void Misuse_is_told_to_the_caller()
    {
        var editor = new Hl7Editor(Sample.Parse(Sample.Header + "\r"));

        Should.Throw<ArgumentException>(() => editor.Set("MSH-2", "x")).Message.ShouldContain("holds the delimiters");
        Should.Throw<ArgumentException>(() => editor.Set("OBX(*)-5", "x")).Message.ShouldContain("one position");
        Should.Throw<ArgumentException>(() => editor.Set("OBX(3)-5", "x")).Message.ShouldContain("skips some");
        Should.Throw<ArgumentException>(() => editor.Set("PID-5", "ł")).Message.ShouldContain("charset ASCII");
        Should.Throw<ArgumentException>(() => editor.SetRaw(Hl7Path.Parse("PID-5"), "a\rb"u8)).Message.ShouldContain("without line ends");
        Should.Throw<ArgumentException>(() => editor.Append("Z")).Message.ShouldContain("three capitals");
        Should.Throw<ArgumentException>(() => new Hl7Editor(Sample.Parse("nonsense"))).Message.ShouldContain("readable");
        Should.Throw<ArgumentException>(() => new Hl7Editor(Sample.Parse("MSH|^|A\r")).Set("PID-3[2]", "x")).Message.ShouldContain("delimiters that MSH-2 declares");
        Sample.Text(editor.ToBytes()).ShouldBe(Sample.Header + "\r");
    }

    [Fact]
    public void A_new_message_may_have_its_own_delimiters_and_charset()
    {
        var delimiters = new Hl7Delimiters((byte)'$', (byte)'*', (byte)'!', (byte)'?', (byte)'@', (byte)'#');
        var bytes = Hl7Editor.Create("ADT", "A01", null, "M1", At, version: "2.7", charset: Hl7Charset.Latin1, delimiters: delimiters).Set("PID-5.2", "a*ü#").ToBytes();

        var message = Hl7Message.Parse(bytes);
        message.Delimiters.ShouldBe(delimiters);
        message.Charset.ShouldBe(Hl7Charset.Latin1);
        message.Text(Hl7Path.Parse("PID-5.2")).ShouldBe("a*ü#");
        message.Issues.ShouldBeEmpty();
    }
}
