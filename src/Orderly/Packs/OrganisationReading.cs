using Orderly.Canonical.Organisation;
using Orderly.Canonical.PatientFlow;
using Orderly.Connectors.Configuration;

namespace Orderly.Packs;

/// <summary>Reads <c>organisation.yaml</c>: facilities, departments, units, roles, and people with what they are bound to.</summary>
internal static class OrganisationReading
{
    /// <exception cref="ConfigurationException">Anything is not as expected.</exception>
    public static OrganisationDirectory Read(string path) => YamlFile.Read(path, File.ReadAllText(path), Read);

    private static OrganisationDirectory? Read(YamlMap map)
    {
        var facilities = map.Maps("facilities").Select(ReadFacility).ToList();
        var departments = map.Maps("departments").Select(item => Closed(item, new Department(
            item.RequiredText("code").Value, FacilityOf(item), item.RequiredText("name").Value, item.Text("cost-centre")?.Value))).ToList();
        var units = map.Maps("units").Select(item => Closed(item, new Unit(
            item.RequiredText("code").Value, FacilityOf(item), item.RequiredText("department").Value, item.RequiredText("name").Value, item.Text("level-of-care")?.Value))).ToList();
        var roles = map.Maps("roles").Select(ReadRole).ToList();
        var people = map.Maps("people").Select(item => ReadPerson(item, facilities, [.. roles.Select(role => role.Code)], [.. units.Select(unit => unit.Code)])).ToList();
        map.RefuseOthers();

        foreach (var unit in units.Where(unit => !departments.Exists(department => department.Code == unit.Department)))
            map.Report($"Expected the department of unit {unit.Code} to be listed under 'departments', but '{unit.Department}' is not");
        return map.File.HasIssues ? null : new OrganisationDirectory(1)
        {
            Facilities = [.. facilities],
            Departments = [.. departments],
            Units = [.. units],
            Roles = [.. roles],
            Persons = [.. people.Select(person => person.Person)],
            Bindings = [.. people.SelectMany(person => person.Bindings)],
        };
    }

    private static Facility ReadFacility(YamlMap map)
    {
        var zone = map.RequiredText("zone");
        if (zone.Value.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(zone.Value, out _))
            zone.Report($"Expected 'zone' to be an IANA zone such as America/New_York, but it is '{zone.Value}'");
        return Closed(map, new Facility(Number(map, "id"), map.RequiredText("code").Value, map.RequiredText("name").Value, zone.Value));
    }

    private static Role ReadRole(YamlMap map)
    {
        // Said for the reader of the file: whether work of the role is told apart by unit follows from the models.
        map.Text("unit");
        map.Text("department");
        return Closed(map, new Role(map.RequiredText("code").Value, map.RequiredText("name").Value));
    }

    private static (Person Person, List<RoleBinding> Bindings) ReadPerson(YamlMap map, List<Facility> facilities, HashSet<string> roles, HashSet<string> units)
    {
        var id = map.RequiredText("id").Value;
        var bindings = new List<RoleBinding>();
        foreach (var item in map.Maps("bindings"))
        {
            var role = item.RequiredText("role");
            if (role.Value.Length > 0 && !roles.Contains(role.Value)) role.Report($"Expected 'role' to be listed under 'roles', but '{role.Value}' is not");
            var scope = item.Texts("units");
            foreach (var unit in scope.Where(unit => !units.Contains(unit.Value)))
                unit.Report($"Expected 'units' to be listed under 'units', but '{unit.Value}' is not");
            item.RefuseOthers();
            foreach (var facility in facilities)
                bindings.AddRange((scope.Count == 0 ? [null] : scope.Select(unit => (string?)unit.Value))
                    .Select(unit => new RoleBinding(id, role.Value, facility.Id, unit, SensitivityLabel.None, DateTimeOffset.MinValue, null)));
        }
        return (Closed(map, new Person(id, map.RequiredText("name").Value, map.RequiredText("login").Value)), bindings);
    }

    private static short FacilityOf(YamlMap map) => Number(map, "facility");

    private static short Number(YamlMap map, string key)
    {
        map.RequiredText(key);
        return (short)map.Number(key, otherwise: 0, least: 1, most: short.MaxValue);
    }

    private static T Closed<T>(YamlMap map, T value)
    {
        map.RefuseOthers();
        return value;
    }
}
