using System.Text.Json;
using Orderly.Canonical;
using Orderly.Canonical.Inbound;
using Orderly.Canonical.PatientFlow;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;
using Orderly.Runtime.Correlation;
using Orderly.Runtime.Nodes;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Submission;

namespace Orderly.Runtime.Inbound;

/// <summary>Turns one stored message into the rows of one commit, by what its route says and by what its encounter has been told before.</summary>
internal sealed class InboundMapping(IStore store, OwnerContext context, IInboundMapper mapper, NodeTime time)
{
    /// <summary>In hospital time, as the senders' own stamps: how long a message waits for one that is provably missing.</summary>
    public static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(120);

    private readonly EncounterMoves moves = new(store);

    /// <exception cref="StoreUnavailableException">What the encounter was told cannot be read.</exception>
    public async ValueTask<InboundVerdict> Judge(InboxRow row)
    {
        switch (Map(row))
        {
            case MappingOutcome.Mapped mapped:
                var facts = mapped.Encounter is { } encounter ? new EncounterFacts(store.Read.Inbox, encounter, row.Facility) : null;
                if (await Missing(mapped, facts) is not { } missing) return await Tell(row, mapped, facts, null);
                var now = context.Clock.Now();
                var until = row.HeldUntil ?? Micros.From(now + LongestHold);
                if (Micros.From(now) < until)
                    return new InboundVerdict.Wait(until, row.State == InboxState.HeldForOrder ? null : new UpdateInbox(
                        row.Id, InboxState.HeldForOrder, $"Expected {missing} before it, but none has come yet", until));
                return await Tell(row, mapped, facts, $"Expected {missing} before it, but none came within {LongestHold.TotalSeconds:0} s: mapped without it");
            case MappingOutcome.Ignored ignored:
                return new InboundVerdict.Close(new UpdateInbox(row.Id, InboxState.Ignored, ignored.Reason));
            case MappingOutcome.Quarantine quarantine:
                RuntimeLog.InboundQuarantined(time.Log, row.Id, quarantine.Reason);
                return new InboundVerdict.Close(new UpdateInbox(row.Id, InboxState.Quarantined, quarantine.Reason));
            case var other:
                throw new InvalidOperationException($"Expected a known outcome of mapping, but it is {other.GetType().Name}");
        }
    }

    /// <summary>What is left when an event of the message was told by another. Nothing new: the message is a repeat, and publishes nothing.</summary>
    public async ValueTask<InboundVerdict> Without(InboxRow row, InboundVerdict.Tell told, KeyReplayed before)
    {
        var known = told.Events.First(one => one.Claim is { } claim && SemanticClaims.IsFor(claim, before.Seq));
        if (told.Events.Length > 1) return told with { Events = told.Events.Remove(known) };
        var first = await store.Read.Inbox.One(before.Instance);
        return new InboundVerdict.Close(new UpdateInbox(
            row.Id, InboxState.Ignored, $"Expected what was not told before, but message {first?.ControlId} told the same {known.Type} of its encounter"));
    }

    private MappingOutcome Map(InboxRow row)
    {
        try
        {
            return mapper.Map(new InboundEnvelope(row.Id, row.Route ?? "", row.Raw, Micros.ToTime(row.Received)));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A mapper never throws on data; one that does has a bug, and its neighbours go on.
            return new MappingOutcome.Quarantine($"Expected the mapper to map or to say why not, but it threw {e.GetType().Name}");
        }
    }

    /// <summary>What is provably missing, in words; without an encounter nothing is.</summary>
    private async ValueTask<string?> Missing(MappingOutcome.Mapped mapped, EncounterFacts? facts)
    {
        if (facts is null) return null;
        if (mapped.MovedFrom is { } from && await moves.IsStarting(from)) return "the case that an earlier message starts";
        foreach (var types in mapped.After)
            if (!await facts.HasAny(types)) return $"{string.Join(" or ", types)} of its encounter";
        return null;
    }

    private async ValueTask<InboundVerdict> Tell(InboxRow row, MappingOutcome.Mapped mapped, EncounterFacts? facts, string? remark)
    {
        var others = new List<Change>();
        if (mapped.Patient is { } patient) others.Add(new UpsertPatient(PatientOf(row, patient)));
        if (mapped.Alias is { } merge)
        {
            var alias = new PatientAliasRow(TokenOf(merge.From), TokenOf(merge.To));
            if (await Objection(alias) is { } ring) return new InboundVerdict.Close(new UpdateInbox(row.Id, InboxState.Quarantined, ring));
            others.Add(new AliasPatient(alias));
        }
        if (mapped is { MovedFrom: { } from, Encounter: { } to }) others.AddRange(await moves.Letters(row, from, to));
        var told = context.Clock.Now();
        for (var number = 0; number < mapped.Messages.Length; number++)
        {
            var message = mapped.Messages[number];
            if (message.NotAfter is { } end && facts is not null && await facts.Has(end))
            {
                remark ??= $"Expected it before {end} of its encounter, but that has come: kept as an event, and {message.Name} is told to no case";
                continue;
            }
            var (variables, objection) = Variables.ReadExact(message.Variables);
            if (variables is null) return new InboundVerdict.Close(new UpdateInbox(row.Id, InboxState.Quarantined, objection));
            if (News.IsStale(message, told)) remark ??= News.Remark(message, told);
            others.Add(MessageOf(row, message, News.Mark(message, variables, told), number));
        }
        others.AddRange(mapped.Events.SelectMany(one => Occupancy.Of(row.Facility, one)));
        others.Add(new UpdateInbox(row.Id, InboxState.Mapped, remark));
        var now = context.Real.GetUtcNow();
        return new InboundVerdict.Tell(
            [.. mapped.Events.Select(one => new ClaimedEvent(one.Type, new AddCanonicalEvent(EventOf(row, one)), one.Encounter is null ? null : SemanticClaims.Of(row, one, now)))],
            others);
    }

    private async ValueTask<string?> Objection(PatientAliasRow alias)
    {
        if (alias.From == alias.To) return "Expected two records to merge, but both numbers are of one";
        return await store.Read.Patients.Survivor(alias.To) == alias.From
            ? "Expected a merge into another patient, but the surviving record was itself merged into the one given up"
            : null;
    }

    private AddMessage MessageOf(InboxRow row, ProcessMessage message, Engine.Feel.FeelContext variables, int number)
    {
        var expires = context.Clock.Now() + message.TimeToLive;
        return new AddMessage(new MessageRow(
            MessageIds.Of(row, number), CorrelationLane.Of(message.Name, message.CorrelationKey), message.Name, message.CorrelationKey, Micros.From(expires),
            new MessageBody(row.Facility, variables).ToBytes()));
    }

    private PatientRow PatientOf(InboxRow row, PatientDemographics patient) => new(
        TokenOf(patient.Token), row.Facility, store.Blind.Of(patient.Identifier.AssigningAuthority, patient.Identifier.Number),
        JsonSerializer.SerializeToUtf8Bytes(patient, CanonicalJson.Default.PatientDemographics));

    private static CanonicalEventRow EventOf(InboxRow row, PatientFlowEvent happened) => new(
        happened.Id, row.Facility, happened.Type.ToString(), happened.SemanticKey, happened.Encounter?.ToString(),
        Micros.From(happened.OccurredAt), Micros.From(happened.ReceivedAt), row.Id,
        JsonSerializer.SerializeToUtf8Bytes(happened, CanonicalJson.Default.PatientFlowEvent));

    internal static Guid TokenOf(PatientToken token) => Guid.ParseExact(token.ToString(), "N");
}
