using System.Collections.Immutable;
using Orderly.Canonical.PatientFlow;

namespace Orderly.Canonical.Inbound;

/// <summary>
/// Port from the inbox's lane back to the connector that knows the format. Pure and repeatable: the same envelope
/// under the same routes gives the same outcome, event ids included. Never throws on data.
/// </summary>
public interface IInboundMapper
{
    MappingOutcome Map(InboundEnvelope envelope);
}

/// <summary>A stored message on its way to the mapper.</summary>
public sealed record InboundEnvelope(Guid InboxId, string Route, ReadOnlyMemory<byte> Raw, DateTimeOffset ReceivedAt);

/// <summary>Closed: <see cref="Mapped"/>, <see cref="Ignored"/> or <see cref="Quarantine"/>.</summary>
public abstract record MappingOutcome
{
    private MappingOutcome()
    {
    }

    /// <summary>All that is to be written in the one commit that marks the message as mapped.</summary>
    public sealed record Mapped(string OrderKey) : MappingOutcome
    {
        public ImmutableArray<PatientFlowEvent> Events { get; init; } = [];

        public ImmutableArray<ProcessMessage> Messages { get; init; } = [];

        /// <summary>The visit the message is about: whose events <see cref="After"/> and <see cref="ProcessMessage.NotAfter"/> speak of.</summary>
        public EncounterRef? Encounter { get; init; }

        /// <summary>What must have come before: of each, the encounter must have an event of one of the types, not taken back.</summary>
        public ImmutableArray<ImmutableArray<PatientFlowEventType>> After { get; init; } = [];

        /// <summary>Who the message is about, for the patient table; null when it names nobody.</summary>
        public PatientDemographics? Patient { get; init; }

        /// <summary>The visit that goes on as <see cref="Encounter"/>, when the message moves one.</summary>
        public EncounterRef? MovedFrom { get; init; }

        /// <summary>An identity merge the message reports, for the alias table.</summary>
        public PatientAlias? Alias { get; init; }
    }

    /// <summary>The route wants nothing of this message; <paramref name="Reason"/> says which rule decided so.</summary>
    public sealed record Ignored(string OrderKey, string Reason) : MappingOutcome;

    /// <summary>
    /// Cannot be mapped until the route or the message is mended. <paramref name="Reason"/> names path and rule, in
    /// words, without the patient's data.
    /// </summary>
    public sealed record Quarantine(string Reason) : MappingOutcome;
}

/// <summary>
/// A message to publish to process instances: those waiting for <paramref name="Name"/> with
/// <paramref name="CorrelationKey"/>, or a new one. <paramref name="Variables"/> is one JSON object in the engine's exact
/// form (<c>FeelJson.Write</c>), which keeps dates and durations what they are.
/// Unmatched, it is kept for <paramref name="TimeToLive"/>.
/// </summary>
public sealed record ProcessMessage(string Name, string CorrelationKey, string Variables, TimeSpan TimeToLive)
{
    /// <summary>Too late once the encounter has an event of this type that is not taken back: then it is not published.</summary>
    public PatientFlowEventType? NotAfter { get; init; }

    /// <summary>When what it tells happened.</summary>
    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>
    /// How long after it happened it may still set anything in motion outside. A message that is told later moves its case on,
    /// and what the case then asks of other systems waits for a person. Null: it never grows old.
    /// </summary>
    public TimeSpan? UsefulFor { get; init; }
}
