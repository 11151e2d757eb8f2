using System.Globalization;
using System.Text.Json.Nodes;

namespace Orderly.Tests.Packs.Scripted;

/// <summary>
/// A scenario's messages as the systems they come from would send them: HL7 v2 with the facts in the fields the pack's routes read.
/// </summary>
/// <param name="order">The order's facts, by the names of the case's variables.</param>
internal sealed class Wire(JsonObject order)
{
    private static readonly Dictionary<string, string> Dispositions = new()
    {
        ["Home"] = "HOME",
        ["HomeHealth"] = "HHA",
        ["SkilledNursing"] = "SNF",
        ["AgainstMedicalAdvice"] = "AMA",
    };

    private static readonly Dictionary<string, string> Mobilities = new() { ["walks"] = "WALK", ["wheelchair"] = "WCH", ["stretcher"] = "STR" };

    private int sent;

    public string Message(string name, JsonObject values, DateTimeOffset now)
    {
        var facts = Merged(values);
        return name switch
        {
            "DischargeOrdered" => Order(facts, now),
            "DischargeExpected" => Adt(facts["pending"]!.GetValue<bool>() ? "A16" : "A08", now, now, "", Expected(facts)),
            "Discharged" => Adt("A03", now, values["exitedAt"] is { } exited ? Time(exited) : now, Disposition(order)),
            "DischargeCancelled" => Adt(values["cancelReason"]!.GetValue<string>(), now, now),
            "DispositionChanged" => Adt("A08", now, now, Disposition(facts)),
            "Deceased" => Adt("A08", now, now, "EXPIRED", dead: true),
            "BedTaken" => Adt("A01", now, now, visit: values["takenBy"]!.GetValue<string>().Split('|')[1]),
            "BedCleaned" => Head("ADT^A20", "EHR", now) + $"\nEVN|A20|{Stamp(now)}\nNPU|{Text(order["unit"])}^{Text(order["room"])}^{Text(order["bed"])}^HP|U",
            "CriticalResult" => Lines("ORU^R01", "LAB", now, "OBR|1||K^Potassium^L", "OBX|1|NM|K^Potassium^L||6.9|mmol/L||HH|||F"),
            "MedicationChanged" => Lines("RDE^O11", "EHR", now, "ORC|XO|RX-1"),
            "PharmacyEvidence" => Lines("RDE^O11", "EHR", now, "ORC|NW|RX-1"),
            "ReconciliationSigned" => Lines("MDM^T02", "EHR", now, $"EVN|T02|{Stamp(now)}", "TXA|1|MEDREC|TX|||||||||DOC-1|||||LA"),
            "FollowUpBooked" => Lines("SIU^S12", "SCHED", now, "SCH|A-1"),
            "DmeAcknowledged" => Lines("ORR^O02", "DME", now, "OBR|1|||DME^Equipment^L"),
            "MedsDelivered" => Lines("RDS^O13", "PHARM", now, "RXD|1|RX-1|||||||||||BEDSIDE"),
            _ => throw new InvalidDataException($"Expected a message that a system of the hospital sends, but the scenario sends '{name}'."),
        };
    }

    private string Order(JsonObject facts, DateTimeOffset now) => Lines(
        "OMG^O19", "EHR", now, Disposition(facts), facts["orderExpectedAt"] is { } expected ? Time(expected) : null,
        $"ORC|NW|{Text(facts["orderNumber"]) ?? "ORD-1"}|||||||{Stamp(now)}",
        "OBR|1|ORD-1||DISCHARGE^Discharge patient^L",
        Zdc(facts, "order"));

    /// <summary>The site's discharge segment; what a scenario does not say stays empty, and so unknown.</summary>
    private static string Zdc(JsonObject facts, string prefix)
    {
        string Named(string name) => prefix.Length == 0 ? name : prefix + char.ToUpperInvariant(name[0]) + name[1..];
        JsonNode? Either(string name) => facts.ContainsKey(Named(name)) ? facts[Named(name)] : facts[name];
        string?[] fields =
        [
            Text(facts["mobility"]) is { } mobility ? Mobilities[mobility] : null, Flag(facts["oxygen"]), Flag(facts["monitorOrVentilator"]), Flag(facts["bariatric"]), Text(facts["isolation"]),
            Flag(facts["linePresent"]), Flag(facts["homeWithLine"]), Flag(facts["pendingCriticalResult"]), Text(facts["unsignedOrders"]), Flag(facts["unresolvedConsult"]), Text(facts["medicationCount"]),
            Flag(facts["highRiskDrug"]), Flag(facts["bedDemanded"]), null, Flag(facts["priorAuthorisationDrug"]), Flag(facts["renalOrWeightFlag"]), null, null, null,
            Flag(Either("medicareInpatient")), Text(facts["dmeItems"]), Flag(facts["dmeBeforeExit"]), Flag(facts["medsToBeds"]), null,
            Either("imGivenAt") is { } given ? Stamp(Time(given)) : null,
        ];
        return "ZDC|" + string.Join('|', fields);
    }

    private static string[] Expected(JsonObject facts) => [Pv2(Time(facts["expectedAt"]!)), Zdc(facts, "")];

    private static string Pv2(DateTimeOffset expected) => $"PV2|||||||||{Stamp(expected)}";

    private string Adt(string trigger, DateTimeOffset now, DateTimeOffset occurred, string disposition, params string[] more) =>
        Head($"ADT^{trigger}", "EHR", now) + $"\nEVN|{trigger}|{Stamp(now)}||||{Stamp(occurred)}\n" + string.Join('\n', [Pid(), Pv1(Visit, disposition), .. more]);

    private string Adt(string trigger, DateTimeOffset now, DateTimeOffset occurred, string disposition = "", string? visit = null, bool dead = false) =>
        Head($"ADT^{trigger}", "EHR", now) + $"\nEVN|{trigger}|{Stamp(now)}||||{Stamp(occurred)}\n" + Pid(visit is null ? "48213" : "48300", dead) + "\n" + Pv1(visit ?? Visit, disposition);

    private string Lines(string type, string sender, DateTimeOffset now, params string[] more) => Lines(type, sender, now, "", null, more);

    private string Lines(string type, string sender, DateTimeOffset now, string disposition, DateTimeOffset? expected, params string[] more) =>
        string.Join('\n', [Head(type, sender, now), Pid(), Pv1(Visit, disposition), .. expected is { } at ? new[] { Pv2(at) } : [], .. more]);

    private string Head(string type, string sender, DateTimeOffset now) => $@"MSH|^~\&|{sender}|HP|ORDERLY|HP|{Stamp(now)}||{type}|S-{++sent}|P|2.5.1";

    private static string Pid(string number = "48213", bool dead = false) => $"PID|1||{number}^^^HP^MR||Sample^{number}||19510322|F{(dead ? new string('|', 22) + "Y" : "")}";

    private string Pv1(string visit, string disposition) =>
        $"PV1|1|I|{Text(order["unit"])}^{Text(order["room"])}^{Text(order["bed"])}^HP||||||||||||||||{visit}^^^HP|||||||||||||||||{disposition}";

    private string Visit => Text(order["visit"])!;

    private static string Disposition(JsonObject facts) => Dispositions[Text(facts["disposition"])!];

    private JsonObject Merged(JsonObject values)
    {
        var facts = (JsonObject)order.DeepClone();
        foreach (var (name, value) in values) facts[name] = value?.DeepClone();
        return facts;
    }

    private static string? Text(JsonNode? value) => value?.ToString();

    private static string? Flag(JsonNode? value) => value is null ? null : value.GetValue<bool>() ? "Y" : "N";

    private static DateTimeOffset Time(JsonNode value) => DateTimeOffset.Parse(value.GetValue<string>(), CultureInfo.InvariantCulture);

    private static string Stamp(DateTimeOffset at) => at.ToOffset(TimeSpan.Zero).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) + "+0000";
}
