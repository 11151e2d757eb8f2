using Orderly.Journal.Changes;
using Orderly.Journal.Database;
using Orderly.Journal.Sealing;

namespace Orderly.Journal.Write;

/// <summary>
/// The changes of a batch, gathered by statement. Of several changes to one row the last stands; adds go before updates,
/// updates before removals. Sorted by row, so that two nodes lock rows in one order.
/// </summary>
internal sealed class RowWrites(KeyRing ring, long epoch, long batch)
{
    private readonly Dictionary<RowKey, Placed> byRow = [];
    private readonly RowBinders binders = new(ring);
    private int index;

    public void Add(Change change)
    {
        var (kind, key) = Identify(change);
        if (byRow.TryGetValue(key, out var other) && IsOlder(change, other.Change)) return;
        byRow[key] = new Placed(change, kind, new(epoch, batch, index++));
    }

    public async ValueTask Write(ITransaction transaction)
    {
        foreach (var group in byRow.GroupBy(p => p.Value.Kind).OrderBy(g => g.Key))
        {
            var sorted = group.ToList();
            sorted.Sort((a, b) => a.Key.CompareTo(b.Key));
            await transaction.Write(StatementOf(group.Key), sorted, (args, row) => binders.Bind(args, row.Value));
        }
    }

    /// <summary>Words of different visits and of beds come in any order; in one batch, too, the one that happened last stands.</summary>
    private static bool IsOlder(Change change, Change other) => (change, other) switch
    {
        (UpsertOccupancy a, UpsertOccupancy b) => a.Row.Moved < b.Row.Moved,
        (UpsertBedRequest a, UpsertBedRequest b) => a.Row.Told < b.Row.Told,
        (ExpectExit a, ExpectExit b) => a.Told < b.Told,
        (UpsertBed a, UpsertBed b) => a.Row.Told < b.Row.Told,
        _ => false,
    };

    private static (RowKind, RowKey) Identify(Change change) => change switch
    {
        UpsertTask c => (RowKind.Task, new("task", c.Row.Id)),
        UpsertClock c => (RowKind.Clock, new("clock", c.Row.Id)),
        UpsertIncident c => (RowKind.Incident, new("incident", c.Row.Id)),
        UpsertEscalation c => (RowKind.Escalation, new("escalation", c.Row.Clock, default, c.Row.Level, c.Row.Index)),
        EndEscalations c => (RowKind.EscalationEnd, new("escalation end", c.Clock, Number: c.At)),
        PutSnapshot c => (RowKind.Snapshot, new("snapshot", c.Row.Instance)),
        AddTimer c => (RowKind.Timer, new("timer", c.Row.Id, default, c.Row.Due, c.Row.Lane)),
        RemoveTimer c => (RowKind.TimerRemoval, new("timer", c.Id, default, c.Due, c.Lane)),
        OpenSubscription c => (RowKind.Subscription, new("subscription", c.Row.Id)),
        CloseSubscription c => (RowKind.SubscriptionRemoval, new("subscription", c.Id)),
        AddMessage c => (RowKind.Message, new("message", c.Row.Id)),
        RemoveMessage c => (RowKind.MessageRemoval, new("message", c.Id)),
        UpdateDelivery c => (RowKind.DeliveryUpdate, new("delivery update", c.Message, Text: c.Process)),
        RemoveDelivery c => (RowKind.DeliveryRemoval, new("delivery", c.Message, Text: c.Process)),
        RekeyInstance c => (RowKind.InstanceUpdate, new("instance update", c.Id)),
        ExtendStartLock c => (RowKind.StartLock, new("start_lock", c.Instance, Text: c.Process, Text2: c.ToKey)),
        ReleaseStartLock c => (RowKind.StartLockRemoval, new("start_lock", c.Instance, Text: c.Process, Text2: c.Key)),
        AddMail c => (RowKind.Mail, new("mail", c.Row.To, c.Row.From, c.Row.Seq, c.Row.Index)),
        RemoveMail c => (RowKind.MailRemoval, new("mail", c.To, c.From, c.Seq, c.Index)),
        AddEffect c => (RowKind.Effect, new("effect", c.Row.Id)),
        UpdateEffect c => (RowKind.EffectUpdate, new("effect update", c.Id)),
        RemoveEffect c => (RowKind.EffectRemoval, new("effect", c.Id)),
        AddInboxState c => (RowKind.InboxState, new("inbox_state", c.Row.Id)),
        UpdateInbox c => (c.IsPlainlyMapped ? RowKind.InboxStateRemoval : RowKind.InboxStateUpdate, new("inbox_state update", c.Id)),
        AddRefusal c => (RowKind.Refusal, new("refusal", c.Row.Id)),
        AddCanonicalEvent c => (RowKind.CanonicalEvent, new("canonical_event", c.Row.Id)),
        UpsertOccupancy c => (RowKind.Occupancy, new("occupancy", default, Part: c.Row.Facility, Text: c.Row.Encounter)),
        UpsertBedRequest c => (RowKind.BedRequest, new("bed_request", default, Part: c.Row.Facility, Text: c.Row.Encounter)),
        ExpectExit c => (RowKind.OccupancyUpdate, new("occupancy update", default, Part: c.Facility, Text: c.Encounter)),
        UpsertBed c => (RowKind.Bed, new("bed", default, Part: c.Row.Facility, Text: c.Row.Unit, Text2: $"{c.Row.Room}-{c.Row.Bed}")),
        UpsertPatient c => (RowKind.Patient, new("patient", c.Row.Token)),
        AliasPatient c => (RowKind.PatientAlias, new("patient_alias", c.Row.From)),
        PutBlob c => (RowKind.Blob, new("blob", default, Text: Convert.ToHexString(c.Sha256))),
        PutDeployment c => (RowKind.Deployment, new("deployment", c.Row.Id)),
        PutActivation c => (RowKind.Activation, new("activation", default, Part: c.Row.Facility, Text: c.Row.Unit)),
        PutOrganisation c => (RowKind.Organisation, new("organisation", default, default, c.Row.Version)),
        _ => throw new ArgumentOutOfRangeException(nameof(change), change.GetType(), "Expected a known change, but it is new here"),
    };

    private static string StatementOf(RowKind kind) => kind switch
    {
        RowKind.Task => "upsert_task",
        RowKind.Clock => "upsert_clock",
        RowKind.Incident => "upsert_incident",
        RowKind.Escalation => "upsert_escalation",
        RowKind.EscalationEnd => "end_escalations",
        RowKind.Snapshot => "put_snapshot",
        RowKind.Timer => "add_timer",
        RowKind.TimerRemoval => "remove_timer",
        RowKind.Subscription => "open_subscription",
        RowKind.SubscriptionRemoval => "close_subscription",
        RowKind.Message => "add_message",
        RowKind.MessageRemoval => "remove_message",
        RowKind.DeliveryUpdate => "update_delivery",
        RowKind.DeliveryRemoval => "remove_delivery",
        RowKind.InstanceUpdate => "rekey_instance",
        RowKind.StartLock => "extend_start_lock",
        RowKind.StartLockRemoval => "release_start_lock",
        RowKind.Mail => "add_mail",
        RowKind.MailRemoval => "remove_mail",
        RowKind.Effect => "add_effect",
        RowKind.EffectUpdate => "update_effect",
        RowKind.EffectRemoval => "remove_effect",
        RowKind.InboxState => "add_inbox_state",
        RowKind.InboxStateUpdate => "update_inbox_state",
        RowKind.InboxStateRemoval => "remove_inbox_state",
        RowKind.Refusal => "add_refusal",
        RowKind.CanonicalEvent => "add_canonical_event",
        RowKind.Occupancy => "upsert_occupancy",
        RowKind.BedRequest => "upsert_bed_request",
        RowKind.OccupancyUpdate => "expect_exit",
        RowKind.Bed => "upsert_bed",
        RowKind.Patient => "upsert_patient",
        RowKind.PatientAlias => "alias_patient",
        RowKind.Blob => "put_blob",
        RowKind.Deployment => "put_deployment",
        RowKind.Organisation => "put_organisation",
        RowKind.Activation => "put_activation",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Expected a known row kind, but it is new here"),
    };
}

/// <summary>In the order they are written: adds, updates, removals.</summary>
internal enum RowKind
{
    Task, Clock, Incident, Escalation, Snapshot, Timer, Subscription, Message, Mail, Effect, InboxState, Refusal, CanonicalEvent,
    Occupancy, Bed, BedRequest, Patient, PatientAlias, Blob, Deployment, Organisation, Activation, StartLock,
    DeliveryUpdate, EffectUpdate, InboxStateUpdate, EscalationEnd, InstanceUpdate, OccupancyUpdate,
    TimerRemoval, SubscriptionRemoval, MessageRemoval, DeliveryRemoval, StartLockRemoval, MailRemoval, EffectRemoval, InboxStateRemoval,
}

/// <summary>A change with its place in the batch.</summary>
internal readonly record struct Placed(Change Change, RowKind Kind, Rows.Position Position);

/// <summary>Which row a change is about; updates have a space of their own, so that an add before them is kept.</summary>
internal readonly record struct RowKey(
    string Table, Guid Id, Guid Other = default, long Number = 0, int Part = 0, string Text = "", string Text2 = "") : IComparable<RowKey>
{
    public int CompareTo(RowKey other)
    {
        var order = Id.CompareTo(other.Id);
        if (order == 0) order = Other.CompareTo(other.Other);
        if (order == 0) order = Number.CompareTo(other.Number);
        if (order == 0) order = Part.CompareTo(other.Part);
        if (order == 0) order = string.CompareOrdinal(Text, other.Text);
        return order == 0 ? string.CompareOrdinal(Text2, other.Text2) : order;
    }
}
