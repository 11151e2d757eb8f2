using System.Globalization;
using Orderly.Canonical.Census;
using Orderly.Canonical.Inbound;
using Orderly.Canonical.Organisation;
using Orderly.Connectors.Mllp;
using Orderly.Connectors.Routes;
using Orderly.Formats.Hl7.V2;
using Orderly.Formats.Mllp;

namespace Orderly.Connectors.Census;

/// <summary>
/// Tells a census' differences as ADT: A01 for who is not known, A02 for who lies elsewhere, A03 for who has left. The sender is
/// <see cref="Sender"/>, by which a route can tell that none of it is news: nobody knows when it happened.
/// </summary>
public sealed class CensusMending : ICensusMending, IDisposable
{
    public const string Sender = "CENSUS";

    private readonly MllpMeter meter = new("census");
    private readonly MessageIntake intake;

    /// <param name="hospitalTime">Hospital time.</param>
    public CensusMending(IInboundAcceptance acceptance, RouteTable routes, Func<DateTimeOffset> hospitalTime) =>
        intake = new MessageIntake(acceptance, routes, hospitalTime, meter, port: 0);

    public async Task<int> MendAsync(Facility facility, IReadOnlyList<CensusDifference> differences, DateTimeOffset asOf, CancellationToken cancellation)
    {
        var stored = 0;
        foreach (var (number, difference) in differences.Index())
        {
            var bytes = Write(facility, difference, string.Create(CultureInfo.InvariantCulture, $"C{asOf.ToUnixTimeSeconds():x}-{number + 1}"), asOf);
            var answer = await intake.TakeAsync(new MllpFrame(MllpFrameKind.Message, bytes, bytes.Length, Noise: 0), cancellation).ConfigureAwait(false);
            if (answer.Messages.Length > 0 && Hl7Message.Parse(answer.Messages[0]).Text(Hl7Path.Parse("MSA-1")) == "AA")
                stored++;
        }
        return stored;
    }

    public void Dispose() => meter.Dispose();

    private static byte[] Write(Facility facility, CensusDifference difference, string controlId, DateTimeOffset asOf)
    {
        var (trigger, structure) = difference.Kind switch
        {
            CensusDifferenceKind.NotKnown => ("A01", "ADT_A01"),
            CensusDifferenceKind.Elsewhere => ("A02", "ADT_A02"),
            _ => ("A03", "ADT_A03"),
        };
        var at = Hl7Timestamp.From(TimeZoneInfo.ConvertTime(asOf, facility.TimeZone));
        var bar = difference.Encounter.LastIndexOf('|');
        var message = Hl7Editor.Create("ADT", trigger, structure, controlId, at)
            .Set("MSH-3", Sender).Set("MSH-4", facility.Code).Set("MSH-5", "ORDERLY").Set("MSH-6", facility.Code)
            .Set("EVN-1", trigger).Set("EVN-2", at.ToString()).Set("EVN-6", at.ToString())
            .Set("PID-1", "1").Set("PV1-1", "1").Set("PV1-2", "I");
        if (difference.Ehr is { } ehr)
            Place(message, "PV1-3", ehr.Unit, ehr.Room, ehr.Bed);
        if (difference.Known is { } known)
            Place(message, difference.Kind == CensusDifferenceKind.Elsewhere ? "PV1-6" : "PV1-3", known.Unit, known.Room, known.Bed);
        message.Set("PV1-19.1", difference.Encounter[(bar + 1)..]).Set("PV1-19.4", difference.Encounter[..Math.Max(bar, 0)]);
        if (difference.Ehr is { Number: { } record } named)
        {
            message.Set("PID-3.1", record).Set("PID-3.4", named.Authority).Set("PID-3.5", "MR");
            Set(message, "PID-5.1", named.Family);
            Set(message, "PID-5.2", named.Given);
            Set(message, "PID-7", named.BirthDate?.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
            Set(message, "PID-8", named.Sex);
        }
        return message.ToBytes();
    }

    private static void Place(Hl7Editor message, string field, string unit, string? room, string? bed)
    {
        message.Set($"{field}.1", unit);
        Set(message, $"{field}.2", room);
        Set(message, $"{field}.3", bed);
    }

    private static void Set(Hl7Editor message, string path, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            message.Set(path, text);
    }
}
