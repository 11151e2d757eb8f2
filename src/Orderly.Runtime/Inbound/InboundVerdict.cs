using System.Collections.Immutable;
using Orderly.Canonical.PatientFlow;
using Orderly.Journal.Changes;
using Orderly.Journal.Write;

namespace Orderly.Runtime.Inbound;

/// <summary>What becomes of one inbound message. Closed.</summary>
internal abstract record InboundVerdict
{
    private InboundVerdict()
    {
    }

    /// <summary>It waits for its predecessor until its time is over (µs UTC, hospital time). Nothing to write when it waited before.</summary>
    public sealed record Wait(long Until, Change? Write) : InboundVerdict
    {
        public override Append ToAppend() => new() { Changes = Write is null ? [] : [Write] };
    }

    /// <summary>It tells what no message told before.</summary>
    /// <param name="Events">Each is claimed, so that of two messages that tell it only one is mapped.</param>
    /// <param name="Others">All rows but the events'.</param>
    public sealed record Tell(ImmutableArray<ClaimedEvent> Events, IReadOnlyList<Change> Others) : InboundVerdict
    {
        public override Append ToAppend() => new()
        {
            Claims = [.. Events.Select(one => one.Claim).OfType<Claim>()],
            Changes = [.. Events.Select(one => one.Row), .. Others],
        };
    }

    /// <summary>Nothing of it goes on: ignored, in quarantine, or a repeat.</summary>
    public sealed record Close(Change Write) : InboundVerdict
    {
        public override Append ToAppend() => new() { Changes = [Write] };
    }

    public abstract Append ToAppend();
}

/// <summary>A canonical event to be stored, and the claim by which it is told once; null for what no encounter tells apart.</summary>
internal sealed record ClaimedEvent(PatientFlowEventType Type, AddCanonicalEvent Row, CommandKey? Claim);
