using Orderly.Journal.Rows;

namespace Orderly.Journal.Changes;

/// <summary>
/// A row only one can have. An append whose claim is taken is dropped whole and answered with who has it;
/// its neighbours in the batch are not touched.
/// </summary>
public abstract record Claim
{
    private protected Claim() { }
}

/// <summary>An outside command's idempotency key. Lost to <see cref="Write.KeyReplayed"/>.</summary>
/// <param name="Scope">Whose keys: an API client, an inbound source.</param>
/// <param name="RequestHash">Tells a repeat from another request under the same key.</param>
/// <param name="Expires">µs UTC; from then on the key may be taken anew.</param>
/// <param name="Now">µs UTC of the request.</param>
public sealed record CommandKey(
    string Scope, string Key, byte[] RequestHash, Guid Instance, long Seq, long Now, long Expires) : Claim;

/// <summary>An inbound message. Lost to <see cref="Write.InboxDuplicate"/> when source, control id and hash are known.</summary>
public sealed record AddInbox(InboxRow Row) : Claim;

/// <summary>Lost to <see cref="Write.DeliveryTaken"/>: the process has had this message.</summary>
public sealed record AddDelivery(DeliveryRow Row) : Claim;

/// <summary>Lost to <see cref="Write.StartLockTaken"/>. Taking one's own lock again wins.</summary>
public sealed record TakeStartLock(StartLockRow Row) : Claim;

/// <summary>
/// Takes an effect that is still as it was read (state and attempt). Lost to <see cref="Write.EffectTaken"/>.
/// </summary>
public sealed record ClaimEffect(
    Guid Id, EffectState ExpectedState, int ExpectedAttempt,
    EffectState State, int Attempt, long NextAt, long SenderEpoch, string? Worker) : Claim;
