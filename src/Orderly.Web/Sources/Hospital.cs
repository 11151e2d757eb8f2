using Orderly.Canonical.Organisation;
using Orderly.Engine.Bpmn;
using Orderly.Journal;
using Orderly.Runtime.Clocks;
using Orderly.Runtime.Worlds;

namespace Orderly.Web.Sources;

/// <summary>What every screen reads from: the store, the definitions and organisation in force, and the hospital's time.</summary>
internal sealed record Hospital(IStore Store, CurrentWorld World, HospitalClock Clock)
{
    public DateTimeOffset Now => Clock.Now();

    public OrganisationDirectory Organisation => World.Now.Organisation;

    public ProcessModel? Model(string process, int version) => World.Now.World.FindProcess(process, version)?.Model;

    public ProcessModel? Model(string process) => World.Now.World.FindProcess(process)?.Model;

    /// <summary>A person's name; the id of whoever is not in the organisation (the product itself, a program).</summary>
    public string NameOf(string actor) => Organisation.Persons.FirstOrDefault(person => person.Id == actor)?.Name ?? actor;

    public string RoleName(string role) => Organisation.Roles.FirstOrDefault(one => one.Code == role)?.Name ?? role;

    public string UnitName(string unit) => Organisation.Units.FirstOrDefault(one => one.Code == unit)?.Name ?? unit;

    public Facility? Facility(short id) => Organisation.Facilities.FirstOrDefault(facility => facility.Id == id);

    public LocalTime TimeAt(short facility) => new(Facility(facility)?.TimeZone ?? TimeZoneInfo.Utc, Now);
}
