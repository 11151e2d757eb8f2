using Orderly.Canonical.Census;

namespace Orderly.Tests.Living;

public sealed class CensusComparisonTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 6, 2, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Two_equal_censuses_differ_in_nothing() =>
        CensusComparison.Of([Line("V1", "501", "A")], [Known("V1", "501", "A", Midnight.AddHours(-3))], Midnight).ShouldBeEmpty();

    [Fact]
    public void Each_kind_of_difference_is_told_with_both_sides()
    {
        var differences = CensusComparison.Of(
            [Line("NEW", "501", "A"), Line("MOVED", "502", "A")],
            [Known("MOVED", "503", "B", Midnight.AddHours(-3)), Known("GONE", "504", "A", Midnight.AddHours(-3))],
            Midnight);

        differences.Select(one => (one.Kind, one.Encounter)).ShouldBe(
            [(CensusDifferenceKind.Elsewhere, "HP|MOVED"), (CensusDifferenceKind.NotKnown, "HP|NEW"), (CensusDifferenceKind.HasLeft, "HP|GONE")]);
        differences[0].Known!.Room.ShouldBe("503");
        differences[0].Ehr!.Room.ShouldBe("502");
    }

    [Fact]
    public void What_was_heard_of_after_the_census_was_taken_is_not_held_against_it() =>
        CensusComparison.Of([Line("MOVED", "502", "A")], [Known("MOVED", "503", "B", Midnight.AddMinutes(1)), Known("CAME", "504", "A", Midnight.AddMinutes(1))], Midnight).ShouldBeEmpty();

    private static CensusEntry Line(string visit, string room, string bed) => new(visit, "HP", "5W", room, bed);

    private static KnownPlace Known(string visit, string room, string bed, DateTimeOffset moved) => new($"HP|{visit}", "5W", room, bed, moved);
}
