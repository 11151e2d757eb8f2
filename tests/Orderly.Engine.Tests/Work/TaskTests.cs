using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Tests.Process;
using Orderly.Engine.Work;

namespace Orderly.Engine.Tests.Work;

public sealed class TaskTests
{
    private static readonly Actor Ann = Actor.Person("ann");
    private static readonly Actor Ben = Actor.Person("ben");

    private static Running Start(string extensions = "") => Running.Start(Model.Process("p").Start().UserTask("ask", extensions).End(), ("unit", FeelValue.Of("4W")));

    private static TaskId Id(Running run) => run.Task("ask").Id;

    [Fact]
    public void Its_queue_assignment_dates_priority_and_form_come_from_the_model()
    {
        var task = Start("""
            <zeebe:assignmentDefinition candidateGroups="=[&quot;pharmacist&quot;,&quot;pharmacy-tech&quot;]" candidateUsers="zoe, max"/>
            <zeebe:taskSchedule dueDate="=now() + duration(&quot;PT45M&quot;)" followUpDate="2026-03-03T08:00:00Z"/>
            <zeebe:priorityDefinition priority="=70 + 5"/><zeebe:formDefinition formId="reconcile"/>
            <orderly:queue unit="=unit" role="pharmacist" sensitivity="normal"/>
            """).Task("ask");
        task.Queue.ShouldBe(new WorkQueue(1, "4W", "pharmacist", "normal"));
        task.CandidateGroups.ShouldBe(["pharmacist", "pharmacy-tech"]);
        task.CandidateUsers.ShouldBe(["zoe", "max"]);
        (task.Priority, task.FormId, task.Due, task.FollowUp).ShouldBe((75, "reconcile", Running.Noon.AddMinutes(45), new DateTimeOffset(2026, 3, 3, 8, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void Without_a_queue_the_first_candidate_group_is_the_role() =>
        Start("<zeebe:assignmentDefinition candidateGroups=\"evs, transport\"/>").Task("ask").Queue.ShouldBe(new WorkQueue(1, null, "evs", null));

    [Fact]
    public void An_assignee_owns_it_from_the_start()
    {
        var task = Start("<zeebe:assignmentDefinition assignee=\"ann\"/>").Task("ask");
        (task.State, task.Owner).ShouldBe((TaskState.Claimed, "ann"));
    }

    [Fact]
    public void Goes_from_offered_to_claimed_to_in_progress_to_completed()
    {
        var run = Start();
        run.Accept(new ClaimTask(Id(run)), Ann).Accept(new StartTask(Id(run)), Ann);
        run.Task("ask").State.ShouldBe(TaskState.InProgress);
        run.Accept(new CompleteTask(Id(run), FeelContext.Empty), Ann).State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void Another_person_may_not_complete_it_but_a_system_may()
    {
        var run = Start();
        run.Accept(new ClaimTask(Id(run)), Ann).Reject<TaskOwnedByAnother>(new CompleteTask(Id(run), FeelContext.Empty), Ben).Message.ShouldBe("Expected the task's owner, but 'ben' is not 'ann'");
        run.Accept(new CompleteTask(Id(run), FeelContext.Empty));
    }

    [Fact]
    public void A_person_may_not_complete_what_nobody_claimed() =>
        Start().ShouldSatisfyAllConditions(run => run.Reject<TaskOwnedByAnother>(new CompleteTask(Id(run), FeelContext.Empty), Ann));

    [Fact]
    public void A_claimed_task_cannot_be_claimed_again()
    {
        var run = Start();
        run.Accept(new ClaimTask(Id(run)), Ann).Reject<TaskStateForbids>(new ClaimTask(Id(run)), Ann).Message.ShouldBe("Expected a task that one may claim, but it is Claimed");
    }

    [Fact]
    public void A_command_for_an_older_version_is_rejected()
    {
        var run = Start();
        run.Accept(new ClaimTask(Id(run), IfVersion: 1), Ann).Reject<TaskVersionDiffers>(new StartTask(Id(run), IfVersion: 1), Ann);
    }

    [Fact]
    public void A_released_task_is_offered_again()
    {
        var run = Start();
        run.Accept(new ClaimTask(Id(run)), Ann).Accept(new ReleaseTask(Id(run), "shift ends"), Ann);
        (run.Task("ask").State, run.Task("ask").Owner).ShouldBe((TaskState.Offered, null));
    }

    [Fact]
    public void A_skipped_task_lets_the_process_go_on() =>
        Start().ShouldSatisfyAllConditions(run => run.Accept(new SkipTask(Id(run), "not needed"), Ben).State.Status.ShouldBe(InstanceStatus.Completed));

    [Fact]
    public void A_failed_task_is_an_incident_and_resolving_offers_it_again()
    {
        var run = Start();
        var first = Id(run);
        run.Accept(new ClaimTask(first), Ann).Accept(new FailTask(first, "no equipment"), Ann);
        run.Incident().Kind.ShouldBe(IncidentKind.TaskFailed);
        run.Accept(new ResolveIncident(run.Incident().Id, FeelContext.Empty));
        (run.Task("ask").State, run.Task("ask").Id == first).ShouldBe((TaskState.Offered, false));
    }

    [Fact]
    public void A_task_that_fails_with_a_code_throws_the_error()
    {
        var model = Model.Process("p");
        var run = Running.Start(model.Start().UserTask("ask").End().Boundary("caught", "ask", model.Error("NO_BED")).UserTask("find").End("e2"));
        run.Accept(new ClaimTask(Id(run)), Ann).Accept(new FailTask(Id(run), "full", "NO_BED"), Ann);
        run.State.Tasks.ShouldHaveSingleItem().Element.ShouldBe("find");
    }

    [Fact]
    public void A_hold_ends_by_itself_after_an_hour_at_most()
    {
        var run = Start();
        run.Accept(new ClaimTask(Id(run)), Ann).Accept(new HoldTask(Id(run), "WAIT_EXTERNAL", run.Now.AddHours(9)), Ann);
        (run.Task("ask").State, run.Task("ask").HeldUntil).ShouldBe((TaskState.OnHold, Running.Noon.AddHours(1)));
        run.Fire("ask");
        run.Task("ask").State.ShouldBe(TaskState.Claimed);
        run.Events.OfType<TaskResumed>().ShouldHaveSingleItem().Expired.ShouldBeTrue();
    }

    [Fact]
    public void Assigning_gives_it_to_someone_and_to_nobody_offers_it()
    {
        var run = Start();
        run.Accept(new AssignTask(Id(run), "ben"), Ann);
        run.Task("ask").Owner.ShouldBe("ben");
        run.Accept(new AssignTask(Id(run), null), Ann);
        run.Task("ask").State.ShouldBe(TaskState.Offered);
    }

    [Fact]
    public void Every_move_that_the_guard_table_does_not_allow_is_rejected()
    {
        foreach (var state in new[] { TaskState.Completed, TaskState.Skipped, TaskState.Cancelled, TaskState.Failed })
        {
            foreach (var move in Enum.GetValues<TaskMove>().Where(move => move is not (TaskMove.Reopen or TaskMove.Comment or TaskMove.Attach)))
                TaskGuards.Allows(move, state).ShouldBeFalse($"{move} from {state}");
        }
    }
}
