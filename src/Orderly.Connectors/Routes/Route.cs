using System.Collections.Frozen;
using System.Collections.Immutable;
using Orderly.Canonical.Organisation;
using Orderly.Canonical.PatientFlow;
using Orderly.Engine.Feel;
using Orderly.Formats.Hl7.V2;

namespace Orderly.Connectors.Routes;

/// <summary>One route file, read and checked: which messages it takes, what orders them, and what they become.</summary>
internal sealed record Route
{
    public required string Name { get; init; }

    public required string File { get; init; }

    public required RouteMatch Match { get; init; }

    public required RouteFacility Facility { get; init; }

    public required RouteKey OrderKey { get; init; }

    public required RouteTimes Times { get; init; }

    /// <summary>Null for routes about no patient (bed status).</summary>
    public RoutePatient? Patient { get; init; }

    public RouteVisit? Encounter { get; init; }

    /// <summary>Paths every message of the route must fill.</summary>
    public ImmutableArray<Hl7Path> Required { get; init; } = [];

    /// <summary>Paths no message of the route may fill, because nothing here would read them.</summary>
    public ImmutableArray<Hl7Path> Refused { get; init; } = [];

    public FrozenDictionary<string, ValueMap> Values { get; init; } = FrozenDictionary<string, ValueMap>.Empty;

    public ImmutableArray<EventRule> Events { get; init; } = [];

    public ImmutableArray<MessageRule> Messages { get; init; } = [];

    public ImmutableArray<RouteTest> Tests { get; init; } = [];
}

/// <summary>Whose messages; empty lists take any. A trigger is "ADT^A03", or "ADT^*" for all of a type.</summary>
internal sealed record RouteMatch(
    ImmutableArray<string> Applications,
    ImmutableArray<string> Facilities,
    ImmutableArray<string> Triggers,
    int? Port)
{
    public bool Takes(MessageHeader header, int port) =>
        (Port is null || Port == port)
        && (Applications.Length == 0 || Applications.Contains(header.SendingApplication))
        && (Facilities.Length == 0 || Facilities.Contains(header.SendingFacility))
        && Triggers.Any(trigger => TakesTrigger(trigger, header));

    private static bool TakesTrigger(string trigger, MessageHeader header)
    {
        var hat = trigger.IndexOf('^', StringComparison.Ordinal);
        return trigger.AsSpan(0, hat).SequenceEqual(header.MessageType)
            && (trigger.AsSpan(hat + 1) is "*" || trigger.AsSpan(hat + 1).SequenceEqual(header.TriggerEvent));
    }
}

/// <summary>The facility: always the same, or the one whose code stands at a path.</summary>
internal sealed record RouteFacility(Facility? Constant, Hl7Path? Path, FrozenDictionary<string, Facility> ByCode)
{
    /// <summary>Null when the code at the path is no facility of the organisation.</summary>
    public Facility? Of(Func<Hl7Path, string?> read) =>
        Constant ?? (read(Path!.Value) is { } code ? ByCode.GetValueOrDefault(code) : null);
}

/// <summary>
/// What puts messages in order: "facility|assigning authority|visit". Never the MRN, since a merge would split the order.
/// A message without a visit has nothing to be ordered by and gets a key of its own.
/// </summary>
internal sealed record RouteKey(Hl7Path? Authority, ImmutableArray<Hl7Path> Visit)
{
    public string Of(Facility facility, string controlId, Func<Hl7Path, string?> read)
    {
        var visit = FirstOf(Visit, read);
        return visit is null
            ? $"{facility.Code}||~{controlId}"
            : $"{facility.Code}|{(Authority is { } path ? read(path) : null)}|{visit}";
    }

    public static string? FirstOf(ImmutableArray<Hl7Path> paths, Func<Hl7Path, string?> read)
    {
        foreach (var path in paths)
        {
            if (read(path) is { Length: > 0 } text)
                return text;
        }

        return null;
    }
}

/// <summary>Where the times stand; the first path filled counts. Zone-less times are read in the facility's zone.</summary>
internal sealed record RouteTimes(ImmutableArray<Hl7Path> Occurred, ImmutableArray<Hl7Path> Recorded);

internal sealed record RoutePatient(Hl7Path Number, Hl7Path? Authority, string? AuthorityOtherwise)
{
    public Hl7Path? Family { get; init; }

    public Hl7Path? Given { get; init; }

    public Hl7Path? BirthDate { get; init; }

    public Hl7Path? Sex { get; init; }

    public Hl7Path? Language { get; init; }
}

internal sealed record RouteVisit(ImmutableArray<Hl7Path> Number, Hl7Path? Authority, string? AuthorityOtherwise);

/// <summary>Sender's codes to ours. <paramref name="Otherwise"/> is what unlisted codes become; null sends them to quarantine.</summary>
internal sealed record ValueMap(string Name, FrozenDictionary<string, string> Entries, string? Otherwise);

internal sealed record EventRule
{
    public required string Name { get; init; }

    public required int Line { get; init; }

    public FeelExpression? When { get; init; }

    public required PatientFlowEventType Type { get; init; }

    public SignalConfidence Confidence { get; init; } = SignalConfidence.Reported;

    public SensitivityLabel Labels { get; init; }

    public ImmutableArray<Hl7Path> Required { get; init; } = [];

    public RouteLocation? From { get; init; }

    public RouteLocation? To { get; init; }

    public FeelExpression? Class { get; init; }

    /// <summary>The record merged away, for the identity types.</summary>
    public RoutePatient? Merged { get; init; }

    /// <summary>The visit given up, for <see cref="PatientFlowEventType.EncounterMoved"/>.</summary>
    public RouteVisit? MovedFrom { get; init; }

    /// <summary>Types of one of which the encounter must have an event, not taken back, before this one is told; empty for none.</summary>
    public ImmutableArray<PatientFlowEventType> After { get; init; } = [];

    public PayloadShape? Payload { get; init; }

    public ImmutableArray<RouteField> Fields { get; init; } = [];
}

internal sealed record RouteLocation(Hl7Path Unit, Hl7Path? Room, Hl7Path? Bed);

internal sealed record RouteField(string Name, FeelExpression Value);

internal sealed record MessageRule
{
    public required string Name { get; init; }

    public required int Line { get; init; }

    public FeelExpression? When { get; init; }

    public required string Message { get; init; }

    /// <summary>Not sent once the encounter has an event of this type that is not taken back.</summary>
    public PatientFlowEventType? NotAfter { get; init; }

    public required FeelExpression Key { get; init; }

    public required TimeSpan TimeToLive { get; init; }

    /// <summary>Gives a duration: how long after it happened the message may still act outside.</summary>
    public FeelExpression? UsefulFor { get; init; }

    public ImmutableArray<Hl7Path> Required { get; init; } = [];

    public ImmutableArray<RouteField> Variables { get; init; } = [];
}

/// <summary>A sample message and what the route must make of it.</summary>
internal sealed record RouteTest(string Name, int Line, string Message, RouteExpectation Expected);

internal sealed record RouteExpectation(
    ImmutableArray<string>? Events,
    ImmutableArray<string>? Messages,
    string? Ignored,
    string? Quarantine,
    ImmutableArray<RouteField> Variables);
