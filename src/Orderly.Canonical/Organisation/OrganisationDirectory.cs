using System.Collections.Immutable;

namespace Orderly.Canonical.Organisation;

/// <summary>The whole organisation at one version. Immutable: a change is a new version.</summary>
public sealed record OrganisationDirectory(long Version)
{
    public ImmutableArray<Facility> Facilities { get; init; } = [];

    public ImmutableArray<Department> Departments { get; init; } = [];

    public ImmutableArray<Unit> Units { get; init; } = [];

    // A directory stored before there were beds and shifts has none.
    public ImmutableArray<Bed> Beds { get; init => field = value.IsDefault ? [] : value; } = [];

    public ImmutableArray<Shift> Shifts { get; init => field = value.IsDefault ? [] : value; } = [];

    public ImmutableArray<Role> Roles { get; init; } = [];

    public ImmutableArray<Person> Persons { get; init; } = [];

    public ImmutableArray<RoleBinding> Bindings { get; init; } = [];

    public ImmutableArray<WorkQueue> Queues { get; init; } = [];
}
