using Orderly.Canonical.PatientFlow;

namespace Orderly.Canonical.Organisation;

/// <summary>A kind of work a person does ("bedside-nurse", "transporter").</summary>
public sealed record Role(string Code, string Name);

/// <param name="Shift">Code of the shift the person usually works; null for those who keep no shift.</param>
public sealed record Person(string Id, string Name, string Login, string? Shift = null);

/// <summary>A part of the day in the facility's local time; one that ends at or before its start ends on the next day.</summary>
public sealed record Shift(string Code, string Name, TimeOnly From, TimeOnly To)
{
    public bool Covers(TimeOnly local) => From < To ? local >= From && local < To : local >= From || local < To;
}

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
