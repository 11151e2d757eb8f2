using System.Text;
using Orderly.Canonical.Inbound;
using Orderly.Canonical.Organisation;
using Orderly.Canonical.PatientFlow;
using Orderly.Connectors.Routes;

namespace Orderly.Connectors.Tests.Routes;

/// <summary>A small route about discharges, and what is needed to map by it.</summary>
internal sealed class RouteFixture
{
    public const string Yaml = """
        route: adt
        match:
          application: EHR
          triggers: [ADT^*]
        facility-from: MSH-4.1
        order-key:
          authority: PV1-19.4
          visit: PV1-19.1
        patient:
          number: PID-3.1
          authority: PID-3.4
          family: PID-5.1
          given: PID-5.2
          birth-date: PID-7
          sex: PID-8
        encounter:
          visit: PV1-19.1
          authority: PV1-19.4
          authority-otherwise: HP
        values:
          disposition:
            "01": Home
            "03": SkilledNursing
        events:
          - rule: discharged
            when: trigger = "A03"
            type: Discharged
            require: [PV1-3.1]
            location: { from: { unit: PV1-3.1, room: PV1-3.2, bed: PV1-3.3 } }
            class: if hl7("PV1-2") = "I" then "Inpatient" else null
            labels: [Vip]
            fields:
              disposition: mapped("disposition", hl7("PV1-36"))
              sentDisposition: hl7("PV1-36")
              expectedAt: hl7time("PV2-9")
          - rule: discharge-cancelled
            when: trigger = "A13"
            type: DischargeCancelled
            after: [Discharged, Deceased]
          - rule: merged
            when: trigger = "A40"
            type: IdentityMerged
            merged: { number: MRG-1.1, authority: MRG-1.4 }
        messages:
          - rule: exit
            when: trigger = "A03"
            name: Discharged
            not-after: Deceased
            time-to-live: PT10M
            variables:
              exitedAt: occurred
              codes: hl7all("DG1(*)-3.1")
              patient: patient
        """;

    public static readonly DateTimeOffset ReceivedAt = new(2026, 6, 9, 17, 0, 0, TimeSpan.Zero);

    public static readonly Guid InboxId = Guid.Parse("01976000-0000-7000-8000-000000000001");

    private readonly RouteMapper mapper;

    public RouteFixture(string yaml = Yaml)
    {
        Table = new RouteTable(Read(yaml));
        mapper = new RouteMapper(Table, new PatientTokens(new byte[32]));
    }

    public RouteTable Table { get; }

    public static RouteSet Read(string yaml) => RouteSet.Read([("adt.yaml", yaml)], [new Facility(7, "HP", "Demo", "America/New_York"), new Facility(8, "LAB", "Laboratory", "UTC")]);

    public static string A03(string occurred = "20260609123000", string disposition = "01", string tail = "", string visit = "V-1", string unit = "5W", string facility = "HP") =>
        $"MSH|^~\\&|EHR|{facility}|ORDERLY|HP|20260609123500||ADT^A03^ADT_A03|M-1|P|2.5.1\rEVN|A03|20260609123400||||{occurred}\r"
        + $"PID|1||48213^^^HP^MR||Okafor-Sample^Lena||19510322|F\rPV1|1|I|{unit}^512^A" + $"||||||||||||||||{visit}^^^HP" + new string('|', 17) + disposition + "\r" + tail;

    public MappingOutcome Map(string message, string route = "adt") =>
        mapper.Map(new InboundEnvelope(InboxId, route, Encoding.UTF8.GetBytes(message), ReceivedAt));

    public MappingOutcome.Mapped Mapped(string message) => Map(message).ShouldBeOfType<MappingOutcome.Mapped>();

    public string Quarantined(string message) => Map(message).ShouldBeOfType<MappingOutcome.Quarantine>().Reason;
}
