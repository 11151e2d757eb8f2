using Orderly.Canonical.Organisation;
using Orderly.Canonical.PatientFlow;

namespace Orderly.Web.Tests.Hosting;

/// <summary>A small hospital with invented people, two units and the roles the tests speak of.</summary>
internal static class DemoOrganisation
{
    private const SensitivityLabel Normal = SensitivityLabel.None;
    private static readonly DateTimeOffset Always = DateTimeOffset.UnixEpoch;

    public static OrganisationDirectory Directory { get; } = new(1)
    {
        Facilities = [new Facility(1, "HP", "Harbor Point", "America/New_York")],
        Departments = [new Department("PHARM", 1, "Inpatient pharmacy", "PHA-5200"), new Department("NUR", 1, "Nursing", "NUR-4400")],
        Units = [new Unit("5W", 1, "NUR", "5 West", null), new Unit("6W", 1, "NUR", "6 West", null)],
        Beds = [new Bed(1, "5W", "512", "A"), new Bed(1, "5W", "512", "B"), new Bed(1, "5W", "513", "A"), new Bed(1, "6W", "601", "A"), new Bed(1, "6W", "512", "A")],
        Roles =
        [
            new Role("bedside-nurse", "Bedside nurse"), new Role("pharmacist", "Pharmacist"), new Role("unit-coordinator", "Unit coordinator"), new Role("attending", "Attending"),
            new Role("case-manager", "Case manager"), new Role("transport-dispatcher", "Transport dispatcher"), new Role("evs-dispatcher", "EVS dispatcher"), new Role("patient-accounts", "Patient accounts"),
            new Role("house-supervisor", "House supervisor"), new Role("shift-lead", "Shift lead"), new Role("administrator-on-call", "Administrator on call"),
            new Role("operations-executive", "Operations executive"), new Role("integration-engineer", "Integration engineer"), new Role("operations-lead", "Operations lead"),
        ],
        Persons =
        [
            new Person("p-nair", "Priya Nair", "pnair"), new Person("m-osei", "Michael Osei", "mosei"), new Person("j-whitfield", "Jonah Whitfield", "jwhitfield"), new Person("k-abiola", "Kemi Abiola", "kabiola"),
            new Person("k-moreau", "Karin Moreau", "kmoreau"), new Person("r-singh", "Ravi Singh", "rsingh"), new Person("t-berg", "Timo Berg", "tberg"), new Person("c-brandt", "Clara Brandt", "cbrandt"), new Person("n-nobody", "Nora Nobody", "nnobody"),
            new Person("a-lindgren", "Anna Lindgren", "alindgren"), new Person("m-castellano", "Dr. Marco Castellano", "mcastellano"), new Person("s-varga", "Sara Varga", "svarga"), new Person("t-okoro", "Tunde Okoro", "tokoro"),
            new Person("c-vance", "Cora Vance", "cvance"), new Person("w-adeyemi", "Wale Adeyemi", "wadeyemi"), new Person("r-hale", "Rosa Hale", "rhale"),
        ],
        Bindings =
        [
            Bind("p-nair", "pharmacist"), Bind("m-osei", "pharmacist"), Bind("j-whitfield", "bedside-nurse", "5W"), Bind("k-abiola", "bedside-nurse", "6W"), Bind("k-moreau", "unit-coordinator"), Bind("c-brandt", "unit-coordinator", "5W"), Bind("c-brandt", "bedside-nurse", "5W"), Bind("r-singh", "evs-dispatcher"),
            Bind("t-berg", "integration-engineer"), Bind("a-lindgren", "case-manager"), Bind("m-castellano", "attending"), Bind("s-varga", "patient-accounts"), Bind("t-okoro", "transport-dispatcher"),
            Bind("c-vance", "unit-coordinator", "6W"), Bind("w-adeyemi", "operations-lead"), Bind("r-hale", "house-supervisor"),
        ],
    };

    private static RoleBinding Bind(string person, string role, string? unit = null) => new(person, role, 1, unit, Normal, Always, null);
}
