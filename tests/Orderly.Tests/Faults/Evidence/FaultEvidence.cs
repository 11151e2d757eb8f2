using Orderly.Simulator.Erp;
using Orderly.Simulator.Oracle;

namespace Orderly.Tests.Faults.Evidence;

/// <summary>What the oracle knows by itself (its own logs), and what the store shows after everything came to rest.</summary>
internal sealed record FaultEvidence
{
    /// <summary>The sender's log: everything that was answered.</summary>
    public required IReadOnlyList<AcknowledgedMessage> Acknowledged { get; init; }

    /// <summary>Supplies that the exit of an encounter books, reckoned from the order as it was sent.</summary>
    public required IReadOnlyDictionary<string, int> SuppliesOnExit { get; init; }

    /// <summary>The effect log: what the ERP has on its disk.</summary>
    public required IReadOnlyList<ErpDocument> Documents { get; init; }

    public required IReadOnlyList<InboxFact> Inbox { get; init; }

    public required IReadOnlyList<InstanceFact> Instances { get; init; }

    /// <summary>Encounters, as routes name them, whose message of the kind was accepted.</summary>
    public IReadOnlySet<string> EncountersOf(FeedKind kind) =>
        Acknowledged.Where(message => message.IsAccepted && message.Kind == kind.ToString()).Select(message => $"HP|{message.Visit}").ToHashSet();
}

internal enum FeedKind
{
    DischargeOrder,
    Discharged,
}

/// <param name="Hash">SHA-256, lower-case hex.</param>
/// <param name="State">As stored: 0 received, 1 mapped, 2 held, 3 quarantined, 4 ignored.</param>
internal sealed record InboxFact(string ControlId, string Hash, int State, string? Reason, string OrderKey, long Ordinal);

/// <param name="Process">Id of the BPMN process.</param>
/// <param name="WaitsFor">What it waits for by name: task, timer, subscription, effect, incident, child. Empty when nothing.</param>
internal sealed record InstanceFact(Guid Id, string Process, string? BusinessKey, bool HasEnded, IReadOnlyList<string> WaitsFor);
