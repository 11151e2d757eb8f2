using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Tests.Process;
using Orderly.Engine.Work;

namespace Orderly.Engine.Tests.Work;

public sealed class TaskDirectionTests
{
    private static readonly Actor Ann = Actor.Person("ann");
    private static readonly Actor Ben = Actor.Person("ben");

    private static Running Start() => Running.Start(
        Model.Process("p").Start().Parallel("fork").UserTask("ask", "<orderly:queue unit=\"4W\" role=\"rn\"/><orderly:sla target=\"PT1H\"/>").UserTask("after").End().From("fork").UserTask("other").End("e2"));

    private static TaskId Id(Running run) => run.Task("ask").Id;

    [Fact]
    public void Who_claims_second_is_told_who_was_first_even_with_an_older_version()
    {
        var run = Start();
        run.Accept(new ClaimTask(Id(run), IfVersion: 1), Ann);
        run.Reject<TaskTaken>(new ClaimTask(Id(run), IfVersion: 1), Ben).Message.ShouldBe("Expected a task that nobody has, but 'ann' has it");
    }

    [Fact]
    public void What_was_delegated_goes_back_when_it_is_declined_and_goes_no_further()
    {
        var run = Start();
        run.Accept(new ClaimTask(Id(run)), Ann).Accept(new DelegateTask(Id(run), "ben"), Ann);
        (run.Task("ask").Owner, run.Task("ask").OnBehalfOf).ShouldBe(("ben", "ann"));
        run.Reject<DelegatedAlready>(new DelegateTask(Id(run), "cam"), Ben);
        run.Accept(new DeclineTask(Id(run), "in theatre"), Ben);
        (run.Task("ask").State, run.Task("ask").Owner, run.Task("ask").OnBehalfOf).ShouldBe((TaskState.Claimed, "ann", null));
    }

    [Fact]
    public void Whoever_is_excluded_loses_it_and_cannot_get_it_back()
    {
        var run = Start();
        run.Accept(new ClaimTask(Id(run)), Ann).Accept(new HoldTask(Id(run), "NO_STAFF"), Ann).Accept(new ExcludeFromTask(Id(run), ["ann"], "wrote the order"), Ben);
        (run.Task("ask").State, run.Task("ask").Owner).ShouldBe((TaskState.Offered, null));
        run.State.Timers.ShouldNotContain(timer => timer.Purpose == TimerPurpose.Hold);
        run.Reject<PersonExcluded>(new ClaimTask(Id(run)), Ann);
        run.Reject<PersonExcluded>(new AssignTask(Id(run), "ann"), Ben);
    }

    [Fact]
    public void When_all_who_were_asked_declined_it_waits_for_whoever_directs_and_others_can_be_asked()
    {
        var run = Start();
        run.Accept(new NominateForTask(Id(run), ["ann", "ben"]), Actor.Person("lead"));
        run.Reject<TaskNotOfferedTo>(new ClaimTask(Id(run)), Actor.Person("cam"));
        run.Accept(new DeclineTask(Id(run), "busy"), Ann).Task("ask").State.ShouldBe(TaskState.Offered);
        run.Accept(new DeclineTask(Id(run), "busy"), Ben).Task("ask").State.ShouldBe(TaskState.Declined);
        run.Accept(new AddTaskCandidates(Id(run), ["cam"]), Actor.Person("lead")).Accept(new ClaimTask(Id(run)), Actor.Person("cam")).Task("ask").Owner.ShouldBe("cam");
    }

    [Fact]
    public void A_forwarded_task_is_the_other_units_and_its_clock_runs_on()
    {
        var run = Start();
        run.Wait(TimeSpan.FromMinutes(5)).Accept(new ForwardTask(Id(run), "5W", null, "patient moved"), Ann);
        (run.Task("ask").Queue.Unit, run.Task("ask").Queue.Role, run.Task("ask").Reason).ShouldBe(("5W", "rn", "patient moved"));
        run.State.Clocks.ShouldHaveSingleItem().BreachAt.ShouldBe(Running.Noon.AddHours(1));
        run.Reject<ForwardedNowhere>(new ForwardTask(Id(run), "5W", "rn", "again"), Ann);
    }

    [Fact]
    public void A_draft_is_kept_for_its_owner_and_makes_no_page_stale()
    {
        var run = Start();
        run.Accept(new ClaimTask(Id(run)), Ann);
        var version = run.Task("ask").Version;
        run.Accept(new SaveTaskDraft(Id(run), Running.Context(("meds", FeelValue.Of(3)))), Ann);
        (run.Task("ask").Version, run.Task("ask").Draft!.Count).ShouldBe((version, 1));
        run.Reject<TaskOwnedByAnother>(new SaveTaskDraft(Id(run), FeelContext.Empty), Ben);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("consent.pdf")]
    public void An_attachment_is_an_address_that_does_nothing_by_itself(string address) =>
        Start().ShouldSatisfyAllConditions(run => run.Reject<AddressNotAbsolute>(new AttachToTask(Id(run), "Consent", "application/pdf", address), Ann));

    [Fact]
    public void Work_entered_in_error_lets_the_process_go_on_under_its_own_name()
    {
        var run = Start();
        run.Accept(new MarkTaskEnteredInError(Id(run), "wrong patient"), Ann).Task("after").State.ShouldBe(TaskState.Offered);
        run.Events.OfType<TaskEnteredInError>().ShouldHaveSingleItem().Reason.ShouldBe("wrong patient");
    }

    [Fact]
    public void Reopened_work_runs_beside_the_flow_and_moves_no_token_twice()
    {
        var run = Start();
        var (id, was) = (Id(run), run.Task("ask"));
        run.Accept(new ClaimTask(id), Ann).Accept(new CompleteTask(id, Running.Context(("dose", FeelValue.Of(5)))), Ann);
        run.Reject<TaskNotOpen>(new ReopenTask(id, "dose was changed"), Ann);
        run.Accept(new ReopenTask(id, "dose was changed", new EndedTask("ask", was.Queue, TaskState.Completed, "ann", 50, 3)), Ann);
        (run.Task("ask").State, run.Task("ask").Owner, run.Task("ask").Version).ShouldBe((TaskState.InProgress, "ann", 4));
        run.Complete("other").Complete("after").State.Status.ShouldBe(InstanceStatus.Active, "the process waits for what is done again");
        run.Accept(new CompleteTask(id, Running.Context(("dose", FeelValue.Of(4)))), Ann).State.Status.ShouldBe(InstanceStatus.Completed);
        run.Events.OfType<TaskCreated>().Count(created => created.Element == "after").ShouldBe(1);
        run.State.Variables!.TryGet("dose", out var dose).ShouldBeTrue();
        dose.ShouldBe(FeelValue.Of(4));
    }

    [Fact]
    public void What_was_withdrawn_or_is_open_cannot_be_reopened()
    {
        var run = Start();
        run.Reject<TaskStateForbids>(new ReopenTask(Id(run), "why not", new EndedTask("ask", run.Task("ask").Queue, TaskState.Completed, null, 50, 1)), Ann);
        var (id, queue) = (Id(run), run.Task("ask").Queue);
        run.Accept(new SkipTask(id, "rule"), Ann).Reject<TaskStateForbids>(new ReopenTask(id, "why not", new EndedTask("ask", queue, TaskState.Cancelled, null, 50, 2)), Ann);
    }
}
