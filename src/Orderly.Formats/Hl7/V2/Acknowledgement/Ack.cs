using System.Buffers;
using System.Globalization;

namespace Orderly.Formats.Hl7.V2;

/// <summary>
/// Writes acknowledgements: MSH with sender and receiver exchanged, MSA that echoes MSH-10 byte for byte, and ERR when there is
/// an error. Delimiters, charset, processing id and version are those of the message that is answered.
/// </summary>
public static class Ack
{
    private static readonly Hl7Path Msa1 = Hl7Path.Parse("MSA-1");

    /// <summary>An acknowledgement of the message whose header this is.</summary>
    /// <param name="controlId">MSH-10 of the acknowledgement; the receiver's own, unique.</param>
    /// <param name="at">Goes into MSH-7 with its offset; hospital time.</param>
    /// <returns>The message without MLLP frame, segments ended by carriage returns.</returns>
    public static byte[] Write(MessageHeader header, AckCode code, string controlId, DateTimeOffset at, AckError? error = null)
    {
        ArgumentNullException.ThrowIfNull(header);
        var target = new Writer(header.Delimiters, header.Charset);
        WriteHeader(target, header, controlId, at, AckPlan.For(header.Raw(15), header.Raw(16)).IsEnhanced);
        target.End();
        target.Raw("MSA"u8).Field().Text(code.ToString()).Field().Raw(header.Raw(10));
        // MSA-3 is withdrawn from 2.5 on; older senders look for the text only there.
        if (error is not null && !IsAtLeast(header, 5)) target.Field().Text(error.Text);
        target.End();
        if (error is not null) WriteError(target, header, code, error);
        return target.ToArray();
    }

    /// <summary>An answer to bytes that have no readable header: standard delimiters, no addressee, an empty MSA-2.</summary>
    public static byte[] WriteForUnreadable(AckCode code, string controlId, DateTimeOffset at, AckError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        var target = new Writer(Hl7Delimiters.Standard, Hl7Charset.Ascii);
        target.Raw("MSH|^~\\&|||||"u8).Raw(Stamp(at)).Raw("||ACK|"u8).Text(controlId).Raw("|P|2.5.1"u8).End();
        target.Raw("MSA|"u8).Text(code.ToString()).Raw("|"u8).End();
        target.Raw("ERR|||"u8).Text(Number(error.Code)).Raw("^^HL70357|E||||"u8).Text(error.Text).End();
        return target.ToArray();
    }

    /// <summary>Reads MSA-1 of an answer; false when the message has no MSA or its code is not of table 0008.</summary>
    public static bool TryReadCode(MessageHeader answer, out AckCode code)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var text = answer.ReadField(Msa1).Text?.Trim();
        return Enum.TryParse(text, out code) && code.ToString() == text; // TryParse takes numbers too
    }

    private static void WriteHeader(Writer target, MessageHeader header, string controlId, DateTimeOffset at, bool isEnhanced)
    {
        target.Raw("MSH"u8).Field().Raw(header.Raw(2))
            .Field().Raw(header.Raw(5))
            .Field().Raw(header.Raw(6))
            .Field().Raw(header.Raw(3))
            .Field().Raw(header.Raw(4))
            .Field().Raw(Stamp(at))
            .Field() // MSH-8
            .Field().Raw("ACK"u8);
        var trigger = header.Component(9, 2);
        if (!trigger.IsEmpty)
        {
            target.Component().Raw(trigger);
            if (IsAtLeast(header, 4)) target.Component().Raw("ACK"u8);
        }
        target.Field().Text(controlId)
            .Field().Raw(header.Raw(11))
            .Field().Raw(header.Raw(12));
        var charset = header.Raw(18);
        if (!isEnhanced && charset.IsEmpty) return;

        target.Field().Field(); // MSH-13, MSH-14
        target.Field().Raw(isEnhanced ? "NE"u8 : default)
            .Field().Raw(isEnhanced ? "NE"u8 : default);
        if (!charset.IsEmpty) target.Field().Field().Raw(charset);
    }

    private static void WriteError(Writer target, MessageHeader header, AckCode code, AckError error)
    {
        target.Raw("ERR"u8).Field();
        if (IsAtLeast(header, 5))
        {
            target.Field();
            WriteLocation(target, error.Location);
            target.Field().Text(Number(error.Code)).Component().Component().Raw("HL70357"u8)
                .Field().Raw(code is AckCode.AA or AckCode.CA ? "W"u8 : "E"u8)
                .Field().Field().Field().Field().Text(error.Text);
        }
        else
        {
            WriteLocation(target, error.Location);
            for (var parts = error.Location is null ? 0 : 2; parts < 3; parts++) target.Component();
            target.Text(Number(error.Code)).Subcomponent().Text(error.Text).Subcomponent().Raw("HL70357"u8);
        }
        target.End();
    }

    /// <summary>Segment, its sequence and the field: the first three components of ERL, and of ERR-1 before 2.5.</summary>
    private static void WriteLocation(Writer target, Hl7Path? location)
    {
        if (location is not { } path) return;
        target.Text(path.Segment).Component().Text(Number(Math.Max(path.Occurrence, 1))).Component().Text(Number(path.Field));
    }

    private static bool IsAtLeast(MessageHeader header, int minor)
    {
        var version = header.Component(12, 1);
        return version is not [(byte)'2', (byte)'.', >= (byte)'1' and <= (byte)'9', ..] || version[2] - '0' >= minor;
    }

    private static byte[] Stamp(DateTimeOffset at) =>
        System.Text.Encoding.ASCII.GetBytes(Hl7Timestamp.From(at, Hl7TimestampPrecision.Millisecond).ToString());

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);

    private static string Number(AckErrorCode code) => Number((int)code);

    private readonly struct Writer(Hl7Delimiters delimiters, Hl7Charset charset)
    {
        private readonly ArrayBufferWriter<byte> buffer = new(256);

        public Writer Field() => Raw([delimiters.Field]);

        public Writer Component() => Raw([delimiters.Component]);

        public Writer Subcomponent() => Raw([delimiters.Subcomponent == 0 ? (byte)' ' : delimiters.Subcomponent]);

        public Writer Raw(ReadOnlySpan<byte> bytes)
        {
            buffer.Write(bytes);
            return this;
        }

        public Writer Text(string text) => Raw(Hl7Escapes.Encode(Hl7Escapes.Carriable(text, delimiters, charset), delimiters, charset));

        public void End() => Raw("\r"u8);

        public byte[] ToArray() => buffer.WrittenSpan.ToArray();
    }
}
