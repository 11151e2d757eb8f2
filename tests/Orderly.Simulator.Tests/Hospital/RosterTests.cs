using Orderly.Canonical.Organisation;
using Orderly.Canonical.PatientFlow;
using Orderly.Simulator.Hospital.Staff;

namespace Orderly.Simulator.Tests.Hospital;

public sealed class RosterTests
{
    private static readonly OrganisationDirectory House = new(1)
    {
        Facilities = [.. SmallHospital.Facilities],
        Shifts = [new Shift("day", "Day", new TimeOnly(7, 0), new TimeOnly(15, 0)), new Shift("night", "Night", new TimeOnly(23, 0), new TimeOnly(7, 0))],
        Persons = [new Person("dora", "Dora", "dora", "day"), new Person("nils", "Nils", "nils", "night"), new Person("visitor", "Vera", "vera", "day"), new Person("olga", "Olga", "olga")],
        Bindings = [Bind("dora", 1), Bind("nils", 2), Bind("visitor", 1), Bind("olga", 1)],
    };

    [Fact]
    public void People_without_a_shift_and_those_a_visitor_acts_as_are_not_played() =>
        new Roster(House, new HashSet<string> { "visitor" }).Players.Select(player => player.Person).ShouldBe(["dora", "nils"]);

    [Theory]
    [InlineData("dora", "07:00", 0)]
    [InlineData("dora", "14:59", 0)]
    [InlineData("dora", "15:00", 16 * 60)]
    [InlineData("dora", "06:30", 30)]
    [InlineData("nils", "23:30", 30)]
    [InlineData("nils", "00:30", 0)]
    public void Shifts_are_kept_in_the_facilitys_own_time(string person, string newYork, int minutesOff)
    {
        var at = new DateTimeOffset(new DateOnly(2026, 6, 2).ToDateTime(TimeOnly.Parse(newYork, System.Globalization.CultureInfo.InvariantCulture)), TimeSpan.FromHours(-4));
        var player = new Roster(House, new HashSet<string>()).Players.Single(one => one.Person == person);

        player.UntilShift(at).TotalMinutes.ShouldBe(minutesOff);
        player.IsOnShift(at).ShouldBe(minutesOff == 0);
    }

    [Fact]
    public void A_queue_is_left_alone_everywhere_or_in_one_unit()
    {
        LeftAlone.Parse("pharmacist").Covers(new QueueSeen(1, 1, "5W", "pharmacist")).ShouldBeTrue();
        LeftAlone.Parse("bedside-nurse@5W").Covers(new QueueSeen(1, 1, "5W", "bedside-nurse")).ShouldBeTrue();
        LeftAlone.Parse("bedside-nurse@5W").Covers(new QueueSeen(1, 1, "6W", "bedside-nurse")).ShouldBeFalse();
        Should.Throw<FormatException>(() => LeftAlone.Parse("nurse@5W@6W")).Message.ShouldContain("Expected a role such as pharmacist");
    }

    private static RoleBinding Bind(string person, short facility) => new(person, "bedside-nurse", facility, null, SensitivityLabel.None, DateTimeOffset.MinValue, null);
}
