namespace Orderly.Web.Security;

/// <summary>
/// Who sees what is not a task of their own queues. What a person may <em>do</em> is the runtime's to judge; this is about
/// looking only. A role not named sees its queues' tasks and the cases they belong to.
/// </summary>
public sealed class SightOptions
{
    /// <summary>Every case of the facilities the role is held at.</summary>
    public IReadOnlyList<string> AllCases { get; init; } = ["unit-coordinator", "house-supervisor", "shift-lead", "administrator-on-call", "patient-flow-manager", "operations-lead", "integration-engineer"];

    /// <summary>Messages in and out, with what they carry.</summary>
    public IReadOnlyList<string> Messages { get; init; } = ["integration-engineer", "operations-lead"];

    public IReadOnlyList<string> Incidents { get; init; } = ["integration-engineer", "operations-lead", "unit-coordinator", "house-supervisor"];

    /// <summary>Roles that do their work without the patient's name: they see the place and the end of a number.</summary>
    public IReadOnlyList<string> MaskedNames { get; init; } = ["evs-dispatcher", "evs-attendant"];
}
