using System.Collections.Immutable;
using System.Globalization;
using Orderly.Canonical.Inbound;
using Orderly.Canonical.Organisation;
using Orderly.Canonical.PatientFlow;
using Orderly.Connectors.Expressions;
using Orderly.Engine.Feel;
using Orderly.Formats.Hl7.V2;

namespace Orderly.Connectors.Routes;

/// <summary>Maps stored HL7 v2 messages by the routes in force.</summary>
public sealed class RouteMapper(RouteTable table, PatientTokens tokens) : IInboundMapper
{
    public MappingOutcome Map(InboundEnvelope envelope)
    {
        try
        {
            if (table.Current.Find(envelope.Route) is not { } route)
                return new MappingOutcome.Quarantine($"Expected a route named '{envelope.Route}', but there is none any more");
            return new Mapping(route, envelope, tokens).Run();
        }
        catch (UnmappableException reason)
        {
            return new MappingOutcome.Quarantine(reason.Message);
        }
    }

    /// <summary>One message on its way through one route.</summary>
    private sealed class Mapping
    {
        private readonly Route route;
        private readonly InboundEnvelope envelope;
        private readonly Hl7Message message;
        private readonly MessageHeader header;
        private readonly Facility facility;
        private readonly MessageScope scope;
        private readonly PatientTokens tokens;
        private readonly string source;

        public Mapping(Route route, InboundEnvelope envelope, PatientTokens tokens)
        {
            this.route = route;
            this.envelope = envelope;
            this.tokens = tokens;
            message = Hl7Message.Parse(envelope.Raw);
            if (!message.IsReadable || !MessageHeader.TryRead(envelope.Raw, out var read, out _))
                throw new UnmappableException($"Expected a readable message, but {message.Issues.MaxBy(issue => issue.Kind).Text}");
            header = read;
            source = $"{header.SendingApplication}|{header.SendingFacility}";
            facility = route.Facility.Of(message.Text) ?? throw Unmappable(route.Facility.Path.ToString()!, "a facility of the organisation", "it is none");
            scope = new MessageScope(route, message, facility, envelope.ReceivedAt);
        }

        public MappingOutcome Run()
        {
            RequireAll(route.Required, "every message");
            RefuseAll(route.Refused);
            var orderKey = route.OrderKey.Of(facility, header.ControlId, message.Text);
            var occurred = scope.Time(route.Times.Occurred) ?? envelope.ReceivedAt;
            var recorded = scope.Time(route.Times.Recorded);
            ThrowOnFault("times");
            var encounter = route.Encounter is { } own ? EncounterAt(own) : null;
            var patient = route.Patient is { } paths ? PatientReading.Read(paths, message, tokens) : null;
            scope.Names = Names(encounter, patient, occurred);

            var context = new EventContext(occurred, recorded, encounter, patient?.Token);
            var events = ImmutableArray.CreateBuilder<PatientFlowEvent>();
            var identity = new Identity();
            var after = ImmutableArray.CreateBuilder<ImmutableArray<PatientFlowEventType>>();
            foreach (var rule in route.Events.Where(rule => Applies(rule.When, rule.Name)))
            {
                events.Add(ToEvent(rule, context, events.Count, identity));
                if (rule.After.Length > 0)
                    after.Add(rule.After);
            }

            var messages = ImmutableArray.CreateBuilder<ProcessMessage>();
            foreach (var rule in route.Messages.Where(rule => Applies(rule.When, rule.Name)))
                messages.Add(ToMessage(rule, occurred));

            if (events.Count + messages.Count == 0)
                return new MappingOutcome.Ignored(orderKey, $"No rule of route '{route.Name}' applies to {header.MessageType}^{header.TriggerEvent}");
            return new MappingOutcome.Mapped(orderKey)
            {
                Events = events.ToImmutable(),
                Messages = messages.ToImmutable(),
                Encounter = encounter,
                After = after.ToImmutable(),
                Patient = patient,
                Alias = identity.Alias,
                MovedFrom = identity.MovedFrom,
            };
        }

        private EncounterRef? EncounterAt(RouteVisit visit)
        {
            if (RouteKey.FirstOf(visit.Number, message.Text) is not { } number)
                return null;
            var authority = (visit.Authority is { } path ? message.Text(path) : null) ?? visit.AuthorityOtherwise
                ?? throw Unmappable(visit.Authority.ToString()!, "an assigning authority of the visit", "there is none");
            return new EncounterRef(authority, number);
        }

        private FeelContext Names(EncounterRef? encounter, PatientDemographics? patient, DateTimeOffset occurred) => new FeelContext.Builder()
            .Set(RouteNames.Trigger, FeelValue.Of(header.TriggerEvent))
            .Set(RouteNames.MessageType, FeelValue.Of(header.MessageType))
            .Set(RouteNames.Sender, FeelValue.Of(header.SendingApplication))
            .Set(RouteNames.SendingFacility, FeelValue.Of(header.SendingFacility))
            .Set(RouteNames.Facility, FeelValue.Of(facility.Code))
            .Set(RouteNames.Encounter, FeelValue.Of(encounter?.ToString()))
            .Set(RouteNames.Visit, FeelValue.Of(encounter?.VisitNumber))
            .Set(RouteNames.Patient, FeelValue.Of(patient?.Token.ToString()))
            .Set(RouteNames.Occurred, FeelValue.Of(occurred))
            .Set(RouteNames.Received, FeelValue.Of(envelope.ReceivedAt))
            .Build();

        private PatientFlowEvent ToEvent(EventRule rule, EventContext context, int index, Identity identity)
        {
            RequireAll(rule.Required, $"rule '{rule.Name}'");
            var labels = rule.Labels;
            var payload = rule switch
            {
                { Merged: { } merged } => Merge(merged, rule, context.Patient, identity),
                { MovedFrom: { } from } => Move(from, rule, context.Encounter, identity),
                _ => Payload(rule),
            };
            var hasLocation = rule.From is not null || rule.To is not null;
            return new PatientFlowEvent
            {
                Id = EventIds.Of(envelope.InboxId, index, envelope.ReceivedAt),
                Type = rule.Type,
                Facility = facility.Id,
                OccurredAt = context.Occurred,
                RecordedAt = context.Recorded,
                ReceivedAt = envelope.ReceivedAt,
                TimeIsAmbiguous = scope.TimeIsAmbiguous,
                SourceSystem = source,
                SourceMessageId = header.ControlId,
                SemanticKey = SemanticKey(rule, context),
                Patient = context.Patient,
                Encounter = context.Encounter,
                Location = hasLocation ? new LocationChange(LocationAt(rule.From), LocationAt(rule.To)) : null,
                Class = rule.Class is { } feel ? ClassOf(feel, rule) : null,
                Payload = payload,
                Confidence = rule.Confidence,
                Supersedes = PatientFlowEventTypes.Of(rule.Type).Cancels,
                Labels = labels,
            };
        }

        // Without an encounter (a bed's status) the message itself is what tells two events of one type apart.
        private string SemanticKey(EventRule rule, EventContext context) => string.Create(
            CultureInfo.InvariantCulture,
            $"{facility.Code}|{(object?)context.Encounter ?? $"{source}|{header.ControlId}"}|{rule.Type}|{context.Occurred.UtcDateTime:yyyyMMddHHmmssfff}");

        private EventPayload? Payload(EventRule rule)
        {
            if (rule.Payload is not { } shape || rule.Fields.Length == 0)
                return null;
            return shape.Build(Evaluate(rule.Fields, rule.Name), out var wrong)
                ?? throw new UnmappableException($"Expected '{wrong}' of {rule.Type} to be of its kind, but rule '{rule.Name}' of route '{route.Name}' gives another");
        }

        private IdentityDetail Merge(RoutePatient merged, EventRule rule, PatientToken? survivor, Identity identity)
        {
            var from = PatientReading.Read(merged, message, tokens)?.Token
                ?? throw Unmappable(merged.Number.ToString(), $"the merged record's number for rule '{rule.Name}'", "it is empty");
            if (survivor is null)
                throw new UnmappableException($"Expected a surviving patient for rule '{rule.Name}' of route '{route.Name}', but there is none");
            if (rule.Type == PatientFlowEventType.IdentityMerged)
                identity.Alias = new PatientAlias(from, survivor.Value);
            return new IdentityDetail { From = from };
        }

        private EncounterMoveDetail Move(RouteVisit moved, EventRule rule, EncounterRef? to, Identity identity)
        {
            var from = EncounterAt(moved) ?? throw Unmappable(moved.Number[0].ToString(), $"the visit given up for rule '{rule.Name}'", "it is empty");
            if (to is null || to == from)
                throw new UnmappableException($"Expected another visit to go on with for rule '{rule.Name}' of route '{route.Name}', but {(to is null ? "there is none" : "it is the same")}");
            identity.MovedFrom = from;
            return new EncounterMoveDetail { From = from };
        }

        private Location? LocationAt(RouteLocation? paths) =>
            paths is not null && message.Text(paths.Unit) is { Length: > 0 } unit
                ? new Location(unit, paths.Room is { } room ? message.Text(room) : null, paths.Bed is { } bed ? message.Text(bed) : null)
                : null;

        private PatientClass? ClassOf(FeelExpression feel, EventRule rule)
        {
            var value = Evaluate(feel, rule.Name);
            if (value.IsNull)
                return null;
            return value is FeelString { Value: var text } && Enum.TryParse<PatientClass>(text, out var known) && Enum.IsDefined(known)
                ? known
                : throw new UnmappableException($"Expected 'class' to be one of {string.Join(", ", Enum.GetNames<PatientClass>())}, but rule '{rule.Name}' of route '{route.Name}' gives another");
        }

        private ProcessMessage ToMessage(MessageRule rule, DateTimeOffset occurred)
        {
            RequireAll(rule.Required, $"rule '{rule.Name}'");
            return Evaluate(rule.Key, rule.Name) is FeelString { Value: { Length: > 0 } key }
                ? new ProcessMessage(rule.Message, key, JsonText.Exact(Evaluate(rule.Variables, rule.Name)), rule.TimeToLive)
                {
                    NotAfter = rule.NotAfter,
                    OccurredAt = occurred,
                    UsefulFor = rule.UsefulFor is { } useful ? DurationOf(useful, rule.Name) : null,
                }
                : throw new UnmappableException($"Expected a correlation key from '{rule.Key.Text}', but rule '{rule.Name}' of route '{route.Name}' gives none");
        }

        private TimeSpan DurationOf(FeelExpression useful, string rule) =>
            Evaluate(useful, rule) is FeelDayTimeDuration duration && duration.TryToTimeSpan(out var span)
                ? span
                : throw new UnmappableException($"Expected a duration from '{useful.Text}', but rule '{rule}' of route '{route.Name}' gives none");

        private bool Applies(FeelExpression? when, string rule)
        {
            if (when is null)
                return true;
            return Evaluate(when, rule) is FeelBoolean { Value: var applies }
                ? applies
                : throw new UnmappableException($"Expected true or false from '{when.Text}', but rule '{rule}' of route '{route.Name}' gives neither");
        }

        private FeelContext Evaluate(ImmutableArray<RouteField> fields, string rule) =>
            FeelContext.Of(fields.Select(field => KeyValuePair.Create(field.Name, Evaluate(field.Value, rule))));

        private FeelValue Evaluate(FeelExpression feel, string rule)
        {
            var result = feel.Evaluate(scope.Names, scope.Environment);
            ThrowOnFault($"rule '{rule}'");
            return result.Failed
                ? throw new UnmappableException($"Expected a value for rule '{rule}' of route '{route.Name}', but {FeelText.Explain(feel, result)}")
                : result.Value;
        }

        private void ThrowOnFault(string where)
        {
            if (scope.Fault is { } fault)
                throw new UnmappableException($"{fault} ({where} of route '{route.Name}')");
        }

        private void RequireAll(ImmutableArray<Hl7Path> paths, string by)
        {
            foreach (var path in paths)
            {
                if (message.Text(path) is not { Length: > 0 })
                    throw new UnmappableException($"Expected a value at {path}, which {by} of route '{route.Name}' requires, but it is empty");
            }
        }

        private void RefuseAll(ImmutableArray<Hl7Path> paths)
        {
            foreach (var path in paths)
            {
                if (message.Text(path) is { Length: > 0 })
                    throw new UnmappableException($"Expected nothing at {path}, which route '{route.Name}' does not read, but there is a value");
            }
        }

        private UnmappableException Unmappable(string path, string expected, string but) =>
            new($"Expected {expected} at {path} for route '{route.Name}', but {but}");

        /// <summary>What the message says of who is who: at most one merge and one move.</summary>
        private sealed class Identity
        {
            public PatientAlias? Alias { get; set; }

            public EncounterRef? MovedFrom { get; set; }
        }

        private sealed record EventContext(DateTimeOffset Occurred, DateTimeOffset? Recorded, EncounterRef? Encounter, PatientToken? Patient);
    }
}

/// <summary>A message that waits in quarantine; the text is the reason and holds no patient data.</summary>
internal sealed class UnmappableException(string reason) : Exception(reason);
