using System.Text;

namespace Orderly.Formats.Tests.Hl7.V2;

/// <summary>Messages made up for the tests.</summary>
internal static class Sample
{
    public const string Header = @"MSH|^~\&|ADT1|GENERAL|ORDERLY|HUB|20260301081500-0500||ADT^A03^ADT_A03|M0001|P|2.5.1";

    public const string Discharge =
        Header + "\r"
        + "EVN|A03|20260301081400-0500\r"
        + "PID|1||1001^^^GEN&1.2.3&ISO^MR~2002^^^STATE^SS||Doe^Jane^\"\"||19800704|F\r"
        + "PV1|1|I|4W^401^A^GENERAL||||||||||||||||V77^^^GEN|||||||||||||||||01||||||||20260227|202603010810\r"
        + "OBX|1|NM|A||1\r"
        + "OBX|2|NM|B||2\r"
        + "ZXX|one|two&three|four\r";

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    public static Hl7Message Parse(string text) => Hl7Message.Parse(Bytes(text));

    public static MessageHeader ReadHeader(string text)
    {
        MessageHeader.TryRead(Bytes(text), out var header, out var problem).ShouldBeTrue(problem.Text);
        return header!;
    }
}
