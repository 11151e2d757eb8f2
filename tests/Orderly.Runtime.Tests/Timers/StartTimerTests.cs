using Orderly.Engine.Process;
using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Runtime.Deployment;
using Orderly.Runtime.Submission;
using Orderly.Runtime.Tests.Simulation;

namespace Orderly.Runtime.Tests.Timers;

public sealed class StartTimerTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static Resource Begun(string timer, string id = "round", string extensions = "", string task = "look") => Models.Process(id, $"""
        <bpmn:startEvent id="start">{extensions}<bpmn:timerEventDefinition>{timer}</bpmn:timerEventDefinition></bpmn:startEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="{task}" />
        <bpmn:manualTask id="{task}" />
        <bpmn:sequenceFlow id="f2" sourceRef="{task}" targetRef="end" />
        <bpmn:endEvent id="end" />
        """);

    private static Resource Cycle(string text, string extensions = "", string task = "look") => Begun($"<bpmn:timeCycle>{text}</bpmn:timeCycle>", extensions: extensions, task: task);

    private static List<InstanceRow> All(Hospital hospital) => [.. hospital.Complete(hospital.Disk.Read.Instances.After(Guid.Empty, 1_000).AsTask()).OrderBy(row => row.Started)];

    private static IEnumerable<TimeSpan> Starts(Hospital hospital) => All(hospital).Select(row => Micros.ToTime(row.Started) - Hospital.Opening);

    [Fact]
    public async Task A_cycle_begins_the_process_each_time_it_is_due_and_not_before()
    {
        await using var hospital = Hospital.Open();
        hospital.Deploy(hospital.Node(), Cycle("R/PT10M"));

        hospital.Pass(TimeSpan.FromMinutes(9.9));
        All(hospital).ShouldBeEmpty();
        hospital.Pass(TimeSpan.FromMinutes(21));
        Starts(hospital).Select(at => Math.Round(at.TotalMinutes)).ShouldBe([10, 20, 30]);
    }

    [Fact]
    public async Task A_cycle_ends_after_as_many_times_as_it_says()
    {
        await using var hospital = Hospital.Open();
        hospital.Deploy(hospital.Node(), Cycle("R2/PT10M"));

        hospital.Pass(TimeSpan.FromMinutes(35));
        All(hospital).Count.ShouldBe(2);
        Rows(hospital).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<bpmn:timeDuration>PT5M</bpmn:timeDuration>", 5)]
    [InlineData("<bpmn:timeDate>2026-03-02T06:07:00Z</bpmn:timeDate>", 7)]
    public async Task A_duration_counts_from_the_deployment_and_a_date_is_a_date_and_each_begins_it_once(string timer, int minutes)
    {
        await using var hospital = Hospital.Open();
        hospital.Deploy(hospital.Node(), Begun(timer));

        hospital.Pass(TimeSpan.FromMinutes(15));
        Starts(hospital).ShouldHaveSingleItem().TotalMinutes.ShouldBe(minutes, 0.1);
    }

    [Fact]
    public async Task A_cron_expression_is_read_on_the_clocks_of_the_facility()
    {
        await using var hospital = Hospital.Open();
        // An hour of the hospital a minute, so that two days are forty-eight minutes of polling.
        hospital.Settings = settings => settings with { HospitalRate = 60 };
        hospital.Deploy(hospital.Node(), Cycle("0 30 7 * * MON-FRI"));

        // It opens at six in London: half past seven in New York is six and a half hours later.
        hospital.Pass(TimeSpan.FromMinutes(40));
        Starts(hospital).Select(at => Math.Round(at.TotalHours, 1)).ShouldBe([6.5, 30.5]);
    }

    [Fact]
    public async Task A_new_version_takes_the_place_of_the_timers_before_it()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Cycle("R/PT10M"));
        hospital.Pass(TimeSpan.FromMinutes(15));

        hospital.Deploy(node, Cycle("R/PT20M", task: "other"));
        Rows(hospital).ShouldHaveSingleItem();
        hospital.Pass(TimeSpan.FromMinutes(21));
        Starts(hospital).Select(at => Math.Round(at.TotalMinutes)).ShouldBe([10, 35]);
    }

    [Fact]
    public async Task A_version_without_the_timer_ends_it()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Cycle("R/PT10M"));

        hospital.Deploy(node, Models.OneTask("round"));
        Rows(hospital).ShouldBeEmpty();
        hospital.Pass(TimeSpan.FromMinutes(12));
        All(hospital).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dead_nodes_timers_begin_each_due_time_once_on_another()
    {
        await using var hospital = Hospital.Open();
        var (first, second) = (hospital.Node("a"), hospital.Node("b"));
        hospital.Deploy(first, Cycle("R/PT1M"));
        hospital.Pass(5 * Minute);
        first.Kill();
        hospital.Pass(5 * Minute);

        var starts = Starts(hospital).Select(at => (int)Math.Floor(at.TotalMinutes)).ToList();
        starts.Count.ShouldBeInRange(9, 10);
        starts.ShouldBeUnique();
        second.Kill();
    }

    [Fact]
    public async Task A_timer_that_names_no_time_is_refused_at_deploy()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        var outcome = hospital.Complete(node.Run(() => node.Runtime.Deployments.DeployAsync(Models.Bundle(Begun("<bpmn:timeDuration>=1 + 1</bpmn:timeDuration>")), Caller.Operator("test"))));
        outcome.ShouldBeOfType<DeploymentOutcome.Refused>().Issues.ShouldHaveSingleItem().Reason.ShouldContain("to be a duration");
    }

    [Fact]
    public async Task A_condition_begins_what_it_holds_for_with_the_facts_it_was_told()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.Process("crowded", """
            <bpmn:startEvent id="start"><bpmn:conditionalEventDefinition><bpmn:condition>=waiting &gt; 20</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:startEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work" />
            <bpmn:userTask id="work"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>
            <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="end" />
            <bpmn:endEvent id="end" />
            """));
        Tell("""{"waiting": 12}""").ShouldBeEmpty();
        var (process, element, reply) = Tell("""{"waiting": 25}""").ShouldHaveSingleItem();
        (process, element).ShouldBe(("crowded", "start"));
        hospital.Tasks(Hospital.Accepted(reply).Instance).ShouldHaveSingleItem();

        IReadOnlyList<(string Process, string Element, Reply Reply)> Tell(string facts) =>
            hospital.Complete(node.Run(() => node.Runtime.Submissions.BeginByConditionsAsync(Models.Site, facts, null, new Terms(Caller.Operator("test")))));
    }

    private static IReadOnlyList<TimerRow> Rows(Hospital hospital) =>
        hospital.Complete(hospital.Disk.Read.Lanes.Timers([.. Enumerable.Range(0, 256).Select(lane => (short)lane)], long.MaxValue, 1_000).AsTask());
}
