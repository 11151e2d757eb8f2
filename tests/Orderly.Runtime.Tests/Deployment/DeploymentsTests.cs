using System.Text;
using Orderly.Engine.Work;
using Orderly.Runtime.Deployment;
using Orderly.Runtime.Submission;
using Orderly.Runtime.Tests.Simulation;

namespace Orderly.Runtime.Tests.Deployment;

public sealed class DeploymentsTests
{
    [Fact]
    public async Task The_same_bundle_again_makes_no_new_world()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        var first = Deploy(hospital, node, Models.OneTask()).ShouldBeOfType<DeploymentOutcome.Deployed>();

        var again = Deploy(hospital, node, Models.OneTask()).ShouldBeOfType<DeploymentOutcome.Deployed>();

        again.World.ShouldBe(first.World);
        again.Definitions.ShouldHaveSingleItem().IsNew.ShouldBeFalse();
    }

    [Fact]
    public async Task A_changed_model_is_the_next_version_and_running_instances_keep_theirs()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        Deploy(hospital, node, Models.OneTask());
        var old = hospital.Start(node, "one-task");
        Deploy(hospital, node, Models.OneTask(task: """<zeebe:priorityDefinition priority="90" />""")).ShouldBeOfType<DeploymentOutcome.Deployed>().Definitions.Single().Version.ShouldBe(2);

        var fresh = hospital.Start(node, "one-task");

        hospital.Tasks(old).Single().Priority.ShouldBe((short)50);
        hospital.Tasks(fresh).Single().Priority.ShouldBe((short)90);
    }

    [Fact]
    public async Task A_model_with_an_unknown_target_is_refused_with_its_place_and_nothing_is_deployed()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        var broken = new Resource("broken.bpmn", ResourceKind.Bpmn, Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(Models.OneTask("broken").Content.Span).Replace("targetRef=\"end\"", "targetRef=\"nowhere\"", StringComparison.Ordinal)));

        var issues = Deploy(hospital, node, Models.OneTask(), broken).ShouldBeOfType<DeploymentOutcome.Refused>().Issues;

        issues.ShouldContain(issue => issue.IsError && issue.Resource == "broken.bpmn" && issue.Line > 0);
        node.Runtime.World.Now.World.FindProcess("one-task").ShouldBeNull();
    }

    [Fact]
    public async Task Another_node_takes_over_the_new_world()
    {
        await using var hospital = Hospital.Open();
        var a = hospital.Node("a");
        var b = hospital.Node("b");

        Deploy(hospital, a, Models.OneTask());

        hospital.Until(() => b.Runtime.World.Now.World.FindProcess("one-task") is not null, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_person_without_the_role_deploys_nothing()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        Deploy(hospital, node, Models.OneTask());

        hospital.Complete(node.Run(() => node.Runtime.Deployments.DeployAsync(Models.Bundle(Models.OneJob()), Caller.Person(Models.Nurse))))
            .ShouldBeOfType<DeploymentOutcome.Denied>();
    }

    [Fact]
    public async Task A_clock_on_a_deployed_calendar_stands_still_overnight_also_after_a_restart()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        Put(hospital, node, Day, Timed("day")).ShouldBeOfType<DeploymentOutcome.Deployed>();
        node.Kill();
        var again = hospital.Node("b");

        // It is one in the night in New York; the day opens at eight.
        var instance = hospital.Start(again, "one-task");

        var clock = hospital.Complete(hospital.Disk.Read.Instances.Clocks([instance]).AsTask()).ShouldHaveSingleItem();
        clock.Target.ShouldBe(Journal.Micros.From(new DateTimeOffset(2026, 3, 3, 14, 0, 0, TimeSpan.Zero)), "ten hours on Monday, and one on Tuesday");
    }

    [Fact]
    public async Task The_same_calendar_again_makes_no_new_world_and_a_changed_one_does()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        var first = Put(hospital, node, Day, Timed("day")).ShouldBeOfType<DeploymentOutcome.Deployed>();

        Put(hospital, node, Day, Timed("day")).ShouldBeOfType<DeploymentOutcome.Deployed>().World.ShouldBe(first.World);
        Put(hospital, node, Day with { Holidays = [new DateOnly(2026, 3, 2)] }, Timed("day")).ShouldBeOfType<DeploymentOutcome.Deployed>().World.ShouldBe(first.World + 1);
    }

    [Fact]
    public async Task A_clock_that_names_a_calendar_nobody_has_is_refused_with_its_place()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();

        var issue = Put(hospital, node, Day, Timed("night")).ShouldBeOfType<DeploymentOutcome.Refused>().Issues.ShouldHaveSingleItem();

        (issue.Resource, issue.Element, issue.Rule).ShouldBe(("one-task.bpmn", "work", "calendar-known"));
        issue.Line.ShouldBe(9);
        issue.Reason.ShouldBe("Expected the clock to name one of the calendars 24x7, day, but it names 'night'");
    }

    [Fact]
    public void A_clock_that_names_a_ladder_nobody_has_is_refused_where_there_are_ladders_and_warned_of_where_there_are_none()
    {
        var model = Models.OneTask(task: """<orderly:sla target="PT11H" calendar="day" ladder="imediate" />""");
        var some = new DeploymentBundle { Resources = [model], Calendars = [Day], Ladders = [new EscalationLadder("immediate", [])] };

        var refused = Deployments.Check(some).ShouldHaveSingleItem();
        var warned = Deployments.Check(some with { Ladders = [] }).ShouldHaveSingleItem();

        (refused.Rule, refused.IsError, warned.IsError).ShouldBe(("ladder-known", true, false));
        refused.Reason.ShouldBe("Expected the clock to name one of the ladders immediate, but it names 'imediate'");
    }

    [Fact]
    public async Task A_calendar_deployed_before_may_be_named_by_a_later_model()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        Put(hospital, node, Day).ShouldBeOfType<DeploymentOutcome.Deployed>();

        Deploy(hospital, node, Timed("day")).ShouldBeOfType<DeploymentOutcome.Deployed>();
    }

    /// <summary>Ten hours a day, every day.</summary>
    private static CalendarHours Day { get; } = new("day", "America/New_York", [.. Enum.GetValues<DayOfWeek>().Select(day => new OpenSpan(day, new(8, 0), new(18, 0)))], []);

    private static Resource Timed(string calendar) => Models.OneTask(task: $"""<orderly:sla target="PT11H" calendar="{calendar}" />""");

    private static DeploymentOutcome Put(Hospital hospital, SimulatedNode node, CalendarHours calendar, params Resource[] resources) =>
        hospital.Complete(node.Run(() => node.Runtime.Deployments.DeployAsync(Models.Bundle([.. resources]) with { Calendars = [calendar] }, Caller.Operator("test"))));

    private static DeploymentOutcome Deploy(Hospital hospital, SimulatedNode node, params Resource[] resources) =>
        hospital.Complete(node.Run(() => node.Runtime.Deployments.DeployAsync(Models.Bundle([.. resources]), Caller.Operator("test"))));
}
