using Orderly.Journal.Changes;
using Orderly.Journal.Database;
using Orderly.Journal.Nodes;
using Orderly.Journal.Rows;
using Orderly.Journal.Sealing;

namespace Orderly.Journal.Write;

/// <summary>Each change's columns, in the order its statement in <c>Sql/changes.sql</c> names them.</summary>
internal sealed class RowBinders(KeyRing ring)
{
    public void Bind(IArguments args, Placed placed)
    {
        switch (placed.Change)
        {
            case UpsertTask c: Task(args, c); break;
            case UpsertClock c: Clock(args, c); break;
            case UpsertIncident c: Incident(args, c); break;
            case UpsertEscalation c: Escalation(args, c); break;
            case EndEscalations c: args.Uuid(c.Clock); args.Long(c.At); break;
            case PutSnapshot c: Snapshot(args, c); break;
            case AddTimer c: Timer(args, c); break;
            case RemoveTimer c: args.Short(c.Lane); args.Long(c.Due); args.Uuid(c.Id); break;
            case OpenSubscription c: Subscription(args, c); break;
            case CloseSubscription c: args.Uuid(c.Id); break;
            case AddMessage c: Message(args, c, placed.Position); break;
            case RemoveMessage c: args.Uuid(c.Id); break;
            case UpdateDelivery c: args.Uuid(c.Message); args.Text(c.Process); args.Short(c.State); break;
            case RemoveDelivery c: args.Uuid(c.Message); args.Text(c.Process); break;
            case RekeyInstance c: args.Uuid(c.Id); args.Text(c.BusinessKey); break;
            case ExtendStartLock c: args.Text(c.Process); args.Text(c.Key); args.Text(c.ToKey); args.Uuid(c.Instance); break;
            case ReleaseStartLock c: args.Text(c.Process); args.Text(c.Key); args.Uuid(c.Instance); break;
            case AddMail c: Mail(args, c); break;
            case RemoveMail c: args.Uuid(c.To); args.Uuid(c.From); args.Long(c.Seq); args.Int(c.Index); break;
            case AddEffect c: Effect(args, c); break;
            case UpdateEffect c: EffectUpdate(args, c); break;
            case RemoveEffect c: args.Uuid(c.Id); break;
            case AddInboxState c: InboxState(args, c.Row); break;
            case UpdateInbox { IsPlainlyMapped: true } c: args.Uuid(c.Id); break;
            case UpdateInbox c: InboxUpdate(args, c); break;
            case AddRefusal c: Refusal(args, c); break;
            case AddCanonicalEvent c: CanonicalEvent(args, c); break;
            case UpsertOccupancy c: Occupancy(args, c.Row); break;
            case ExpectExit c: args.Short(c.Facility); args.Text(c.Encounter); args.Long(c.Expected); args.Long(c.Told); break;
            case UpsertBedRequest c: BedRequest(args, c.Row); break;
            case UpsertBed c: Bed(args, c.Row); break;
            case UpsertPatient c: Patient(args, c); break;
            case AliasPatient c: args.Uuid(c.Row.From); args.Uuid(c.Row.To); break;
            case PutBlob c: Blob(args, c); break;
            case PutDeployment c: Deployment(args, c); break;
            case PutOrganisation c: Organisation(args, c); break;
            case PutActivation c: Activation(args, c); break;
            default: throw new ArgumentOutOfRangeException(nameof(placed), placed.Change.GetType(), "Expected a known change, but it is new here");
        }
    }

    private static void Task(IArguments args, UpsertTask c)
    {
        var row = c.Row;
        args.Uuid(row.Id);
        args.Short(row.Facility);
        args.Uuid(row.Instance);
        args.Int(row.Queue);
        args.Short(row.State);
        args.Short((short)(row.Open ? 1 : 0));
        args.Text(row.Owner);
        args.Short(row.Priority);
        args.Int(row.Rank);
        args.Long(row.Due);
        args.Uuid(row.Patient);
        args.Uuid(row.Focus);
        args.Long(row.Version);
        args.Bytes(row.View);
    }

    private static void Clock(IArguments args, UpsertClock c)
    {
        var row = c.Row;
        args.Uuid(row.Id);
        args.Uuid(row.Instance);
        args.Uuid(row.Task);
        args.Long(row.Target);
        args.Long(row.Warn);
        args.Long(row.Breach);
        args.Long(row.StoppedAt);
        args.Long(row.Net);
    }

    private static void Incident(IArguments args, UpsertIncident c)
    {
        var row = c.Row;
        args.Uuid(row.Id);
        args.Short(row.Facility);
        args.Uuid(row.Instance);
        args.Text(row.Element);
        args.Text(row.Kind);
        args.Text(row.Message);
        args.Uuid(row.Subject);
        args.Long(row.Raised);
        args.Long(row.Resolved);
    }

    private static void Escalation(IArguments args, UpsertEscalation c)
    {
        var row = c.Row;
        args.Uuid(row.Clock);
        args.Short(row.Level);
        args.Short(row.Index);
        args.Short(row.Facility);
        args.Uuid(row.Instance);
        args.Uuid(row.Task);
        args.Text(row.Element);
        args.Int(row.Queue);
        args.Short((short)(row.ToOwner ? 1 : 0));
        args.Text(row.Role);
        args.Text(row.Unit);
        args.Text(row.Channel);
        args.Long(row.At);
        args.Long(row.Ended);
    }

    private void Snapshot(IArguments args, PutSnapshot c)
    {
        var row = c.Row;
        args.Uuid(row.Instance);
        args.Long(row.Seq);
        args.Short(row.Codec);
        args.Int(row.Engine);
        args.Bytes(row.Hash);
        Sealed(args, SealedColumns.Snapshot, row.Instance, row.Seq, row.Body);
    }

    private static void Timer(IArguments args, AddTimer c)
    {
        args.Short(c.Row.Lane);
        args.Long(c.Row.Due);
        args.Uuid(c.Row.Id);
        args.Uuid(c.Row.Instance);
    }

    private static void Subscription(IArguments args, OpenSubscription c)
    {
        var row = c.Row;
        args.Uuid(row.Id);
        args.Short(row.Lane);
        args.Text(row.Name);
        args.Text(row.Key);
        args.Text(row.Process);
        args.Uuid(row.Instance);
        args.Text(row.Element);
    }

    private void Message(IArguments args, AddMessage c, Rows.Position position)
    {
        var row = c.Row;
        args.Uuid(row.Id);
        args.Short(row.Lane);
        args.Text(row.Name);
        args.Text(row.Key);
        args.Long(row.Expires);
        args.Long(position.Epoch);
        args.Long(position.Batch);
        args.Int(position.Index);
        Sealed(args, SealedColumns.Message, row.Id, 0, row.Body);
    }

    private void Mail(IArguments args, AddMail c)
    {
        var row = c.Row;
        args.Uuid(row.To);
        args.Uuid(row.From);
        args.Long(row.Seq);
        args.Int(row.Index);
        args.Short(Lane.Of(row.To));
        Sealed(args, SealedColumns.Mail, row.From, SealedColumns.MailPart(row.Seq, row.Index), row.Body);
    }

    private void Effect(IArguments args, AddEffect c)
    {
        var row = c.Row;
        args.Uuid(row.Id);
        args.Short(row.Facility);
        args.Short(row.Lane);
        args.Text(row.OrderKey);
        args.Long(row.Order);
        args.Uuid(row.Instance);
        args.Long(row.Seq);
        args.Int(row.Index);
        args.Text(row.Kind);
        args.Text(row.Type);
        args.Short((short)row.State);
        args.Int(row.Attempt);
        args.Long(row.NextAt);
        args.Long(row.SenderEpoch);
        args.Text(row.Worker);
        Sealed(args, SealedColumns.Effect, row.Id, 0, row.Body);
        args.Text(row.Unit);
    }

    private static void EffectUpdate(IArguments args, UpdateEffect c)
    {
        args.Uuid(c.Id);
        args.Short((short)c.State);
        args.Int(c.Attempt);
        args.Long(c.NextAt);
        args.Long(c.SenderEpoch);
        args.Text(c.Worker);
    }

    private static void InboxState(IArguments args, InboxRow row)
    {
        args.Uuid(row.Id);
        args.Short(row.Lane);
        args.Text(row.OrderKey);
        args.Long(row.Ordinal);
        args.Long(row.Received);
        args.Short((short)row.State);
        args.Text(row.Reason);
    }

    private static void InboxUpdate(IArguments args, UpdateInbox c)
    {
        args.Uuid(c.Id);
        args.Short((short)c.State);
        args.Text(c.Reason);
        args.Long(c.HeldUntil);
    }

    private void Refusal(IArguments args, AddRefusal c)
    {
        var row = c.Row;
        args.Uuid(row.Id);
        args.Text(row.Source);
        args.Text(row.ControlId);
        args.Text(row.Type);
        args.Text(row.Listener);
        args.Text(row.Reason);
        args.Long(row.Received);
        args.Bytes(row.Ack);
        Sealed(args, SealedColumns.Refusal, row.Id, 0, row.Raw);
    }

    private void CanonicalEvent(IArguments args, AddCanonicalEvent c)
    {
        var row = c.Row;
        args.Uuid(row.Id);
        args.Short(row.Facility);
        args.Text(row.Kind);
        args.Text(row.SemanticKey);
        args.Text(row.Encounter);
        args.Long(row.Occurred);
        args.Long(row.Received);
        args.Uuid(row.Inbox);
        Sealed(args, SealedColumns.CanonicalEvent, row.Id, 0, row.Body);
    }

    private static void Occupancy(IArguments args, Rows.OccupancyRow row)
    {
        args.Short(row.Facility);
        args.Text(row.Encounter);
        args.Uuid(row.Patient);
        args.Text(row.Unit);
        args.Text(row.Room);
        args.Text(row.Bed);
        args.Long(row.Moved);
        args.Short((short)(row.IsThere ? 1 : 0));
    }

    private static void Bed(IArguments args, Rows.BedRow row)
    {
        args.Short(row.Facility);
        args.Text(row.Unit);
        args.Text(row.Room);
        args.Text(row.Bed);
        args.Text(row.Status);
        args.Text(row.Reason);
        args.Long(row.Told);
    }

    private static void BedRequest(IArguments args, Rows.BedRequestRow row)
    {
        args.Short(row.Facility);
        args.Text(row.Encounter);
        args.Uuid(row.Patient);
        args.Long(row.Asked);
        args.Text(row.Level);
        args.Text(row.Isolation);
        args.Text(row.Unit);
        args.Text(row.Room);
        args.Text(row.Bed);
        args.Long(row.Told);
    }

    private void Patient(IArguments args, UpsertPatient c)
    {
        args.Uuid(c.Row.Token);
        args.Short(c.Row.Facility);
        Sealed(args, SealedColumns.Patient, c.Row.Token, 0, c.Row.Body);
        args.Bytes(c.Row.BlindMrn);
    }

    private void Blob(IArguments args, PutBlob c)
    {
        args.Bytes(c.Sha256);
        Sealed(args, SealedColumns.Blob, new Guid(c.Sha256.AsSpan(0, 16)), 0, c.Body);
    }

    private static void Deployment(IArguments args, PutDeployment c)
    {
        var row = c.Row;
        args.Uuid(row.Id);
        args.Text(row.Kind);
        args.Text(row.Key);
        args.Int(row.Version);
        args.Bytes(row.Sha256);
        args.Long(row.At);
        args.Text(row.Actor);
        args.Bytes(row.Body);
    }

    private static void Organisation(IArguments args, PutOrganisation c)
    {
        args.Int(c.Row.Version);
        args.Long(c.Row.At);
        args.Text(c.Row.Actor);
        args.Bytes(c.Row.Body);
    }

    private static void Activation(IArguments args, PutActivation c)
    {
        args.Short(c.Row.Facility);
        args.Text(c.Row.Unit);
        args.Short((short)(c.Row.Listens ? 1 : 0));
        args.Long(c.Row.Since);
        args.Text(c.Row.Actor);
        args.Text(c.Row.Reason);
    }

    private void Sealed(IArguments args, string column, Guid row, long part, byte[] body)
    {
        args.Long(ring.CurrentId);
        args.Bytes(ring.Seal(column, row, part, body));
    }
}
