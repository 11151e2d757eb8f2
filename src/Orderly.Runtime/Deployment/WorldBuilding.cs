using Orderly.Canonical.Organisation;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Dmn;
using Orderly.Engine.Ids;
using Orderly.Engine.Time;
using Orderly.Engine.Work;
using Orderly.Runtime.Worlds;

namespace Orderly.Runtime.Deployment;

/// <summary>One universe from the one before and what a manifest adds; the same at deployment and when a node starts.</summary>
internal static class WorldBuilding
{
    public static Universe Apply(Universe before, Manifest manifest, IEnumerable<ProcessModel> processes, IReadOnlyCollection<DmnModel> decisions, OrganisationDirectory? directory)
    {
        var world = before.World.Deploy(new DeploymentId(manifest.Deployment), processes, decisions);
        foreach (var ladder in manifest.Ladders) world = world with { Ladders = world.Ladders.SetItem(ladder.Id, ladder) };
        foreach (var calendar in manifest.Calendars) world = world with { Calendars = world.Calendars.SetItem(calendar.Id, CalendarOf(calendar)) };
        if (directory is not null)
        {
            world = world with
            {
                Organisation = new Organisation(UnitsOf(directory)),
                Zones = directory.Facilities.ToDictionary(facility => facility.Id, facility => facility.TimeZone).ToImmutableZones(),
            };
        }
        return new Universe(world with { Version = manifest.World }, directory ?? before.Organisation)
        {
            DecisionModels = before.DecisionModels.SetItems(decisions.Select(model => KeyValuePair.Create(model.Namespace, model))),
        };
    }

    /// <exception cref="ArgumentException">Hours that overlap, or none.</exception>
    /// <exception cref="TimeZoneNotFoundException">The zone is not known on this machine.</exception>
    public static WorkCalendar CalendarOf(CalendarHours calendar) => WorkCalendar.BusinessHours(
        calendar.Id, TimeZoneInfo.FindSystemTimeZoneById(calendar.Zone), calendar.Hours.Select(span => new OpenHours(span.Day, span.Opens, span.Closes)), calendar.Holidays);

    private static IEnumerable<OrganisationUnit> UnitsOf(OrganisationDirectory directory) =>
        directory.Departments.Select(department => new OrganisationUnit(department.Code, department.Name, department.Facility))
            .Concat(directory.Units.Select(unit => new OrganisationUnit(unit.Code, unit.Name, unit.Facility, unit.Department)))
            .DistinctBy(unit => unit.Id);

    private static System.Collections.Immutable.ImmutableDictionary<short, TimeZoneInfo> ToImmutableZones(this Dictionary<short, TimeZoneInfo> zones) =>
        System.Collections.Immutable.ImmutableDictionary.CreateRange(zones);
}
