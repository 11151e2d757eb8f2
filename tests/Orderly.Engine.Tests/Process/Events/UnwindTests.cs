using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;
using Orderly.Engine.Work;

namespace Orderly.Engine.Tests.Process.Events;

/// <summary><c>orderly:unwind</c>: what was open when a boundary event cancelled its activity.</summary>
public sealed class UnwindTests
{
    private const string Unwind = "<bpmn:extensionElements><orderly:unwind resultVariable=\"unwound\"/></bpmn:extensionElements>";

    private static readonly Actor Ann = Actor.Person("ann");

    [Fact]
    public void Boundary_event_hands_on_the_open_tasks_and_calls_of_what_it_cancels_and_nothing_of_what_stands_beside_it()
    {
        var model = Model.Process("p");
        model.Start().Parallel("fork").SubProcess("work", inside => inside
                .Start("s").Parallel("both").UserTask("ask", "<orderly:queue role=\"rn\" unit=\"4W\"/><zeebe:properties><zeebe:property name=\"code\" value=\"D05\"/></zeebe:properties>").End("e1")
                .From("both").Connector("post", "<orderly:connector name=\"erp\" operation=\"PostCost\" inverse=\"ReverseCost\" pointOfNoReturn=\"PeriodClose\"/>").End("e2"))
            .End("done").From("fork").UserTask("beside").End("e3")
            .Boundary("cancelled", "work", Unwind + model.Message("Cancelled")).End("e4");
        var run = Running.Start(model, ("key", FeelValue.Of("k")));
        run.Accept(new ClaimTask(run.Task("ask").Id), Ann);

        run.Deliver("cancelled", ("why", FeelValue.Of("A13")));

        var unwound = (FeelContext)run.Variable("unwound");
        var task = (FeelContext)((FeelList)unwound["tasks"]).Items.ShouldHaveSingleItem();
        (task["element"], task["code"], task["role"], task["unit"], task["owner"], task["state"]).ShouldBe(
            (FeelValue.Of("ask"), FeelValue.Of("D05"), FeelValue.Of("rn"), FeelValue.Of("4W"), FeelValue.Of("ann"), FeelValue.Of("Claimed")));
        var call = (FeelContext)((FeelList)unwound["calls"]).Items.ShouldHaveSingleItem();
        (call["operation"], call["inverse"], call["pointOfNoReturn"]).ShouldBe((FeelValue.Of("PostCost"), FeelValue.Of("ReverseCost"), FeelValue.Of("PeriodClose")));
        run.Variable("why").ShouldBe(FeelValue.Of("A13"));
        run.State.Tasks.ShouldHaveSingleItem().Element.ShouldBe("beside");
    }

    [Fact]
    public void Event_that_does_not_interrupt_cancels_nothing_and_is_refused()
    {
        var model = Model.Process("p");
        model.Start().UserTask("ask").End().Boundary("told", "ask", Unwind + model.Message("Told"), interrupting: false).End("e2");

        using var xml = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(model.ToXml()));
        BpmnReader.Read(xml).Issues.ShouldContain(issue => issue.Rule == "unwind");
    }

    [Fact]
    public void Pre_alerted_task_shows_its_band_and_nobody_can_work_on_it()
    {
        var run = Running.Start(Model.Process("p").Start()
            .UserTask("ahead", "<zeebe:taskSchedule followUpDate=\"2026-06-09T18:00:00Z\" dueDate=\"2026-06-09T20:00:00Z\"/><orderly:preAlert/>").End());
        var task = run.Task("ahead");

        task.State.ShouldBe(TaskState.PreAlerted);
        (task.Due - task.FollowUp).ShouldBe(TimeSpan.FromHours(2));
        run.Reject<TaskStateForbids>(new ClaimTask(task.Id), Ann);
        run.Reject<TaskStateForbids>(new SkipTask(task.Id, "rule"), Ann);
        run.Accept(new CancelInstance("ordered")).State.Tasks.ShouldBeEmpty();
    }
}
