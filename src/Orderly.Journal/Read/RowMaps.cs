using Orderly.Journal.Database;
using Orderly.Journal.Rows;
using Orderly.Journal.Sealing;
using Orderly.Journal.Write;

namespace Orderly.Journal.Read;

/// <summary>Rows from columns, in the order of each table's definition; new columns are added at a table's end.</summary>
internal static class RowMaps
{
    public static InstanceRow Instance(IRow r) =>
        new(r.Uuid(0), r.Short(1), r.Uuid(2), r.UuidOrNull(3), r.Uuid(4), r.TextOrNull(5), r.Long(6), r.Short(7), r.Long(8), r.LongOrNull(9));

    public static Sealed<JournalEntry> Entry(IRow r)
    {
        var entry = new JournalEntry(r.Uuid(0), r.Long(1), r.Long(2), r.Text(3), r.Long(4), r.Short(5), r.Bytes(7));
        var key = r.Long(6);
        return new(ring => entry with { Body = ring.Open(key, SealedColumns.Journal, entry.Instance, entry.Seq, entry.Body) });
    }

    public static TaskRow Task(IRow r) =>
        new(r.Uuid(0), r.Short(1), r.Uuid(2), r.Int(3), r.Short(4), r.Short(5) == 1, r.TextOrNull(6), r.Short(7), r.Int(8), r.Long(9),
            r.UuidOrNull(10), r.UuidOrNull(11), r.Long(12), r.Bytes(13));

    public static ClockRow Clock(IRow r) =>
        new(r.Uuid(0), r.Uuid(1), r.UuidOrNull(2), r.Long(3), r.LongOrNull(4), r.LongOrNull(5), r.LongOrNull(6), r.LongOrNull(7));

    public static EscalationRow Escalation(IRow r) =>
        new(r.Uuid(0), r.Short(1), r.Short(2), r.Short(3), r.Uuid(4), r.UuidOrNull(5), r.Text(6), r.Int(7), r.Short(8) == 1, r.Text(9), r.TextOrNull(10),
            r.TextOrNull(11), r.Long(12), r.LongOrNull(13));

    public static OccupancyRow Occupancy(IRow r) =>
        new(r.Short(0), r.Text(1), r.UuidOrNull(2), r.Text(3), r.TextOrNull(4), r.TextOrNull(5), r.Long(6), r.Short(7) == 1) { Expected = r.LongOrNull(8) };

    public static BedRow Bed(IRow r) => new(r.Short(0), r.Text(1), r.Text(2), r.Text(3), r.TextOrNull(4), r.TextOrNull(5), r.Long(6));

    public static BedRequestRow BedRequest(IRow r) =>
        new(r.Short(0), r.Text(1), r.UuidOrNull(2), r.Long(3), r.TextOrNull(4), r.TextOrNull(5), r.Text(6), r.TextOrNull(7), r.TextOrNull(8), r.Long(9)) { IsPlaced = r.Short(10) == 1 };

    public static IncidentRow Incident(IRow r) =>
        new(r.Uuid(0), r.Short(1), r.Uuid(2), r.Text(3), r.Text(4), r.Text(5), r.UuidOrNull(6), r.Long(7), r.LongOrNull(8));

    public static TimerRow Timer(IRow r) => new(r.Short(0), r.Long(1), r.Uuid(2), r.Uuid(3));

    public static SubscriptionRow Subscription(IRow r) => Subscription(r, 0);

    public static SubscriptionRow Subscription(IRow r, int from) =>
        new(r.Uuid(from), r.Short(from + 1), r.Text(from + 2), r.Text(from + 3), r.Text(from + 4), r.UuidOrNull(from + 5), r.Text(from + 6));

    public const int MessageColumns = 10;

    public static Sealed<MessageRow> Message(IRow r)
    {
        var row = new MessageRow(r.Uuid(0), r.Short(1), r.Text(2), r.Text(3), r.Long(4), r.Bytes(9));
        var key = r.Long(8);
        return new(ring => row with { Body = ring.Open(key, SealedColumns.Message, row.Id, 0, row.Body) });
    }

    public static DeliveryRow Delivery(IRow r) => new(r.Uuid(0), r.Text(1), r.Uuid(2), r.Short(3));

    public static Sealed<MailRow> Mail(IRow r)
    {
        var row = new MailRow(r.Uuid(0), r.Uuid(1), r.Long(2), r.Int(3), r.Bytes(6));
        var key = r.Long(5);
        return new(ring => row with
        {
            Body = ring.Open(key, SealedColumns.Mail, row.From, SealedColumns.MailPart(row.Seq, row.Index), row.Body),
        });
    }

    public static Sealed<EffectRow> Effect(IRow r)
    {
        var row = new EffectRow(
            r.Uuid(0), r.Short(1), r.Short(2), r.Text(3), r.Long(4), r.Uuid(5), r.Long(6), r.Int(7), r.Text(8), r.Text(9),
            (EffectState)r.Short(10), r.Int(11), r.Long(12), r.Long(13), r.TextOrNull(14), r.Bytes(16))
        {
            Unit = r.TextOrNull(17),
        };
        var key = r.Long(15);
        return new(ring => row with { Body = ring.Open(key, SealedColumns.Effect, row.Id, 0, row.Body) });
    }

    public static Sealed<InboxRow> SealedInbox(IRow r)
    {
        var row = new InboxRow(
            r.Uuid(0), r.Short(1), r.Text(2), r.Text(3), r.Bytes(4), r.Text(5), r.Long(6), r.Short(7), r.Text(8),
            (InboxState)r.Short(9), r.TextOrNull(10), r.TextOrNull(11), r.Short(12) == 1, r.Long(13), r.Bytes(14), r.Bytes(16))
        {
            HeldUntil = r.LongOrNull(17),
        };
        var key = r.Long(15);
        return new(ring => row with { Raw = ring.Open(key, SealedColumns.Inbox, row.Id, 0, row.Raw) });
    }

    public static Sealed<RefusalRow> Refusal(IRow r)
    {
        var row = new RefusalRow(r.Uuid(0), r.Text(1), r.Text(2), r.Text(3), r.Text(4), r.Text(5), r.Long(6), r.Bytes(7), r.Bytes(9));
        var key = r.Long(8);
        return new(ring => row with { Raw = ring.Open(key, SealedColumns.Refusal, row.Id, 0, row.Raw) });
    }

    public static ActivationRow Activation(IRow r) => new(r.Short(0), r.Text(1), r.Short(2) == 1, r.Long(3), r.Text(4), r.Text(5));

    public static Sealed<CanonicalEventRow> CanonicalEvent(IRow r)
    {
        var row = new CanonicalEventRow(
            r.Uuid(0), r.Short(1), r.Text(2), r.Text(3), r.TextOrNull(4), r.Long(5), r.Long(6), r.UuidOrNull(7), r.Bytes(9));
        var key = r.Long(8);
        return new(ring => row with { Body = ring.Open(key, SealedColumns.CanonicalEvent, row.Id, 0, row.Body) });
    }

    public static Sealed<PatientRow> Patient(IRow r)
    {
        var row = new PatientRow(r.Uuid(0), r.Short(1), r.Bytes(4), r.Bytes(3));
        var key = r.Long(2);
        return new(ring => row with { Body = ring.Open(key, SealedColumns.Patient, row.Token, 0, row.Body) });
    }

    public static Position Position(IRow r) => new(r.Long(0), r.Long(1), r.Int(2));

    public static HistoryRow History(IRow r) =>
        new(Position(r), r.Uuid(3), r.Text(4), r.Text(5), r.Long(6), r.Text(7), r.TextOrNull(8));

    public static AuditRow Audit(IRow r) => new(Position(r), r.Long(3), r.Text(4), r.Text(5), r.Text(6), r.Bytes(7), r.Bytes(8));

    public static AccessRow Access(IRow r) =>
        new(Position(r), r.Long(3), r.Text(4), r.Text(5), r.Text(6), PatientList.FromBytes(r.Bytes(7)));

    public static DeploymentRow Deployment(IRow r) =>
        new(r.Uuid(0), r.Text(1), r.Text(2), r.Int(3), r.Bytes(4), r.Long(5), r.Text(6), r.Bytes(7));

    public static QueueRow Queue(IRow r) => new(r.Int(0), r.Short(1), r.Text(2), r.Text(3), r.Short(4));
}
