using System.Text;

namespace Orderly.Formats.Tests.Hl7.V2.Acknowledgement;

public sealed class AckTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 8, 15, 1, 250, TimeSpan.FromHours(-5));

    [Fact]
    public void An_acceptance_echoes_the_control_id_and_exchanges_sender_and_receiver() =>
        Write(Sample.Header, AckCode.AA).ShouldBe(
            "MSH|^~\\&|ORDERLY|HUB|ADT1|GENERAL|20260301081501.250-0500||ACK^A03^ACK|R9|P|2.5.1\r"
            + "MSA|AA|M0001\r");

    [Fact]
    public void A_commit_answer_asks_for_no_answer_itself() =>
        Write(Sample.Header + "|||AL|NE", AckCode.CA).ShouldBe(
            "MSH|^~\\&|ORDERLY|HUB|ADT1|GENERAL|20260301081501.250-0500||ACK^A03^ACK|R9|P|2.5.1|||NE|NE\r"
            + "MSA|CA|M0001\r");

    [Fact]
    public void Delimiters_charset_and_raw_names_are_those_of_the_message()
    {
        var header = "MSH$*!?@#$A*1.2*ISO$B?F?$C$D$20260301$$ADT*A01$id?T?7$T$2.7$$$$$$8859/1";

        Write(header, AckCode.AA).ShouldBe(
            "MSH$*!?@#$C$D$A*1.2*ISO$B?F?$20260301081501.250-0500$$ACK*A01*ACK$R9$T$2.7$$$$$$8859/1\r"
            + "MSA$AA$id?T?7\r");
    }

    [Fact]
    public void Up_to_version_2_3_no_structure_is_given() =>
        Write("MSH|^~\\&|A|B|C|D|20260301||ADT^A01|7|P|2.3", AckCode.AA).ShouldContain("||ACK^A01|R9|P|2.3\r");

    [Fact]
    public void A_type_without_trigger_gets_a_plain_ack() =>
        Write("MSH|^~\\&|A|B|C|D|20260301||ADT|7|P|2.3", AckCode.AA).ShouldContain("||ACK|R9|P|2.3\r");

    [Fact]
    public void From_version_2_5_the_error_stands_in_err_3_and_err_8() =>
        Write(Sample.Header, AckCode.AR, new AckError(AckErrorCode.UnsupportedProcessingId, "Expected P, T | D", Hl7Path.Parse("MSH-11"))).ShouldEndWith(
            "MSA|AR|M0001\r"
            + "ERR||MSH^1^11|202^^HL70357|E||||Expected P, T \\F\\ D\r");

    [Fact]
    public void Before_version_2_5_the_error_stands_in_err_1_and_msa_3() =>
        Write("MSH|^~\\&|A|B|C|D|20260301||ADT^A01|7|P|2.4", AckCode.AE, new AckError(AckErrorCode.RequiredFieldMissing, "No visit", Hl7Path.Parse("PV1-19"))).ShouldEndWith(
            "MSA|AE|7|No visit\r"
            + "ERR|PV1^1^19^101&No visit&HL70357\r");

    [Fact]
    public void An_error_without_place_leaves_it_empty()
    {
        var error = new AckError(AckErrorCode.ApplicationInternalError, "Down");

        Write(Sample.Header, AckCode.AE, error).ShouldEndWith("ERR|||207^^HL70357|E||||Down\r");
        Write("MSH|^~\\&|A|B|C|D|20260301||ADT^A01|7|P|2.3", AckCode.AE, error).ShouldEndWith("ERR|^^^207&Down&HL70357\r");
    }

    [Fact]
    public void Error_text_beyond_the_charset_does_not_stop_the_answer() =>
        Write(Sample.Header, AckCode.AE, new AckError(AckErrorCode.DataTypeError, "Übel")).ShouldEndWith("|?bel\r");

    [Fact]
    public void A_message_without_escape_character_gets_an_answer_all_the_same() =>
        Write("MSH|^|A|B|C|D|20260301||ADT^A01|7|P|2.5", AckCode.AE, new AckError(AckErrorCode.DataTypeError, "a|b^c\\d")).ShouldEndWith(
            "MSA|AE|7\rERR|||102^^HL70357|E||||a?b?c\\d\r");

    [Fact]
    public void Bytes_without_header_get_a_readable_refusal()
    {
        MessageHeader.TryRead("nonsense"u8.ToArray(), out _, out var problem).ShouldBeFalse();
        var text = Encoding.ASCII.GetString(Ack.WriteForUnreadable(AckCode.AR, "R9", At, AckError.For(problem)));

        text.ShouldBe(
            "MSH|^~\\&|||||20260301081501.250-0500||ACK|R9|P|2.5.1\r"
            + "MSA|AR|\r"
            + $"ERR|||100^^HL70357|E||||{problem.Text}\r");
        Sample.Parse(text).Issues.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("MSH-9", AckErrorCode.RequiredFieldMissing)]
    [InlineData("MSH-10", AckErrorCode.RequiredFieldMissing)]
    [InlineData("MSH-11", AckErrorCode.UnsupportedProcessingId)]
    [InlineData("MSH-12", AckErrorCode.UnsupportedVersionId)]
    public void An_unfit_header_field_gets_its_code_and_place(string path, AckErrorCode code)
    {
        var edited = new Hl7Editor(Sample.Parse(Sample.Discharge)).Clear(Hl7Path.Parse(path)).ToBytes();
        MessageHeader.TryRead(edited, out var header, out _).ShouldBeTrue();

        var error = AckError.For(header.Check().Single());

        error.Code.ShouldBe(code);
        error.Location.ShouldBe(Hl7Path.Parse(path));
    }

    [Theory]
    [InlineData("AA", AckCode.AA)]
    [InlineData("CR", AckCode.CR)]
    [InlineData("ZZ", null)]
    [InlineData("1", null)]
    [InlineData("", null)]
    public void The_code_of_an_answer_is_read(string text, AckCode? expected)
    {
        var found = Ack.TryReadCode(Sample.ReadHeader($"{Sample.Header}\rMSA|{text}|M1\r"), out var code);

        found.ShouldBe(expected is not null);
        if (found) code.ShouldBe(expected!.Value);
    }

    [Fact]
    public void A_written_answer_is_read_back_as_one()
    {
        var answer = Sample.ReadHeader(Write(Sample.Header, AckCode.CE));

        answer.IsAcknowledgement.ShouldBeTrue();
        Ack.TryReadCode(answer, out var code).ShouldBeTrue();
        code.ShouldBe(AckCode.CE);
        answer.ReadField(Hl7Path.Parse("MSA-2")).Text.ShouldBe("M0001");
    }

    private static string Write(string header, AckCode code, AckError? error = null) =>
        Sample.Text(Ack.Write(Sample.ReadHeader(header + "\r"), code, "R9", At, error));
}
