using Orderly.Journal.Rows;

namespace Orderly.Journal.Changes;

/// <summary>
/// One row change of an <see cref="Write.Append"/>. Within a batch the last change of a row wins, in the order given.
/// The closed list; The store has one line for each.
/// </summary>
public abstract record Change
{
    private protected Change() { }
}

public sealed record UpsertTask(TaskRow Row) : Change;
public sealed record UpsertClock(ClockRow Row) : Change;
public sealed record UpsertIncident(IncidentRow Row) : Change;
public sealed record UpsertEscalation(EscalationRow Row) : Change;

/// <summary>Ends what a clock's rungs told until <paramref name="At"/> (µs UTC); what they tell later stays open.</summary>
/// <param name="Roles">Whom they told, for those who follow changes; not stored.</param>
public sealed record EndEscalations(Guid Clock, long At, IReadOnlyList<string> Roles) : Change;
public sealed record PutSnapshot(SnapshotRow Row) : Change;

public sealed record AddTimer(TimerRow Row) : Change;
public sealed record RemoveTimer(short Lane, long Due, Guid Id) : Change;

public sealed record OpenSubscription(SubscriptionRow Row) : Change;
public sealed record CloseSubscription(Guid Id) : Change;

public sealed record AddMessage(MessageRow Row) : Change;
public sealed record RemoveMessage(Guid Id) : Change;

/// <summary>Sets the state of a delivery that was taken by <see cref="AddDelivery"/>.</summary>
public sealed record UpdateDelivery(Guid Message, string Process, short State) : Change;
public sealed record RemoveDelivery(Guid Message, string Process) : Change;

/// <summary>The instance is found under another business key from now on.</summary>
public sealed record RekeyInstance(Guid Id, string BusinessKey) : Change;

/// <summary>Its holder also takes the lock of another key, if that is free.</summary>
public sealed record ExtendStartLock(string Process, string Key, string ToKey, Guid Instance) : Change;

/// <summary>Only its holder can release a start lock.</summary>
public sealed record ReleaseStartLock(string Process, string Key, Guid Instance) : Change;

public sealed record AddMail(MailRow Row) : Change;
public sealed record RemoveMail(Guid To, Guid From, long Seq, int Index) : Change;

public sealed record AddEffect(EffectRow Row) : Change;

/// <summary>Sets what moves in an effect's life, whatever it was before; see <see cref="ClaimEffect"/> for the guarded form.</summary>
public sealed record UpdateEffect(
    Guid Id, EffectState State, int Attempt, long NextAt, long SenderEpoch, string? Worker) : Change;
public sealed record RemoveEffect(Guid Id) : Change;

/// <summary>Where a new message stands; the commit that takes <see cref="AddInbox"/> brings it.</summary>
internal sealed record AddInboxState(InboxRow Row) : Change;

/// <param name="HeldUntil">µs UTC, hospital time; only of a message that is held for order.</param>
public sealed record UpdateInbox(Guid Id, InboxState State, string? Reason, long? HeldUntil = null) : Change
{
    /// <summary>Such a message has no row of its own for where it stands.</summary>
    internal bool IsPlainlyMapped => State == InboxState.Mapped && Reason is null;
}

public sealed record AddRefusal(RefusalRow Row) : Change;
public sealed record AddCanonicalEvent(CanonicalEventRow Row) : Change;

/// <summary>Where a visit's patient is; passed over when a later movement is known.</summary>
public sealed record UpsertOccupancy(OccupancyRow Row) : Change;

/// <summary>A visit asks for a bed, or is given one; when it first asked stays.</summary>
public sealed record UpsertBedRequest(BedRequestRow Row) : Change;

/// <summary>When a patient whose place is known is expected to leave (µs UTC); passed over when something later was said of it.</summary>
public sealed record ExpectExit(short Facility, string Encounter, long Expected, long Told) : Change;

/// <summary>What a bed is now; passed over when a later word is known.</summary>
public sealed record UpsertBed(BedRow Row) : Change;

public sealed record UpsertPatient(PatientRow Row) : Change;
public sealed record AliasPatient(PatientAliasRow Row) : Change;

/// <summary>A large value under its own hash; written once, whoever writes it again.</summary>
public sealed record PutBlob(byte[] Sha256, byte[] Body) : Change;
public sealed record PutDeployment(DeploymentRow Row) : Change;
public sealed record PutOrganisation(OrganisationRow Row) : Change;

/// <summary>A site or unit listens only, or acts, from now on.</summary>
public sealed record PutActivation(ActivationRow Row) : Change;

public sealed record AddHistory(Guid Instance, string Element, string Event, long At, string Actor, string? Unit) : Change;
public sealed record AddAudit(long At, string Actor, string What, string Subject) : Change;
public sealed record AddAccess(long At, string Actor, string Purpose, string View, IReadOnlyList<Guid> Patients) : Change;
