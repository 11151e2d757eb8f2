using Orderly.Canonical.PatientFlow;

namespace Orderly.Canonical.Organisation;

/// <summary>A kind of work a person does ("bedside-nurse", "transporter").</summary>
public sealed record Role(string Code, string Name);

public sealed record Person(string Id, string Name, string Login);

/// <summary>
/// A person holds a role at a facility, in one unit or (null) all of them, for records up to the labels given, from
/// <paramref name="From"/> until <paramref name="Until"/> (exclusive; null = open).
/// </summary>
public sealed record RoleBinding(
    string Person,
    string Role,
    short Facility,
    string? Unit,
    SensitivityLabel Sensitivity,
    DateTimeOffset From,
    DateTimeOffset? Until)
{
    public bool IsHeldAt(DateTimeOffset instant) => From <= instant && (Until is null || instant < Until);
}
