namespace Orderly.Web.Security;

/// <summary>
/// Who sees what is not a task of their own queues. What a person may <em>do</em> is the runtime's to judge; this is about
/// looking only. A role not named sees its queues' tasks and the cases they belong to.
/// </summary>
public sealed class SightOptions
{
    /// <summary>Every case of the units, or of the whole facility, that the role is held for. The at-risk board is theirs.</summary>
    public IReadOnlyList<string> AllCases { get; init; } = ["unit-coordinator", "house-supervisor", "shift-lead", "administrator-on-call", "patient-flow-manager", "operations-lead", "integration-engineer"];

    /// <summary>The bed board of their units: who works at beds, beside those who see every case.</summary>
    public IReadOnlyList<string> Beds { get; init; } = ["bedside-nurse", "evs-dispatcher", "transport-dispatcher"];

    /// <summary>Messages in and out, with what they carry.</summary>
    public IReadOnlyList<string> Messages { get; init; } = ["integration-engineer", "operations-lead"];

    public IReadOnlyList<string> Incidents { get; init; } = ["integration-engineer", "operations-lead", "unit-coordinator", "house-supervisor"];

    /// <summary>Which sites and units act, and which only listen.</summary>
    public IReadOnlyList<string> Activation { get; init; } = ["operations-lead", "house-supervisor", "integration-engineer"];

    /// <summary>Roles that do their work without the patient's name: they see the place and the end of a number.</summary>
    public IReadOnlyList<string> MaskedNames { get; init; } = ["evs-dispatcher", "evs-attendant"];
}
