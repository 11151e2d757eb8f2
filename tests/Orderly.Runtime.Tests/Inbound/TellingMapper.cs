using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Orderly.Canonical.Inbound;
using Orderly.Canonical.PatientFlow;

namespace Orderly.Runtime.Tests.Inbound;

/// <summary>Maps "trigger minute visit": one event of the encounter, and one message "told" that says which trigger it was.</summary>
internal sealed class TellingMapper : IInboundMapper
{
    public const string Message = "told";

    private static readonly PatientTokens Tokens = new(new byte[32]);
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public MappingOutcome Map(InboundEnvelope envelope)
    {
        var words = Encoding.UTF8.GetString(envelope.Raw.Span).Split(' ');
        if (words[0] == "A40") return new MappingOutcome.Mapped(words[1]) { Alias = new PatientAlias(Token(words[1]), Token(words[2])) };
        if (words[0] == "A45") return Move(words, envelope);
        var (types, after, notAfter) = Rule(words[0]);
        var encounter = new EncounterRef("HP", words[2]);
        var occurred = Noon.AddMinutes(int.Parse(words[1], CultureInfo.InvariantCulture));
        return new MappingOutcome.Mapped(words[2])
        {
            Encounter = encounter,
            After = after.Length == 0 ? [] : [after],
            Events = [.. types.Select((type, index) => new PatientFlowEvent
            {
                Id = EventId(envelope.InboxId, index),
                Type = type,
                Facility = Models.Site,
                OccurredAt = occurred,
                ReceivedAt = envelope.ReceivedAt,
                SourceSystem = "EHR|HP",
                SourceMessageId = envelope.InboxId.ToString(),
                SemanticKey = $"HP|{encounter}|{type}|{occurred:yyyyMMddHHmm}",
                Encounter = encounter,
                Payload = words.Length > 3 ? new DischargeDetail { DischargedTo = words[3] } : null,
            })],
            Messages = [new ProcessMessage(Message, words[2], $$"""{"what":"{{words[0]}}"}""", TimeSpan.FromHours(4)) { NotAfter = notAfter }],
        };
    }

    /// <summary>"A45 new old" goes on with a visit under another number.</summary>
    private static MappingOutcome.Mapped Move(string[] words, InboundEnvelope envelope)
    {
        var (to, from) = (new EncounterRef("HP", words[1]), new EncounterRef("HP", words[2]));
        return new MappingOutcome.Mapped(words[2])
        {
            Encounter = to,
            MovedFrom = from,
            Events =
            [
                new PatientFlowEvent
                {
                    Id = EventId(envelope.InboxId, 0),
                    Type = PatientFlowEventType.EncounterMoved,
                    Facility = Models.Site,
                    OccurredAt = Noon,
                    ReceivedAt = envelope.ReceivedAt,
                    SourceSystem = "EHR|HP",
                    SourceMessageId = envelope.InboxId.ToString(),
                    SemanticKey = $"HP|{to}|EncounterMoved",
                    Encounter = to,
                    Payload = new EncounterMoveDetail { From = from },
                },
            ],
        };
    }

    /// <summary>"A40 old kept" is a merge of two record numbers.</summary>
    public static PatientToken Token(string number) => Tokens.TokenOf(new PatientIdentifier(number, "HP"));

    private static (ImmutableArray<PatientFlowEventType> Types, ImmutableArray<PatientFlowEventType> After, PatientFlowEventType? NotAfter) Rule(string trigger) => trigger switch
    {
        "O19" => ([PatientFlowEventType.DischargeOrdered], [], null),
        "A03" => ([PatientFlowEventType.Discharged], [], null),
        "A03D" => ([PatientFlowEventType.Discharged, PatientFlowEventType.Deceased], [], null),
        "A08" => ([PatientFlowEventType.DispositionChanged], [], PatientFlowEventType.Discharged),
        "A13" => ([PatientFlowEventType.DischargeCancelled], [PatientFlowEventType.Discharged], null),
        "A25" => ([PatientFlowEventType.DischargePendingCancelled], [PatientFlowEventType.DischargePending, PatientFlowEventType.DischargeOrdered], null),
        _ => throw new ArgumentOutOfRangeException(nameof(trigger), trigger, "Expected a trigger of the tests"),
    };

    private static Guid EventId(Guid inbox, int index)
    {
        var bytes = inbox.ToByteArray();
        bytes[15] ^= (byte)(index + 1);
        return new Guid(bytes);
    }
}
