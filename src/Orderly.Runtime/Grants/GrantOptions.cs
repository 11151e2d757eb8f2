using System.Collections.Immutable;

namespace Orderly.Runtime.Grants;

/// <summary>Which roles carry the deeds that are not bound to a queue. A role not named here carries none of them.</summary>
public sealed class GrantOptions
{
    public ImmutableArray<string> MayStart { get; init; } = ["unit-coordinator", "house-supervisor", "operations-lead"];

    /// <summary>Those who run the floor.</summary>
    public ImmutableArray<string> MayDirect { get; init; } = ["unit-coordinator", "charge-nurse", "shift-lead", "house-supervisor", "operations-lead"];

    public ImmutableArray<string> MayPublish { get; init; } = ["operations-lead", "integration-engineer"];

    public ImmutableArray<string> MayDeploy { get; init; } = ["operations-lead", "integration-engineer"];

    public ImmutableArray<string> MayMend { get; init; } = ["operations-lead", "integration-engineer"];

    /// <summary>Those who see incidents and run the floor: they decide, and leave mending data to those above.</summary>
    public ImmutableArray<string> MayDecide { get; init; } = ["operations-lead", "integration-engineer", "unit-coordinator", "house-supervisor"];

    public ImmutableArray<string> MayCancel { get; init; } = ["house-supervisor", "operations-lead"];

    public ImmutableArray<string> MayActivate { get; init; } = ["operations-lead"];

    /// <summary>Going back is the safe way, so more may go it.</summary>
    public ImmutableArray<string> MayDeactivate { get; init; } = ["operations-lead", "house-supervisor", "integration-engineer"];

    internal ImmutableArray<string> RolesFor(Deed deed) => deed switch
    {
        Deed.StartProcess => MayStart,
        Deed.DirectTask or Deed.SpeakOnTask => MayDirect,
        Deed.PublishMessage => MayPublish,
        Deed.Deploy or Deed.ChangeOrganisation => MayDeploy,
        Deed.MendIncident or Deed.ReplayMessage => MayMend,
        Deed.DecideIncident => MayDecide,
        Deed.CancelInstance => MayCancel,
        Deed.Activate => MayActivate,
        Deed.Deactivate => MayDeactivate,
        _ => [],
    };
}
