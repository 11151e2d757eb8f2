using System.Collections.Frozen;

namespace Orderly.Engine.Work;

/// <summary>The facts about a hospital that decide whose queue work goes to.</summary>
public sealed class Organisation
{
    public static readonly Organisation Empty = new([]);

    private readonly FrozenDictionary<string, OrganisationUnit> units;

    /// <exception cref="ArgumentException">Two units have the same id.</exception>
    public Organisation(IEnumerable<OrganisationUnit> units) => this.units = units.ToFrozenDictionary(u => u.Id, StringComparer.Ordinal);

    public IEnumerable<OrganisationUnit> Units => units.Values;

    public OrganisationUnit? Find(string unit) => units.GetValueOrDefault(unit);

    /// <summary>The queue of a unit and role; a unit known here brings its own facility.</summary>
    public WorkQueue Queue(short facility, string? unit, string? role, string? sensitivity) =>
        new(unit is not null && Find(unit) is { } known ? known.Facility : facility, unit, role, sensitivity);
}

/// <param name="Id">What models and queues call it.</param>
/// <param name="Department">The department it belongs to; null for a department itself.</param>
public sealed record OrganisationUnit(string Id, string Name, short Facility, string? Department = null);
