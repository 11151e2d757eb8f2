using System.Buffers;
using Orderly.Canonical.Inbound;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Nodes;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Submission;

namespace Orderly.Runtime.Inbound;

/// <summary>Stores a raw message, and only then lets it be acknowledged.</summary>
internal sealed class InboundQueue(OwnerContext context, NewIds ids) : IInboundAcceptance
{
    /// <summary>Enough to see what is wrong with a sender; whoever floods the port with rubbish is not kept whole.</summary>
    private const int MostRefusedBytes = 64 * 1024;
    private const int MostRefusedText = 400;

    private long lastOrdinal;

    /// <exception cref="StoreUnavailableException">Not stored: the listener sends no answer, and the sender comes again.</exception>
    public async Task<Acceptance> AcceptAsync(InboundMessage message, CancellationToken cancellation)
    {
        var id = ids.At(context.Real.GetUtcNow());
        var row = new InboxRow(
            Id: id,
            Facility: message.Facility,
            Source: message.Source,
            ControlId: message.ControlId,
            Hash: message.Hash.ToArray(),
            Type: message.Type,
            Ordinal: NextOrdinal(),
            Lane: Lane.Of(message.OrderKey),
            OrderKey: message.OrderKey,
            State: InboxState.Received,
            Route: message.Route,
            Reason: null,
            Flagged: false,
            Received: Micros.From(message.ReceivedAt),
            Ack: message.Ack.ToArray(),
            Raw: message.Raw.ToArray());
        var outcome = await context.Writer.Write(new Append { Claims = [new AddInbox(row)] });
        switch (outcome)
        {
            case Committed:
                Accepted?.Invoke(row);
                return new Acceptance.Stored(id, ControlIdReused: false);
            case InboxDuplicate duplicate:
                return new Acceptance.Duplicate(duplicate.Stored.Ack);
            case Fenced:
                context.Fenced();
                throw new StoreUnavailableException("Expected this node to own its share, but another took over");
            case Poisoned poisoned:
                throw new RowRefusedException(poisoned.Error);
            default:
                throw new StoreUnavailableException(outcome is Unavailable away ? away.Error : $"Expected a commit, but it was {outcome.GetType().Name}");
        }
    }

    /// <exception cref="StoreUnavailableException">Not kept: the listener sends no answer, and the sender comes again.</exception>
    public async Task RefuseAsync(RefusedMessage message, CancellationToken cancellation)
    {
        var kept = message.Raw.Length > MostRefusedBytes ? message.Raw[..MostRefusedBytes] : message.Raw;
        var row = new RefusalRow(
            ids.At(context.Real.GetUtcNow()), Plain(message.Source), Plain(message.ControlId), Plain(message.Type), Plain(message.Listener), Plain(message.Reason),
            Micros.From(message.ReceivedAt), message.Ack.ToArray(), kept.ToArray());
        Change[] changes = [new AddRefusal(row)];
        if (await context.Writer.Write(new Append { Changes = changes }) is not Committed)
            throw new StoreUnavailableException("Expected the refused message to be kept, but the store did not take it");
        context.Signals.Committed(Guid.Empty, changes);
    }

    /// <summary>What an unfit sender puts into its header must not make the row unfit too.</summary>
    private static string Plain(string text) =>
        string.Concat(text.Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter)).Take(MostRefusedText));

    /// <summary>Told of each stored message.</summary>
    public event Action<InboxRow>? Accepted;

    /// <summary>Rises with every message, also over restarts.</summary>
    private long NextOrdinal()
    {
        var now = Micros.From(context.Real.GetUtcNow());
        while (true)
        {
            var last = Volatile.Read(ref lastOrdinal);
            var next = Math.Max(last + 1, now);
            if (Interlocked.CompareExchange(ref lastOrdinal, next, last) == last) return next;
        }
    }
}
