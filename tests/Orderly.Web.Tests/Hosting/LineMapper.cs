using System.Text;
using System.Text.Json;
using Orderly.Canonical.Inbound;
using Orderly.Canonical.PatientFlow;

namespace Orderly.Web.Tests.Hosting;

/// <summary>Maps the tests' own messages: MSH, then one line "DIS|visit|unit|room|bed|mrn|family|given|born". A line "BAD" is quarantined, "MRG-number" also merges that number into this one, "A13" comes after a discharge, "A08" is late after an order, "MOVE-visit" goes on with that visit under this number.</summary>
internal sealed class LineMapper : IInboundMapper
{
    private static readonly PatientTokens Tokens = new(new byte[32]);

    public bool IsMended { get; set; }

    public MappingOutcome Map(InboundEnvelope envelope)
    {
        var line = Encoding.UTF8.GetString(envelope.Raw.Span).Split('\r')[1].Split('|');
        if (line[0] == "BAD" && !IsMended)
        {
            return new MappingOutcome.Quarantine("Expected a visit in PV1-19, but it is empty");
        }

        var (visit, unit, room, bed) = (line[1], line[2], line[3], line[4]);
        var identifier = new PatientIdentifier(line[5], "HP");
        var token = Tokens.TokenOf(identifier);
        var encounter = new EncounterRef("HP", visit);
        return new MappingOutcome.Mapped($"HP|HP|{visit}")
        {
            Encounter = encounter,
            After = line[0] == "A13" ? [[PatientFlowEventType.Discharged]] : [],
            MovedFrom = line[0].StartsWith("MOVE-", StringComparison.Ordinal) ? new EncounterRef("HP", line[0][5..]) : null,
            Alias = line[0].StartsWith("MRG-", StringComparison.Ordinal) ? new PatientAlias(Tokens.TokenOf(new PatientIdentifier(line[0][4..], "HP")), token) : null,
            Patient = new PatientDemographics(token, identifier) { FamilyName = line[6], GivenName = line[7], BirthDate = DateOnly.ParseExact(line[8], "yyyyMMdd") },
            Events =
            [
                new PatientFlowEvent
                {
                    Id = envelope.InboxId, Type = PatientFlowEventType.DischargeOrdered, Facility = 1, OccurredAt = envelope.ReceivedAt, ReceivedAt = envelope.ReceivedAt, SourceSystem = "EHR|HP",
                    SourceMessageId = visit, SemanticKey = $"{encounter}|DischargeOrdered|{envelope.ReceivedAt:O}", Patient = token, Encounter = encounter, Location = new LocationChange(new Location(unit, room, bed), null),
                },
            ],
            Messages = line[0].StartsWith("MOVE-", StringComparison.Ordinal) ? [] :
            [
                new ProcessMessage("DischargeOrdered", encounter.ToString(), JsonSerializer.Serialize(new
                {
                    encounter = encounter.ToString(), visit, facility = 1, patient = token.ToString(), unit, room, bed, disposition = "Home", medicationCount = 11, highRiskDrug = true, mobility = "wheelchair",
                    pendingCriticalResult = false, unsignedOrders = 0, unresolvedConsult = false, linePresent = false, homeWithLine = false, leavingAgainstAdvice = false,
                    oxygen = false, monitorOrVentilator = false, bariatric = false, isolation = (string?)null, bedDemanded = visit.EndsWith('7'),
                }), TimeSpan.FromMinutes(2)) { NotAfter = line[0] == "A08" ? PatientFlowEventType.DischargeOrdered : null },
            ],
        };
    }
}
