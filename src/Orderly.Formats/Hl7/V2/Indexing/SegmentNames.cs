namespace Orderly.Formats.Hl7.V2;

/// <summary>Segment names as text and as the packed number that the index compares.</summary>
internal static class SegmentNames
{
    private static readonly Dictionary<uint, string> Frequent = new[]
    {
        "MSH", "SFT", "EVN", "PID", "PD1", "ROL", "NK1", "PV1", "PV2", "OBX", "OBR", "ORC", "NTE", "AL1", "DG1", "PR1", "GT1", "IN1", "IN2", "MSA",
        "ERR", "MRG", "SCH", "RGS", "AIS", "AIG", "AIL", "AIP", "TXA", "FT1", "RXE", "RXO", "RXR", "RXC", "RXD", "TQ1", "SPM", "NPU", "FHS", "BHS", "BTS", "FTS",
    }.ToDictionary(Pack);

    /// <summary>The packed name, or 0 when the text is not three ASCII capitals or digits, the first a capital.</summary>
    public static uint Pack(string name)
    {
        if (name.Length != 3 || !char.IsAsciiLetterUpper(name[0])) return 0;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c)) return 0;
        }
        return (uint)(name[0] << 16 | name[1] << 8 | name[2]);
    }

    public static string? ToText(uint name)
    {
        if (name == 0) return null;
        return Frequent.TryGetValue(name, out var text) ? text : string.Create(3, name, static (span, n) =>
        {
            span[0] = (char)(n >> 16 & 0xFF);
            span[1] = (char)(n >> 8 & 0xFF);
            span[2] = (char)(n & 0xFF);
        });
    }
}
