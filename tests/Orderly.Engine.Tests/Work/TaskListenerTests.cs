using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;
using Orderly.Engine.Tests.Process;
using Orderly.Engine.Work;

namespace Orderly.Engine.Tests.Work;

public sealed class TaskListenerTests
{
    private static readonly Actor Ann = Actor.Person("ann");

    private static Running Start(string extensions, params string[] listeners) =>
        Running.Start(Model.Process("p").Start().UserTask("a", extensions + Model.TaskListeners(listeners)).UserTask("b").End());

    private static void Agree(Running run, TaskCorrections? corrections = null) =>
        run.Accept(new CompleteJob(run.Job("a").Id, FeelContext.Empty, corrections is null ? null : new(Denied: false, Corrections: corrections)));

    private static void Deny(Running run, string reason) => run.Accept(new CompleteJob(run.Job("a").Id, FeelContext.Empty, new(Denied: true, reason)));

    [Fact]
    public void A_task_is_offered_when_its_creating_listeners_are_done_with_what_they_corrected()
    {
        var run = Start("<orderly:sla target=\"PT1H\"/>", "creating|one", "create|two");
        (run.Task("a").State, run.State.Clocks.Count).ShouldBe((TaskState.Creating, 0));
        run.Reject<TaskMoveUnderWay>(new ClaimTask(run.Task("a").Id), Ann);
        Agree(run, new() { CandidateGroups = ["lead"], Priority = 90, Due = Running.Noon.AddHours(2) });
        run.Task("a").Priority.ShouldBe(50);
        Agree(run, new() { Priority = 80 });
        var task = run.Task("a");
        (task.State, task.Priority, task.Due, task.Queue.Role).ShouldBe((TaskState.Offered, 80, Running.Noon.AddHours(2), "lead"));
        task.CandidateGroups.ShouldBe(["lead"]);
        run.State.Clocks.Count.ShouldBe(1);
    }

    [Fact]
    public void A_claim_waits_for_the_assigning_listeners_and_is_the_claimers_own()
    {
        var run = Start("", "assigning|ask");
        run.Accept(new ClaimTask(run.Task("a").Id), Ann);
        (run.Task("a").State, run.Task("a").Owner, run.Task("a").Asked!.Move).ShouldBe((TaskState.Offered, null, TaskMove.Claim));
        run.Effects.OfType<OfferJob>().Single().Listener.ShouldBe(new ListenerOffer(ListenerMoment.Assigning, run.Task("a")));
        Agree(run);
        (run.Task("a").State, run.Task("a").Owner).ShouldBe((TaskState.Claimed, "ann"));
    }

    [Fact]
    public void A_denied_move_leaves_the_task_as_it_was_and_says_why()
    {
        var run = Start("", "assigning|ask", "completing|check");
        run.Accept(new ClaimTask(run.Task("a").Id), Ann);
        Deny(run, "not on shift");
        (run.Task("a").State, run.Task("a").Owner, run.Task("a").Reason, run.Task("a").Asked).ShouldBe((TaskState.Offered, null, "not on shift", null));
        run.Complete("a");
        Deny(run, "no signature");
        run.OpenTasks.ShouldBe(["a"]);
        run.Complete("a");
        Agree(run);
        run.OpenTasks.ShouldBe(["b"]);
    }

    [Fact]
    public void A_listener_corrects_to_whom_a_task_goes()
    {
        var run = Start("", "assigning|ask");
        run.Accept(new AssignTask(run.Task("a").Id, "ben"));
        Agree(run, new() { Assignee = "cam" });
        run.Task("a").Owner.ShouldBe("cam");
        run.Accept(new AssignTask(run.Task("a").Id, "ben"));
        Agree(run, new() { Assignee = "" });
        (run.Task("a").Owner, run.Task("a").State).ShouldBe((null, TaskState.Offered));
    }

    [Fact]
    public void The_models_own_assignee_is_asked_about_after_the_task_came_up()
    {
        var run = Start("<zeebe:assignmentDefinition assignee=\"ann\"/>", "creating|make", "assigning|ask");
        run.Job("a").Type.ShouldBe("make");
        Agree(run);
        (run.Job("a").Type, run.Task("a").State, run.Task("a").Owner).ShouldBe(("ask", TaskState.Offered, null));
        Agree(run);
        run.Task("a").Owner.ShouldBe("ann");
        var only = Start("<zeebe:assignmentDefinition assignee=\"ann\"/>", "creating|make");
        Agree(only);
        only.Task("a").Owner.ShouldBe("ann");
    }

    [Fact]
    public void An_update_of_priority_or_queue_waits_for_the_updating_listeners()
    {
        var run = Start("", "updating|ask");
        run.Accept(new PrioritiseTask(run.Task("a").Id, 90, "worse"));
        run.Task("a").Priority.ShouldBe(50);
        Agree(run, new() { Priority = 70 });
        (run.Task("a").Priority, run.Task("a").PriorityReason).ShouldBe((70, "worse"));
        run.Accept(new ForwardTask(run.Task("a").Id, "5W", null, "moved"));
        Agree(run);
        run.Task("a").Queue.Unit.ShouldBe("5W");
    }

    [Fact]
    public void A_completing_listener_sees_what_the_task_is_completed_with()
    {
        var run = Start("", "completing|check");
        run.Complete("a", ("answer", FeelValue.Of(42)));
        run.Seen("a")["answer"].ShouldBe(FeelValue.Of(42));
        run.Variable("answer").ShouldBe(FeelValue.Null);
        Agree(run);
        run.Variable("answer").ShouldBe(FeelValue.Of(42));
    }

    [Fact]
    public void A_withdrawn_task_stays_until_its_canceling_listeners_have_heard()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("a", Model.TaskListeners("canceling|tell", "canceling|tell too")).End().Boundary("late", "a", Model.Duration("PT1H")).UserTask("b").End("e2"));
        run.Fire("late");
        run.OpenTasks.ShouldBe(["a"]);
        run.Reject<CannotBeDenied>(new CompleteJob(run.Job("a").Id, FeelContext.Empty, new(Denied: true)));
        run.Reject<CannotBeCorrected>(new CompleteJob(run.Job("a").Id, FeelContext.Empty, new(Denied: false, Corrections: new() { Priority = 1 })));
        Agree(run);
        Agree(run);
        run.OpenTasks.ShouldBe(["b"]);
        run.PathText.ShouldContain("xa +late");
    }

    [Fact]
    public void A_cancelled_instance_ends_when_its_canceling_listeners_have_heard_also_after_an_incident()
    {
        var run = Start("", "canceling|=who", "completing|check");
        run.Complete("a");
        run.Accept(new CancelInstance("stop"));
        run.State.Status.ShouldBe(InstanceStatus.Cancelling);
        run.Incident().Kind.ShouldBe(IncidentKind.Expression);
        run.Accept(new ResolveIncident(run.Incident().Id, Running.Context(("who", FeelValue.Of("hear")))));
        run.Accept(new FailJob(run.Job("a").Id, 0, "no"));
        run.State.Status.ShouldBe(InstanceStatus.Cancelling);
        run.Accept(new ResolveIncident(run.Incident().Id, FeelContext.Empty));
        Agree(run);
        run.State.Status.ShouldBe(InstanceStatus.Cancelled);
        run.State.Jobs.Count.ShouldBe(0);
    }

    [Fact]
    public void What_is_impossible_is_refused_before_anybody_is_asked()
    {
        var run = Start("", "assigning|ask", "updating|ask");
        run.Accept(new ExcludeFromTask(run.Task("a").Id, ["ann"], "four eyes"));
        Agree(run);
        run.Reject<PersonExcluded>(new ClaimTask(run.Task("a").Id), Ann);
        run.State.Jobs.Count.ShouldBe(0);
    }

    [Fact]
    public void A_listener_out_of_retries_is_an_incident_and_is_asked_again()
    {
        var run = Start("", "assigning|one|1", "assigning|two|1");
        run.Accept(new ClaimTask(run.Task("a").Id), Ann);
        Agree(run);
        run.Accept(new FailJob(run.Job("a").Id, 0, "no line"));
        run.Accept(new ResolveIncident(run.Incident().Id, FeelContext.Empty));
        run.State.Jobs.ShouldHaveSingleItem().Type.ShouldBe("two");
        Agree(run);
        run.Task("a").Owner.ShouldBe("ann");
    }

    [Fact]
    public void Listeners_of_a_task_set_no_variables_throw_no_error_and_deny_or_correct_but_not_both()
    {
        var run = Start("", "assigning|ask");
        run.Accept(new ClaimTask(run.Task("a").Id), Ann);
        var job = run.Job("a").Id;
        run.Reject<ListenerSetsNoVariables>(new CompleteJob(job, Running.Context(("x", FeelValue.Of(1)))));
        run.Reject<ListenerThrowsNoError>(new ThrowJobError(job, "E", null, FeelContext.Empty));
        run.Reject<DeniedAndCorrected>(new CompleteJob(job, FeelContext.Empty, new(Denied: true, Corrections: new())));
        run.Reject<PriorityOutOfRange>(new CompleteJob(job, FeelContext.Empty, new(Denied: false, Corrections: new() { Priority = 101 })));
    }

    [Fact]
    public void A_comment_needs_no_listener_and_a_second_move_waits_its_turn()
    {
        var run = Start("", "assigning|ask");
        run.Accept(new ClaimTask(run.Task("a").Id), Ann);
        run.Accept(new CommentOnTask(run.Task("a").Id, "on my way"), Ann);
        run.Reject<TaskMoveUnderWay>(new CompleteTask(run.Task("a").Id, FeelContext.Empty));
    }

    [Fact]
    public void A_task_that_asks_for_approval_takes_no_listeners()
    {
        var model = Model.Process("p").Start().UserTask("a", "<orderly:approval kind=\"K\" amount=\"1\" currency=\"USD\" requester=\"r\" steps=\"=s\"/>" + Model.TaskListeners("completing|x")).End();
        BpmnReader.Read(model.ToXml()).Issues.ShouldContain(issue => issue.Rule == "task-listener");
    }
}
