using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;
using Orderly.Engine.Tests.Process;
using Orderly.Engine.Work;

namespace Orderly.Engine.Tests.Work;

public sealed class ClockBearingTests
{
    private static readonly Actor Ann = Actor.Person("ann");

    [Fact]
    public void A_late_case_is_charged_to_the_part_that_was_late()
    {
        var model = Model.Process("exit");
        model.Extensions = "<bpmn:extensionElements><orderly:sla target=\"PT2H\"/></bpmn:extensionElements>";
        var run = Running.Start(model.Start().UserTask("meds", "<orderly:queue role=\"pharmacist\"/><orderly:sla target=\"PT45M\"/>").UserTask("ride", "<orderly:queue role=\"transporter\"/>").End());
        run.Wait(TimeSpan.FromMinutes(45)).Fire("meds");
        run.Now = Running.Noon.AddMinutes(45);
        while (run.State.Timers.Where(timer => timer.Due <= run.Now).MinBy(timer => timer.Due) is { } due)
            run.Accept(new FireTimer(due.Id));
        run.Wait(TimeSpan.FromMinutes(75)).Complete("meds").Wait(TimeSpan.FromMinutes(20)).Complete("ride");
        var shared = run.Events.OfType<ClockShared>().ShouldHaveSingleItem();
        shared.Shares.ShouldBe([new(Bearer.Own, TimeSpan.FromMinutes(65)), new(new(BearerKind.Upstream, "pharmacist"), TimeSpan.FromMinutes(75))]);
    }

    [Fact]
    public void Minutes_of_a_hold_are_whoever_s_it_waits_for_also_where_the_clock_runs_on()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("ask", "<orderly:sla target=\"PT1H\"><orderly:clockStop reason=\"WAIT_EXTERNAL\"/></orderly:sla>").End());
        var task = run.Task("ask").Id;
        run.Accept(new ClaimTask(task), Ann).Wait(TimeSpan.FromMinutes(10)).Accept(new HoldTask(task, "WAIT_UPSTREAM", WaitsFor: "pharmacy"), Ann);
        run.State.Clocks.Single().PausedAt.ShouldBeNull("this clock stops for another reason only");
        run.Wait(TimeSpan.FromMinutes(15)).Accept(new ResumeTask(task), Ann).Accept(new CompleteTask(task, FeelContext.Empty), Ann);
        run.Events.OfType<ClockShared>().Single().Shares.ShouldBe([new(Bearer.Own, TimeSpan.FromMinutes(10)), new(new(BearerKind.Upstream, "pharmacy"), TimeSpan.FromMinutes(15))]);
    }

    [Fact]
    public void A_case_with_nothing_for_people_to_do_is_the_machine_s()
    {
        var model = Model.Process("p");
        model.Extensions = "<bpmn:extensionElements><orderly:sla target=\"PT2H\"/></bpmn:extensionElements>";
        var run = Running.Start(model.Start().UserTask("ask").ServiceTask("post").End());
        run.Wait(TimeSpan.FromMinutes(5)).Complete("ask").Wait(TimeSpan.FromMinutes(7)).CompleteJob("post");
        run.Events.OfType<ClockShared>().Single().Shares.ShouldBe([new(Bearer.Own, TimeSpan.FromMinutes(5)), new(new(BearerKind.System), TimeSpan.FromMinutes(7))]);
    }

    [Fact]
    public void A_task_has_several_clocks_each_from_and_to_a_moment_of_its_life()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("clean",
            "<orderly:sla metric=\"response\" target=\"PT30M\" to=\"started\"/><orderly:sla metric=\"clean\" target=\"PT40M\" from=\"started\"/><orderly:sla metric=\"turn\" target=\"PT60M\"/>").End());
        var task = run.Task("clean").Id;
        run.State.Clocks.Select(clock => clock.Metric).ShouldBe(["response", "turn"]);
        run.Accept(new ClaimTask(task), Ann).Wait(TimeSpan.FromMinutes(12)).Accept(new StartTask(task), Ann);
        run.State.Clocks.Select(clock => clock.Metric).ShouldBe(["turn", "clean"]);
        run.Wait(TimeSpan.FromMinutes(33)).Accept(new CompleteTask(task, FeelContext.Empty), Ann);
        run.Events.OfType<ClockStopped>().Select(stopped => stopped.Net.TotalMinutes).ShouldBe([12, 45, 33]);
    }

    [Theory]
    [InlineData("<orderly:sla target=\"PT1H\"/><orderly:sla target=\"PT2H\"/>", "a metric of its own, but two have none")]
    [InlineData("<orderly:sla target=\"PT1H\" from=\"started\" to=\"claimed\"/>", "Expected the clock to stop after it starts")]
    [InlineData("<orderly:sla target=\"PT1H\" from=\"noticed\"/>", "but was 'noticed'")]
    public void A_clock_that_cannot_be_meant_is_refused_at_deploy(string clocks, string told) =>
        BpmnReader.Read(Model.Process("p").Start().UserTask("ask", clocks).End().ToXml()).Issues.ShouldContain(issue => issue.Message.Contains(told));

    [Fact]
    public void A_priority_rule_is_asked_again_when_the_case_changes_and_says_so()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("ask", "<zeebe:priorityDefinition priority=\"=if boarding then 90 else 50\"/><orderly:sla target=\"=if taskPriority > 80 then &quot;PT20M&quot; else &quot;PT1H&quot;\"/>").End(), ("boarding", FeelValue.Of(false)));
        run.Wait(TimeSpan.FromMinutes(5)).Accept(new SetVariables(Running.Context(("boarding", FeelValue.Of(true)))));
        (run.Task("ask").Priority, run.Task("ask").PriorityReason, run.State.Clocks.Single().BreachAt).ShouldBe((90, "RULE", Running.Noon.AddMinutes(20)));
        run.Accept(new PrioritiseTask(run.Task("ask").Id, 20, "family asked to wait"), Ann).Accept(new SetVariables(Running.Context(("boarding", FeelValue.Of(false)))));
        run.Task("ask").Priority.ShouldBe(20, "what a person has set stays");
        run.Reject<PriorityOutOfRange>(new PrioritiseTask(run.Task("ask").Id, 101, "urgent"), Ann);
    }

    [Fact]
    public void A_target_that_is_over_already_is_missed_now_and_not_in_the_past()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("ask", "<orderly:sla target=\"=if taskPriority > 80 then &quot;PT20M&quot; else &quot;PT1H&quot;\"/>").End());
        run.Wait(TimeSpan.FromMinutes(30)).Accept(new PrioritiseTask(run.Task("ask").Id, 90, "bleeding"), Ann);
        run.State.Clocks.Single().BreachAt.ShouldBe(Running.Noon.AddMinutes(30));
        run.Fire("ask").State.Clocks.Single().Breached.ShouldBeTrue();
    }
}
