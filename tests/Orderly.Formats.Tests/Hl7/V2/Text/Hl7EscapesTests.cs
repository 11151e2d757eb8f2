namespace Orderly.Formats.Tests.Hl7.V2.Text;

public sealed class Hl7EscapesTests
{
    [Theory]
    [InlineData(@"a\F\b", "a|b")]
    [InlineData(@"a\S\b", "a^b")]
    [InlineData(@"a\T\b", "a&b")]
    [InlineData(@"a\R\b", "a~b")]
    [InlineData(@"a\E\b", @"a\b")]
    [InlineData(@"a\E\F\E\b", @"a\F\b")]
    [InlineData(@"\F\\S\\T\", "|^&")]
    [InlineData(@"\X41\", "A")]
    [InlineData(@"\X4142c3A9\", "ABé")]
    [InlineData(@"\XC3\\XA9\", "é")]
    [InlineData(@"\X0D\", "\r")]
    [InlineData(@"one\.br\two", "one\ntwo")]
    [InlineData(@"one\.sp+2\two\.sp\", "one\n\ntwo\n")]
    [InlineData(@"one\.sk3\two", "one   two")]
    [InlineData(@"\H\bold\N\ plain", "bold plain")]
    public void Known_sequences_are_resolved(string raw, string expected) => Read(raw).ShouldBe(expected);

    [Theory]
    [InlineData(@"\Zab1\")]
    [InlineData(@"\C2842\")]
    [InlineData(@"\M244142\")]
    [InlineData(@"\.in+4\")]
    [InlineData(@"\.sp999999999\")]
    [InlineData(@"\.sp0\")]
    [InlineData(@"\X4\")]
    [InlineData(@"\XGG\")]
    [InlineData(@"\P\")]
    [InlineData(@"\f\")]
    [InlineData(@"C:\dir\file name")]
    [InlineData(@"ends with \")]
    [InlineData(@"\\")]
    [InlineData(@"\")]
    public void Unknown_sequences_and_lone_escape_characters_stay_as_they_are(string raw) => Read(raw).ShouldBe(raw);

    [Fact]
    public void A_lone_escape_character_does_not_swallow_the_sequence_after_it() => Read(@"a\b c\F\d").ShouldBe(@"a\b c|d");

    [Theory]
    [InlineData("plain")]
    [InlineData("|^~\\&#")]
    [InlineData("one\ntwo\r\nthree\ttab")]
    [InlineData("\\F\\ \\.br\\ \\X41\\")]
    [InlineData("Żółć 漢字 🏥")]
    [InlineData("\u000B\u001C\u0000")]
    public void Text_encoded_and_decoded_is_the_same(string text)
    {
        var encoded = Hl7Escapes.Encode(text, Hl7Delimiters.Standard, Hl7Charset.Utf8);

        encoded.Intersect("|^~&\r\n\v\u001C"u8.ToArray()).ShouldBeEmpty();
        Hl7Escapes.Decode(encoded, Hl7Delimiters.Standard, Hl7Charset.Utf8).ShouldBe(text);
    }

    [Fact]
    public void The_truncation_character_is_escaped_only_where_it_is_declared()
    {
        var declared = Hl7Delimiters.Standard with { Truncation = (byte)'#' };

        Sample.Text(Hl7Escapes.Encode("a#", declared, Hl7Charset.Ascii)).ShouldBe(@"a\P\");
        Sample.Text(Hl7Escapes.Encode("a#", Hl7Delimiters.Standard, Hl7Charset.Ascii)).ShouldBe("a#");
        Hl7Escapes.Decode(@"a\P\"u8, declared, Hl7Charset.Ascii).ShouldBe("a#");
    }

    [Theory]
    [InlineData('.', '\\')]
    [InlineData('^', '.')]
    [InlineData('^', '+')]
    public void A_point_or_sign_among_the_delimiters_does_not_break_sequences(char component, char escape)
    {
        var delimiters = Hl7Delimiters.Standard with { Component = (byte)component, Escape = (byte)escape };
        var encoded = Hl7Escapes.Encode("a\nb.c+d^e", delimiters, Hl7Charset.Ascii);

        encoded.Contains((byte)component).ShouldBeFalse();
        Hl7Escapes.Decode(encoded, delimiters, Hl7Charset.Ascii).ShouldBe("a\nb.c+d^e");
    }

    [Fact]
    public void Text_that_the_charset_cannot_carry_is_refused()
    {
        Should.Throw<ArgumentException>(() => Hl7Escapes.Encode("é", Hl7Delimiters.Standard, Hl7Charset.Ascii)).Message.ShouldContain("charset ASCII");
        Should.Throw<ArgumentException>(() => Hl7Escapes.Encode("ł", Hl7Delimiters.Standard, Hl7Charset.Latin1));
        Should.Throw<ArgumentException>(() => Hl7Escapes.Encode("\uD800", Hl7Delimiters.Standard, Hl7Charset.Utf8));
    }

    private static string Read(string raw) => Hl7Escapes.Decode(Sample.Bytes(raw), Hl7Delimiters.Standard, Hl7Charset.Utf8);
}
