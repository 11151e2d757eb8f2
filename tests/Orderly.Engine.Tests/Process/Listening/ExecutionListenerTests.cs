using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Listening;

public sealed class ExecutionListenerTests
{
    private static readonly FeelValue One = FeelValue.Of(1);

    private static BpmnIssue Refused(Model model) => BpmnReader.Read(model.ToXml()).Issues.First(issue => issue.Severity == BpmnSeverity.Error);

    private static string Extended(params string[] listeners) => $"<bpmn:extensionElements>{Model.Listeners(listeners)}</bpmn:extensionElements>";

    [Fact]
    public void An_activity_begins_when_its_start_listeners_are_done_one_after_the_other()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("a", Model.Io("input|=1|own") + Model.Listeners("start|first", "start|second")).End().Boundary("late", "a", Model.Duration("PT1H")).End("e2"));
        (run.Job("a").Type, run.Job("a").Listener!.Moment).ShouldBe(("first", ListenerMoment.Start));
        run.Seen("a")["own"].ShouldBe(One);
        (run.State.Tasks.Count, run.State.Timers.Count).ShouldBe((0, 0));
        run.CompleteJob("a").Job("a").Type.ShouldBe("second");
        run.CompleteJob("a").OpenTasks.ShouldBe(["a"]);
        run.State.Timers.Count.ShouldBe(1);
        run.Complete("a").State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void Flows_are_taken_when_the_end_listeners_are_done_and_nothing_comes_to_the_element_meanwhile()
    {
        var run = Running.Start(Model.Process("p").Start().ServiceTask("a", extensions: Model.Io("output|=r * 2|out") + Model.Listeners("end|tell")).UserTask("b").End().Boundary("late", "a", Model.Duration("PT1H")).End("e2"));
        run.CompleteJob("a", ("r", FeelValue.Of(21)));
        run.Job("a").Type.ShouldBe("tell");
        run.Seen("a")["out"].ShouldBe(FeelValue.Of(42));
        (run.State.Timers.Count, run.OpenTasks.Count).ShouldBe((0, 0));
        run.CompleteJob("a").OpenTasks.ShouldBe(["b"]);
    }

    [Fact]
    public void What_a_start_listener_gives_is_the_elements_own_and_what_an_end_listener_gives_leaves_it()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("a", Model.Listeners("start|before", "end|after")).UserTask("b").End());
        run.CompleteJob("a", ("own", One));
        run.Variable("own").ShouldBe(FeelValue.Null);
        run.State.Elements.Single(element => element.Element == "a").Variables!.TryGet("own", out var own).ShouldBeTrue();
        own.ShouldBe(One);
        run.Complete("a").CompleteJob("a", ("told", One)).Variable("told").ShouldBe(One);
    }

    [Fact]
    public void A_listener_out_of_retries_is_an_incident_and_the_same_listener_is_asked_again()
    {
        var run = Running.Start(Model.Process("p").Start().ServiceTask("a", extensions: Model.Listeners("start|first|1", "start|second|2")).End());
        run.CompleteJob("a");
        run.Job("a").Retries.ShouldBe(2);
        run.Accept(new FailJob(run.Job("a").Id, 0, "no line"));
        run.Incident().Kind.ShouldBe(IncidentKind.JobOutOfRetries);
        run.Accept(new ResolveIncident(run.Incident().Id, FeelContext.Empty));
        run.State.Jobs.ShouldHaveSingleItem().Type.ShouldBe("second");
        run.CompleteJob("a").Job("a").Type.ShouldBe("work");
        run.Events.OfType<ListenerAsked>().Select(asked => asked.Type).ShouldBe(["first", "second", "second"]);
    }

    [Fact]
    public void An_end_listener_out_of_retries_does_not_map_the_outputs_again()
    {
        var run = Running.Start(Model.Process("p").Start().ServiceTask("a", extensions: Model.Io("output|=n + 1|n") + Model.Listeners("end|tell|1")).UserTask("b").End(), ("n", One));
        run.CompleteJob("a");
        run.Accept(new FailJob(run.Job("a").Id, 0, "no")).Accept(new ResolveIncident(run.Incident().Id, FeelContext.Empty));
        run.CompleteJob("a").Variable("n").ShouldBe(FeelValue.Of(2));
        run.OpenTasks.ShouldBe(["b"]);
    }

    [Fact]
    public void A_listener_may_throw_an_error_at_its_element()
    {
        var model = Model.Process("p");
        var run = Running.Start(model.Start().ServiceTask("sub", extensions: Model.Listeners("end|tell")).End());
        run.CompleteJob("sub").Accept(new ThrowJobError(run.Job("sub").Id, "E", null, FeelContext.Empty));
        run.Incident().Kind.ShouldBe(IncidentKind.UnhandledError);
    }

    [Fact]
    public void Gateways_events_and_the_process_have_listeners_too()
    {
        var model = Model.Process("p");
        model.Extensions = Extended("start|open", "end|close");
        model.Start(inner: Extended("end|begun")).Node("parallelGateway", "fork", Extended("start|fork")).Throw("none", Extended("start|in", "end|out")).End("end", Extended("start|last"));
        var run = Running.Start(model);
        var heard = new List<string>();
        while (run.State.Jobs.SingleOrDefault() is { } job)
        {
            heard.Add(job.Type);
            run.Accept(new CompleteJob(job.Id, FeelContext.Empty));
        }
        heard.ShouldBe(["open", "begun", "fork", "in", "out", "last", "close"]);
        run.State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void Each_repetition_asks_for_itself()
    {
        var run = Running.Start(Model.Process("p").Start().Script("a", "=item", "r", Model.Listeners("start|hear"), Model.Loop("=[1, 2]")).End());
        run.State.Jobs.Count.ShouldBe(2);
        run.CompleteJob("a").CompleteJob("a").State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void What_ends_the_element_ends_its_listeners_job()
    {
        var run = Running.Start(Model.Process("p").Start().SubProcess("sub", inside => inside.Start("in").UserTask("a", Model.Listeners("start|hear")).End("out")).End().Boundary("late", "sub", Model.Duration("PT1H")).End("e2"));
        run.Fire("late").State.Status.ShouldBe(InstanceStatus.Completed);
        run.Events.OfType<JobCancelled>().Count().ShouldBe(1);
    }

    [Fact]
    public void A_listeners_answer_waits_while_the_instance_is_suspended()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("a", Model.Listeners("start|first", "start|second")).End());
        run.Accept(new SuspendInstance("look")).CompleteJob("a");
        run.State.Jobs.Count.ShouldBe(0);
        run.Accept(new ResumeInstance()).Job("a").Type.ShouldBe("second");
    }

    [Fact]
    public void Headers_of_the_element_go_to_its_listeners()
    {
        var run = Running.Start(Model.Process("p").Start().ServiceTask("a", extensions: "<zeebe:taskHeaders><zeebe:header key=\"k\" value=\"v\"/></zeebe:taskHeaders>" + Model.Listeners("start|hear")).End());
        run.Job("a").Headers["k"].ShouldBe("v");
        run.Effects.OfType<OfferJob>().Single().Listener!.Moment.ShouldBe(ListenerMoment.Start);
    }

    [Fact]
    public void A_place_that_never_comes_or_a_word_nobody_knows_is_refused()
    {
        Refused(Model.Process("p").Start(inner: Extended("start|x")).End()).Message.ShouldContain("only its end");
        Refused(Model.Process("p").Start().Node("exclusiveGateway", "x", Extended("end|x")).End()).Message.ShouldContain("only its start");
        var error = Model.Process("p");
        Refused(error.Start().End("end", Extended("end|x") + error.Error("E"))).Message.ShouldContain("never left");
        Refused(Model.Process("p").Start().UserTask("a", Model.Listeners("beforeAll|x")).End()).Rule.ShouldBe("execution-listener");
        Refused(Model.Process("p").Start().ServiceTask("a", extensions: Model.TaskListeners("creating|x")).End()).Message.ShouldContain("zeebe:taskListeners");
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-3")]
    [InlineData("2.5")]
    [InlineData("99999999999")]
    public void Retries_that_are_no_whole_number_are_refused_before_anything_runs(string retries)
    {
        var message = $"Expected 'retries' to be a whole number from 0 on, or FEEL after '=', but was '{retries}'";
        foreach (var model in new[]
        {
            Model.Process("p").Start().UserTask("a", Model.Listeners($"start|x|{retries}")).End(),
            Model.Process("p").Start().UserTask("a", Model.TaskListeners($"completing|x|{retries}")).End(),
            Model.Process("p").Start().Node("serviceTask", "a", $"<bpmn:extensionElements><zeebe:taskDefinition type=\"w\" retries=\"{retries}\"/></bpmn:extensionElements>").End(),
        })
        {
            var issue = Refused(model);
            (issue.Rule, issue.ElementId, issue.Message).ShouldBe(("retries", "a", message));
        }
    }

    [Theory]
    [InlineData("sequenceFlow", "sourceRef=\"start\" targetRef=\"a\"")]
    [InlineData("textAnnotation", "")]
    [InlineData("dataObject", "")]
    public void Listeners_where_nobody_would_ask_them_are_refused_by_name(string owner, string attributes)
    {
        var model = Model.Process("p");
        model.Extensions = $"<bpmn:{owner} id=\"odd\" {attributes}>{Extended("start|x")}</bpmn:{owner}>";
        var issue = Refused(model.Start().From(owner == "sequenceFlow" ? null : "start").UserTask("a").End());
        (issue.Rule, issue.ElementId, issue.Message).ShouldBe(("listener-place", "odd", $"Expected listeners on the process, an activity, an event or a gateway, but 'executionListeners' stands on the {owner} 'odd', where nobody would ask them"));
    }

    [Theory]
    [InlineData("end|x", "a compensation boundary event is never entered or left")]
    [InlineData("start|x", "only its end can be listened for")]
    public void Listeners_of_a_compensation_boundary_event_are_refused(string listener, string message)
    {
        var xml = Model.Process("p").Start().ServiceTask("a").UndoneBy("a", "undo").End().ToXml().Replace("<bpmn:compensateEventDefinition", Extended(listener) + "<bpmn:compensateEventDefinition", StringComparison.Ordinal);
        var issue = BpmnReader.Read(xml).Issues.First(issue => issue.Severity == BpmnSeverity.Error);
        (issue.Rule, issue.ElementId).ShouldBe(("execution-listener", "on_undo"));
        issue.Message.ShouldContain(message);
    }

    [Fact]
    public void A_second_list_of_listeners_is_told_as_one_too_many() =>
        Refused(Model.Process("p").Start().UserTask("a", Model.Listeners("start|x") + Model.Listeners("end|y")).End()).Message.ShouldBe("Expected 'zeebe:executionListeners' once, but it is there again");

    [Fact]
    public void Only_a_task_listener_can_deny()
    {
        var run = Running.Start(Model.Process("p").Start().ServiceTask("a", extensions: Model.Listeners("start|hear")).End());
        run.Reject<NotATaskListener>(new CompleteJob(run.Job("a").Id, FeelContext.Empty, new(Denied: true)));
        run.CompleteJob("a").Reject<NotATaskListener>(new CompleteJob(run.Job("a").Id, FeelContext.Empty, new(Denied: true)));
    }
}
