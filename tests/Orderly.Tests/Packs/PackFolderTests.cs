using Orderly.Connectors.Configuration;
using Orderly.Demo;
using Orderly.Hosting;
using Orderly.Packs;
using Orderly.Runtime.Deployment;
using Orderly.Runtime.Nodes;
using Orderly.Runtime.Submission;

namespace Orderly.Tests.Packs;

public sealed class PackFolderTests
{
    [Fact]
    public void The_shipped_discharge_pack_reads_and_can_be_deployed()
    {
        var pack = PackFolder.Read(DemoFolder.ShippedPack("discharge"));

        pack.Id.ShouldBe("discharge");
        pack.Ladders.Select(ladder => ladder.Id).ShouldBe(["standard", "immediate", "exit", "notice", "long"], ignoreOrder: true);
        pack.Organisation!.Bindings.ShouldNotBeEmpty();
        Deployments.Check(pack.ToBundle()).Where(issue => issue.IsError).ShouldBeEmpty();
    }

    [Fact]
    public void The_demo_has_two_facilities_of_120_beds_and_someone_for_every_role_of_a_shift()
    {
        var organisation = PackFolder.Read(DemoFolder.ShippedPack("discharge")).Organisation!;

        organisation.Facilities.Select(facility => facility.Code).ShouldBe(["HP", "MC"]);
        organisation.Beds.Length.ShouldBe(120);
        organisation.Beds.ShouldContain(new Canonical.Organisation.Bed(1, "5W", "512", "A"));
        organisation.Beds.ShouldBeUnique();
        organisation.Shifts.Select(shift => shift.Code).ShouldBe(["day", "evening", "night"]);
        Enumerable.Range(0, 24).Select(hour => new TimeOnly(hour, 0)).ShouldAllBe(hour => organisation.Shifts.Count(shift => shift.Covers(hour)) == 1);
        var shifts = organisation.Persons.ToDictionary(person => person.Id, person => person.Shift);
        foreach (var unit in organisation.Units)
            foreach (var shift in organisation.Shifts)
                organisation.Bindings.ShouldContain(
                    held => held.Role == "bedside-nurse" && held.Facility == unit.Facility && held.Unit == unit.Code && shifts[held.Person] == shift.Code, $"{unit.Code} {shift.Code}");
    }

    /// <summary>Found before the deployment, not when nobody is told.</summary>
    [Theory]
    [InlineData("pack.yaml", "audience: [house-supervisor]", "audience: [house-superviser]", "'house-superviser' is none; is 'house-supervisor' meant?")]
    [InlineData("routes/adt-bed.yaml", "route: ", "wehn: 1\nroute: ", "wehn")]
    public void Name_that_is_misspelt_in_one_file_of_a_pack_is_found_by_what_the_others_have(string file, string right, string wrong, string complaint)
    {
        var folder = Directory.CreateTempSubdirectory("orderly-pack-").FullName;
        foreach (var source in Directory.EnumerateFiles(DemoFolder.ShippedPack("discharge"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(DemoFolder.ShippedPack("discharge"), source));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(source, copy);
        }

        var path = Path.Combine(folder, file);
        var text = File.ReadAllText(path);
        text.ShouldContain(right);
        var at = text.IndexOf(right, StringComparison.Ordinal);
        File.WriteAllText(path, string.Concat(text.AsSpan(0, at), wrong, text.AsSpan(at + right.Length)));

        Should.Throw<ConfigurationException>(() => PackFolder.Read(folder)).Issues.ShouldContain(issue => issue.Text.Contains(complaint));
    }

    [Theory]
    [InlineData("rooms: 5W1-512, beds: [A]", "Expected 'rooms' to be a range such as 501-512")]
    [InlineData("rooms: 501-512", "Expected 'rooms' and 'beds' of unit U together")]
    public void A_wrong_unit_is_refused_with_what_was_expected(string beds, string complaint)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, $"facilities: [{{ id: 1, code: F, name: F, zone: UTC }}]\ndepartments: [{{ code: D, facility: 1, name: D }}]\nunits: [{{ code: U, facility: 1, department: D, name: U, {beds} }}]\n");

        Should.Throw<ConfigurationException>(() => OrganisationReading.Read(path)).Issues.ShouldContain(issue => issue.Text.Contains(complaint));

        File.Delete(path);
    }

    [Fact]
    public async Task A_packs_calendar_stops_its_clocks_overnight()
    {
        using var folder = new CalendarPack("day");
        await using var store = await Journal.Store.OpenSqlite(Path.Combine(folder.Path, "orderly.db"), new Journal.StoreOptions { Key = new(new byte[32]) });
        await using var node = await RuntimeNode.StartAsync(new NodeSettings(store) { Name = "pack-tests" });
        (await node.Deployments.DeployAsync(PackFolder.Read(folder.Path).ToBundle(), Caller.Operator("test"))).ShouldBeOfType<DeploymentOutcome.Deployed>();

        var started = (await node.Submissions.StartAsync(new NewInstance("timed", 1), new Terms(Caller.Operator("test")))).ShouldBeOfType<Reply.Accepted>();

        var began = Journal.Micros.ToTime((await store.Read.Instances.Head(started.Instance))!.Started);
        var clock = (await store.Read.Instances.Clocks([started.Instance])).ShouldHaveSingleItem();
        // Eleven open hours never fit into one day of ten, so that a night of fourteen lies between at any time of starting.
        (Journal.Micros.ToTime(clock.Target) - began).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromHours(24));
    }

    [Fact]
    public void A_model_that_names_a_calendar_the_pack_lacks_is_refused_with_file_and_line()
    {
        using var folder = new CalendarPack("night");

        var issue = Deployments.Check(PackFolder.Read(folder.Path).ToBundle()).ShouldHaveSingleItem();

        IssueText.Of(folder.Path, issue).ShouldStartWith($"{Path.Combine(folder.Path, "timed.bpmn")}:6:");
        issue.Reason.ShouldContain("Expected the clock to name one of the calendars 24x7, day, but it names 'night'");
    }

    [Theory]
    [InlineData("processes: [missing.bpmn]", "Expected the file 'missing.bpmn' in the pack's folder, but it is not there")]
    [InlineData("proceses: []", "but the key is 'proceses'")]
    [InlineData("calendars: { 24x7: sometimes }", "Expected '24x7' to be 'always', but it is 'sometimes'")]
    [InlineData("calendars: { day: { zone: Mars/North, hours: [{ days: [mon], opens: 08:00 }] } }", "Expected 'zone' to be an IANA zone such as America/New_York, but it is 'Mars/North'")]
    [InlineData("calendars: { day: { zone: Europe/Vienna, hours: [{ days: [mon], opens: 8am }] } }", "Expected 'opens' to be a local time such as 07:00, but it is '8am'")]
    [InlineData("calendars: { day: { zone: Europe/Vienna, hours: [{ days: [funday], opens: 08:00 }] } }", "Expected 'days' to be of sun, mon, tue, wed, thu, fri, sat, but it is 'funday'")]
    [InlineData("calendars: { day: { zone: Europe/Vienna, hours: [{ days: [mon], opens: 08:00, closes: 07:00 }] } }", "Expected open hours to end after they start")]
    [InlineData("calendars: { day: { zone: Europe/Vienna } }", "Expected open hours in calendar 'day', but there are none")]
    [InlineData("calendars: { day: { zone: Europe/Vienna, hours: [{ days: [mon], opens: 08:00 }], holidays: [tomorrow] } }", "Expected 'holidays' to be days such as 2026-07-03, but it is 'tomorrow'")]
    [InlineData("ladders: { one: [{ level: 9 }] }", "Expected 'level' to be a whole number from 0 to 5")]
    public void A_wrong_pack_is_refused_with_what_was_expected(string more, string complaint)
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllText(Path.Combine(folder, "pack.yaml"), $"pack: p\nversion: 0.1.0\ntitle: t\n{more}\n");

        Should.Throw<ConfigurationException>(() => PackFolder.Read(folder)).Issues.ShouldContain(issue => issue.Text.Contains(complaint));

        Directory.Delete(folder, recursive: true);
    }
}
