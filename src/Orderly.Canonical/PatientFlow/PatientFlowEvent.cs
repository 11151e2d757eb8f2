namespace Orderly.Canonical.PatientFlow;

/// <summary>
/// One thing that happened, never changed afterwards. Times: <see cref="OccurredAt"/> is the hospital's (EVN-6),
/// <see cref="RecordedAt"/> the sender's (EVN-2), <see cref="ReceivedAt"/> ours. Carries no demographics.
/// </summary>
public sealed record PatientFlowEvent
{
    /// <summary>UUIDv7 layout, derived from the raw message's id and this event's place in it: mapping again gives it again.</summary>
    public required Guid Id { get; init; }

    public required PatientFlowEventType Type { get; init; }

    public required short Facility { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public DateTimeOffset? RecordedAt { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>A local time without offset fell into the hour that a clock change repeats; the earlier reading was taken.</summary>
    public bool TimeIsAmbiguous { get; init; }

    /// <summary>Sending application and facility, "MSH-3|MSH-4".</summary>
    public required string SourceSystem { get; init; }

    /// <summary>The sender's message control id (MSH-10).</summary>
    public required string SourceMessageId { get; init; }

    /// <summary>"encounter|type|occurred": two messages that tell the same event carry the same key.</summary>
    public required string SemanticKey { get; init; }

    public PatientToken? Patient { get; init; }

    public EncounterRef? Encounter { get; init; }

    public LocationChange? Location { get; init; }

    public PatientClass? Class { get; init; }

    public EventPayload? Payload { get; init; }

    public SignalConfidence Confidence { get; init; } = SignalConfidence.Reported;

    /// <summary>The type of event this one takes back, for the latest of that type in the same encounter.</summary>
    public PatientFlowEventType? Supersedes { get; init; }

    public SensitivityLabel Labels { get; init; }
}

/// <summary>A visit number (PV1-19) and who assigned it: what process instances are correlated by.</summary>
public sealed record EncounterRef(string AssigningAuthority, string VisitNumber)
{
    public override string ToString() => $"{AssigningAuthority}|{VisitNumber}";
}
