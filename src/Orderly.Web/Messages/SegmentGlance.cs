using System.Collections.Frozen;
using System.Text;

namespace Orderly.Web.Messages;

/// <summary>
/// A message's segments and fields for the eye: split at the separators MSH itself states, nothing more. Mapping reads
/// messages with the real reader; this one never decides anything, so it may be simple and must never throw.
/// </summary>
internal sealed class SegmentGlance
{
    private const int MostSegments = 500;
    private const string Mask = "••••";

    // Fields that name or describe a person, beyond the identifiers an engineer needs to find the message.
    private static readonly FrozenDictionary<string, FrozenSet<int>> Personal = new Dictionary<string, FrozenSet<int>>
    {
        ["PID"] = new[] { 5, 6, 7, 9, 11, 12, 13, 14, 19, 20, 21, 23 }.ToFrozenSet(),
        ["NK1"] = new[] { 2, 4, 5, 6, 16 }.ToFrozenSet(),
        ["GT1"] = new[] { 3, 4, 5, 6, 7, 8, 12 }.ToFrozenSet(),
        ["IN1"] = new[] { 16, 18, 19, 36 }.ToFrozenSet(),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["MSH-3"] = "Sending application",
        ["MSH-4"] = "Sending facility",
        ["MSH-7"] = "Sent at",
        ["MSH-9"] = "Message type",
        ["MSH-10"] = "Control id",
        ["MSH-12"] = "Version",
        ["MSH-18"] = "Character set",
        ["EVN-2"] = "Recorded at",
        ["EVN-6"] = "Occurred at",
        ["PID-3"] = "Patient id",
        ["PID-5"] = "Name",
        ["PID-7"] = "Born",
        ["PID-8"] = "Sex",
        ["PID-30"] = "Death indicator",
        ["PV1-2"] = "Patient class",
        ["PV1-3"] = "Location",
        ["PV1-6"] = "Prior location",
        ["PV1-7"] = "Attending",
        ["PV1-19"] = "Visit",
        ["PV1-36"] = "Disposition",
        ["PV1-37"] = "Discharged to",
        ["PV1-45"] = "Discharged at",
        ["PV2-9"] = "Expected discharge",
        ["ORC-1"] = "Order control",
        ["ORC-2"] = "Order",
        ["ORC-9"] = "Ordered at",
        ["OBR-4"] = "Service",
        ["MRG-1"] = "Merged from",
    }.ToFrozenDictionary();

    private readonly List<(string Name, string[] Fields)> segments = [];
    private readonly char separator;

    public SegmentGlance(ReadOnlySpan<byte> raw)
    {
        var text = Decode(raw);
        separator = text.StartsWith("MSH", StringComparison.Ordinal) && text.Length > 3 ? text[3] : '|';
        foreach (var line in text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Take(MostSegments))
        {
            var fields = line.Split(separator);
            segments.Add((fields[0], fields));
        }
    }

    public string Type => Field("MSH", 9);

    public IReadOnlyList<SegmentView> Segments(bool masked) =>
    [
        .. segments.Select(segment => new SegmentView(segment.Name, [.. segment.Fields.Skip(1).Select((text, index) =>
            masked && text.Length > 0 && IsPersonal(segment.Name, index + 1)
                ? (separator + Mask, true)
                : (separator + text, false))])),
    ];

    public IReadOnlyList<FieldView> Fields(bool masked) =>
    [
        .. segments.SelectMany(segment => segment.Fields.Select((text, index) => (segment.Name, Number: Number(segment.Name, index), Text: text)))
            .Where(field => field.Number > 0 && field.Text.Length > 0 && (Names.ContainsKey($"{field.Name}-{field.Number}") || field.Name.StartsWith('Z')))
            .Select(field => new FieldView(
                $"{field.Name}-{field.Number}",
                Names.GetValueOrDefault($"{field.Name}-{field.Number}", "Site’s own"),
                masked && IsPersonal(field.Name, field.Number) ? "masked" : field.Text,
                masked && IsPersonal(field.Name, field.Number))),
    ];

    private string Field(string segment, int number)
    {
        var fields = segments.FirstOrDefault(one => one.Name == segment).Fields;
        var index = segment == "MSH" ? number - 1 : number;
        return fields is not null && index < fields.Length ? fields[index] : "";
    }

    // MSH counts its own separator as field 1.
    private static int Number(string segment, int index) => segment == "MSH" ? index + 1 : index;

    private static bool IsPersonal(string segment, int number) => Personal.TryGetValue(segment, out var fields) && fields.Contains(number);

    private static string Decode(ReadOnlySpan<byte> raw)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(raw);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(raw);
        }
    }
}
