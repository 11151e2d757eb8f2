using Orderly.Canonical.PatientFlow;

namespace Orderly.Canonical.Organisation;

/// <summary>A pool of tasks: all those a role does, at a facility, in a unit (null = not bound to one), with one sensitivity.</summary>
public sealed record WorkQueue(int Id, short Facility, string? Unit, string Role, SensitivityLabel Sensitivity)
{
    /// <summary>Whether the holder of the binding may work from this queue.</summary>
    public bool IsOpenTo(RoleBinding binding) =>
        binding.Facility == Facility
        && binding.Role == Role
        && (binding.Unit is null || binding.Unit == Unit)
        && (Sensitivity & ~binding.Sensitivity) == SensitivityLabel.None;
}
