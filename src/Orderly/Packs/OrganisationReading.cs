using System.Globalization;
using Orderly.Canonical.Organisation;
using Orderly.Canonical.PatientFlow;
using Orderly.Connectors.Configuration;

namespace Orderly.Packs;

/// <summary>Reads <c>organisation.yaml</c>: facilities, shifts, departments, units with their beds, roles, and people with what they are bound to.</summary>
internal static class OrganisationReading
{
    private const int MostRooms = 1_000;

    /// <exception cref="ConfigurationException">Anything is not as expected.</exception>
    public static OrganisationDirectory Read(string path) => YamlFile.Read(path, File.ReadAllText(path), Read);

    private static OrganisationDirectory? Read(YamlMap map)
    {
        var facilities = map.Maps("facilities").Select(ReadFacility).ToList();
        var departments = map.Maps("departments").Select(item => Closed(item, new Department(
            item.RequiredText("code").Value, FacilityOf(item), item.RequiredText("name").Value, item.Text("cost-centre")?.Value))).ToList();
        var shifts = map.Maps("shifts").Select(item => Closed(item, new Shift(
            item.RequiredText("code").Value, item.RequiredText("name").Value, Time(item, "from"), Time(item, "to")))).ToList();
        var wards = map.Maps("units").Select(ReadUnit).ToList();
        var units = wards.ConvertAll(ward => ward.Unit);
        var roles = map.Maps("roles").Select(ReadRole).ToList();
        var people = map.Maps("people").Select(item => ReadPerson(item, new Known(facilities, shifts, [.. roles.Select(role => role.Code)], [.. units.Select(unit => unit.Code)]))).ToList();
        map.RefuseOthers();

        foreach (var unit in units.Where(unit => !departments.Exists(department => department.Code == unit.Department)))
            map.Report($"Expected the department of unit {unit.Code} to be listed under 'departments', but '{unit.Department}' is not");
        return map.File.HasIssues ? null : new OrganisationDirectory(1)
        {
            Facilities = [.. facilities],
            Departments = [.. departments],
            Units = [.. units],
            Beds = [.. wards.SelectMany(ward => ward.Beds)],
            Shifts = [.. shifts],
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

    /// <summary>Rooms are "501-512", or one number; every room has the same beds.</summary>
    private static (Unit Unit, IReadOnlyList<Bed> Beds) ReadUnit(YamlMap map)
    {
        var unit = new Unit(
            map.RequiredText("code").Value, FacilityOf(map), map.RequiredText("department").Value, map.RequiredText("name").Value, map.Text("level-of-care")?.Value);
        var beds = map.Texts("beds").Select(bed => bed.Value).ToList();
        var rooms = map.Text("rooms") is { } text ? ReadRooms(text) : [];
        if (rooms.Count == 0 != (beds.Count == 0)) map.Report($"Expected 'rooms' and 'beds' of unit {unit.Code} together, but only one of them is there");
        return (Closed(map, unit), [.. rooms.SelectMany(room => beds.Select(bed => new Bed(unit.Facility, unit.Code, room, bed)))]);
    }

    private static List<string> ReadRooms(YamlText text)
    {
        var ends = text.Value.Split('-');
        if (ends.Length <= 2 && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) && last >= first && last - first < MostRooms)
            return [.. Enumerable.Range(first, last - first + 1).Select(room => room.ToString(CultureInfo.InvariantCulture))];
        text.Report($"Expected 'rooms' to be a range such as 501-512, of at most {MostRooms}, but it is '{text.Value}'");
        return [];
    }

    private static TimeOnly Time(YamlMap map, string key)
    {
        var text = map.RequiredText(key);
        if (TimeOnly.TryParseExact(text.Value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        if (text.Value.Length > 0) text.Report($"Expected '{key}' to be a local time such as 07:00, but it is '{text.Value}'");
        return default;
    }

    private static (Person Person, List<RoleBinding> Bindings) ReadPerson(YamlMap map, Known known)
    {
        var id = map.RequiredText("id").Value;
        var facilities = known.Facilities;
        if (map.Text("facility") is { } place)
        {
            facilities = facilities.FindAll(facility => facility.Code == place.Value);
            if (facilities.Count == 0) place.Report($"Expected 'facility' to be the code of one under 'facilities', but '{place.Value}' is not");
        }
        var shift = map.Text("shift");
        if (shift is not null && !known.Shifts.Exists(one => one.Code == shift.Value)) shift.Report($"Expected 'shift' to be listed under 'shifts', but '{shift.Value}' is not");
        var bindings = new List<RoleBinding>();
        foreach (var item in map.Maps("bindings"))
        {
            var role = item.RequiredText("role");
            if (role.Value.Length > 0 && !known.Roles.Contains(role.Value)) role.Report($"Expected 'role' to be listed under 'roles', but '{role.Value}' is not");
            var scope = item.Texts("units");
            foreach (var unit in scope.Where(unit => !known.Units.Contains(unit.Value)))
                unit.Report($"Expected 'units' to be listed under 'units', but '{unit.Value}' is not");
            item.RefuseOthers();
            foreach (var facility in facilities)
                bindings.AddRange((scope.Count == 0 ? [null] : scope.Select(unit => (string?)unit.Value))
                    .Select(unit => new RoleBinding(id, role.Value, facility.Id, unit, SensitivityLabel.None, DateTimeOffset.MinValue, null)));
        }
        return (Closed(map, new Person(id, map.RequiredText("name").Value, map.RequiredText("login").Value, shift?.Value)), bindings);
    }

    /// <summary>What a person's lines may name.</summary>
    private sealed record Known(List<Facility> Facilities, List<Shift> Shifts, HashSet<string> Roles, HashSet<string> Units);

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
