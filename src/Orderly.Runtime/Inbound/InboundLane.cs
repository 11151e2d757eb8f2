using System.Text.Json;
using Orderly.Canonical;
using Orderly.Canonical.Inbound;
using Orderly.Canonical.PatientFlow;
using Orderly.Engine.Ids;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;
using Orderly.Runtime.Correlation;
using Orderly.Runtime.Lanes;
using Orderly.Runtime.Nodes;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Submission;

namespace Orderly.Runtime.Inbound;

/// <summary>
/// Maps stored messages in this node's lanes: one order key one after the other, keys side by side. What a message becomes and
/// that it was mapped are one commit. One that cannot be mapped stands aside with its reason and holds nobody up.
/// </summary>
internal sealed class InboundLane
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);
    private const int Most = 1_000;

    private readonly IStore store;
    private readonly OwnerContext context;
    private readonly LaneLeases lanes;
    private readonly IInboundMapper mapper;
    private readonly NodeTime time;
    private readonly Rounds rounds;
    private readonly Lock gate = new();
    private readonly Queue<InboxRow> fresh = new();
    private bool mustSweep = true;

    public InboundLane(IStore store, OwnerContext context, LaneLeases lanes, IInboundMapper mapper, NodeTime time)
    {
        (this.store, this.context, this.lanes, this.mapper, this.time) = (store, context, lanes, mapper, time);
        rounds = new Rounds("inbound", Round, time);
        lanes.OnGained(_ => SweepNow());
    }

    public void Start() => rounds.Start(SweepEvery);

    public Task Stop() => rounds.Stop();

    /// <summary>A message this node has just stored. Beyond a bound it is read back from the store when its turn comes.</summary>
    public void Accepted(InboxRow row)
    {
        if (!lanes.Holds(row.Lane)) return;
        lock (gate)
        {
            if (fresh.Count < Most * 4) fresh.Enqueue(row);
            else mustSweep = true;
        }
        rounds.Wake();
    }

    /// <summary>Takes a quarantined message up again, once its route is mended.</summary>
    public async Task<Reply> Replay(Guid inbox, Terms terms)
    {
        var now = context.Clock.Now();
        if (context.Grants.Objection(context.World.Now.Organisation, terms.By, Grants.Deed.ReplayMessage, null, now) is { } denied) return new Reply.Denied(denied);
        if (await store.Read.Inbox.One(inbox) is not { } row) return new Reply.NotFound($"Expected an inbound message {inbox}, but there is none");
        if (row.State is not (InboxState.Quarantined or InboxState.Ignored))
            return new Reply.Rejected("NotReplayable", $"Expected a quarantined or ignored message, but it is {row.State}");
        var outcome = await context.Writer.Write(new Append
        {
            Changes = [new UpdateInbox(row.Id, InboxState.Received, row.Route, null), new AddAudit(Micros.From(now), terms.By.Id, "ReplayMessage", $"inbox/{row.Id}")],
        });
        if (outcome is not Committed) return new Reply.Unavailable($"Expected a commit, but it was {outcome.GetType().Name}");
        SweepNow();
        return new Reply.Accepted(row.Id, 0);
    }

    private void SweepNow()
    {
        lock (gate) mustSweep = true;
        rounds.Wake();
    }

    private async Task Round()
    {
        while (await Next() is { Count: > 0 } batch)
            await Task.WhenAll(batch.GroupBy(row => row.OrderKey).Select(MapInOrder));
    }

    private async Task<IReadOnlyList<InboxRow>> Next()
    {
        bool sweep;
        lock (gate)
        {
            sweep = mustSweep || fresh.Count == 0;
            mustSweep = false;
            if (!sweep) return TakeFresh();
            // What the sweep reads holds everything stored up to now.
            fresh.Clear();
        }
        var held = lanes.Held;
        if (held.Count == 0) return [];
        var rows = await store.Read.Lanes.Inbox(held, Most);
        if (rows.Count == Most) lock (gate) mustSweep = true;
        return rows;
    }

    private List<InboxRow> TakeFresh()
    {
        var taken = new List<InboxRow>();
        while (taken.Count < Most && fresh.TryDequeue(out var row)) taken.Add(row);
        return taken;
    }

    private async Task MapInOrder(IEnumerable<InboxRow> rows)
    {
        foreach (var row in rows.OrderBy(row => row.Ordinal))
        {
            if (!lanes.Holds(row.Lane)) return;
            var changes = Map(row);
            var outcome = await context.Writer.Write(new Append { Changes = changes });
            if (outcome is Committed)
            {
                context.Signals.Committed(Guid.Empty, changes);
                continue;
            }
            if (outcome is Poisoned poisoned)
            {
                await context.Writer.Write(new Append { Changes = [new UpdateInbox(row.Id, InboxState.Quarantined, row.Route, $"Expected what it maps to to be storable, but {poisoned.Error}")] });
                continue;
            }
            // The store is away: later messages of the key wait with this one.
            SweepNow();
            return;
        }
    }

    private List<Change> Map(InboxRow row)
    {
        MappingOutcome outcome;
        try
        {
            outcome = mapper.Map(new InboundEnvelope(row.Id, row.Route ?? "", row.Raw, Micros.ToTime(row.Received)));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A mapper never throws on data; one that does has a bug, and its neighbours go on.
            outcome = new MappingOutcome.Quarantine($"Expected the mapper to map or to say why not, but it threw {e.GetType().Name}");
        }
        switch (outcome)
        {
            case MappingOutcome.Mapped mapped:
                return Mapped(row, mapped);
            case MappingOutcome.Ignored ignored:
                return [new UpdateInbox(row.Id, InboxState.Ignored, row.Route, ignored.Reason)];
            case MappingOutcome.Quarantine quarantine:
                RuntimeLog.InboundQuarantined(time.Log, row.Id, quarantine.Reason);
                return [new UpdateInbox(row.Id, InboxState.Quarantined, row.Route, quarantine.Reason)];
            default:
                throw new InvalidOperationException($"Expected a known outcome of mapping, but it is {outcome.GetType().Name}");
        }
    }

    private List<Change> Mapped(InboxRow row, MappingOutcome.Mapped mapped)
    {
        var changes = new List<Change> { new UpdateInbox(row.Id, InboxState.Mapped, row.Route, null) };
        if (mapped.Patient is { } patient) changes.Add(new UpsertPatient(PatientOf(row, patient)));
        if (mapped.Alias is { } alias) changes.Add(new AliasPatient(new PatientAliasRow(TokenOf(alias.From), TokenOf(alias.To))));
        foreach (var happened in mapped.Events) changes.Add(new AddCanonicalEvent(EventOf(row, happened)));
        var number = 0;
        foreach (var message in mapped.Messages) changes.Add(MessageOf(row, message, number++));
        return changes;
    }

    private Change MessageOf(InboxRow row, ProcessMessage message, int number)
    {
        var (variables, objection) = Variables.Read(message.Variables);
        if (variables is null) return new UpdateInbox(row.Id, InboxState.Quarantined, row.Route, objection);
        var id = DerivedId.Derive(Micros.ToTime(row.Received), [.. row.Id.ToByteArray(bigEndian: true), (byte)number]);
        var expires = context.Clock.Now() + message.TimeToLive;
        return new AddMessage(new MessageRow(
            id, CorrelationLane.Of(message.Name, message.CorrelationKey), message.Name, message.CorrelationKey, Micros.From(expires),
            new MessageBody(row.Facility, variables).ToBytes()));
    }

    private PatientRow PatientOf(InboxRow row, PatientDemographics patient) => new(
        TokenOf(patient.Token), row.Facility, store.Blind.Of(patient.Identifier.AssigningAuthority, patient.Identifier.Number),
        JsonSerializer.SerializeToUtf8Bytes(patient, CanonicalJson.Default.PatientDemographics));

    private static CanonicalEventRow EventOf(InboxRow row, PatientFlowEvent happened) => new(
        happened.Id, row.Facility, happened.Type.ToString(), happened.SemanticKey, happened.Encounter?.ToString(),
        Micros.From(happened.OccurredAt), Micros.From(happened.ReceivedAt), row.Id,
        JsonSerializer.SerializeToUtf8Bytes(happened, CanonicalJson.Default.PatientFlowEvent));

    private static Guid TokenOf(PatientToken token) => Guid.ParseExact(token.ToString(), "N");
}
