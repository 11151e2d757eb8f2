using Orderly.Web.Design;
using Orderly.Web.Sources;
using Orderly.Web.Worklist;

namespace Orderly.Web.Tests.Worklist;

public sealed class TaskGroupsTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 9, 14, 12, 0, TimeSpan.Zero);
    private static readonly LocalTime Time = new(TimeZoneInfo.Utc, Now);

    [Fact]
    public void Rows_stand_under_headings_of_time_with_the_earliest_first()
    {
        var groups = TaskGroups.Of([Line("c", 90), Line("a", -10), Line("b", 20), Line("d", 50), Line("e", 30, stopped: true), Line("f", null), Line("g", 6)], Time, WorklistSort.Due);

        groups.Select(group => (group.Title, string.Concat(group.Lines.Select(line => line.Title)))).ShouldBe(
        [
            ("Late", "a"), ("Due by 14:45", "gb"), ("Due by 15:30", "d"), ("Due later", "c"), ("Clock stopped", "e"), ("No clock", "f"),
        ]);
        groups[1].Note.ShouldBe("2 tasks");
        groups[4].Note.ShouldBe("1 task; each comes back on its own");
    }

    [Theory]
    [InlineData("14:00", "14:30", "15:15")]
    [InlineData("14:01", "14:45", "15:30")]
    [InlineData("23:50", "00:30", "01:15")]
    public void Boundaries_are_quarters_of_an_hour_half_an_hour_away_or_more(string now, string first, string second)
    {
        var (one, two) = TaskGroups.Boundaries(new DateTimeOffset(new DateOnly(2026, 6, 9), TimeOnly.Parse(now, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero));

        one.ToString("HH:mm").ShouldBe(first);
        two.ToString("HH:mm").ShouldBe(second);
    }

    [Theory]
    [InlineData("Priya Nair", "P. Nair")]
    [InlineData("Dr. Marco Castellano", "Dr. M. Castellano")]
    [InlineData("system", "system")]
    public void Owner_is_named_short_with_the_title_kept(string name, string shown) => TaskLines.ShortName(name).ShouldBe(shown);

    [Theory]
    [InlineData("Pharmacist", "pharmacist")]
    [InlineData("EVS dispatcher", "EVS dispatcher")]
    [InlineData("", "")]
    public void Role_in_a_sentence_keeps_its_abbreviation(string name, string shown) => InSentence.Of(name).ShouldBe(shown);

    [Theory]
    [InlineData("?show=mine&q=ng&unit=5W&sort=priority")]
    [InlineData("?show=soon&task=0197c0de-0000-7000-8000-000000000001")]
    [InlineData("")]
    public void Filter_written_as_an_address_reads_back_the_same(string query)
    {
        var values = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query);
        string? Value(string name) => values.TryGetValue(name, out var value) ? value.ToString() : null;

        WorklistFilter.Parse(Value("show"), Value("q"), Value("role"), Value("unit"), Value("sort"), Value("task")).Address.ShouldBe(WorklistFilter.Path + query);
    }

    private static TaskLine Line(string title, int? dueIn, bool stopped = false) => new()
    {
        Id = Guid.CreateVersion7(),
        Version = 1,
        Title = title,
        Status = StatusLook.Open,
        Address = "/",
        Clock = dueIn is { } minutes ? ClockReading.Running(Now, Now.AddMinutes(minutes - 60), TimeSpan.FromHours(1), Now.AddMinutes(minutes - 15), Now.AddMinutes(minutes), stopped ? Now.AddMinutes(-5) : null) : null,
    };
}
