using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process;

public sealed class ProcessTests
{
    [Fact]
    public void A_process_of_one_task_runs_from_start_to_end()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("ask").End());
        run.State.Status.ShouldBe(InstanceStatus.Active);
        run.Task("ask").State.ShouldBe(Engine.Work.TaskState.Offered);
        run.Complete("ask", ("answer", FeelValue.Of(42)));
        run.State.Status.ShouldBe(InstanceStatus.Completed);
        run.Variable("answer").ShouldBe(FeelValue.Of(42));
        run.PathText.ShouldBe("+p +start -start +ask -ask +end -end -p");
        run.State.ElementCount.ShouldBe(0);
    }

    [Fact]
    public void A_start_is_rejected_when_the_process_is_not_deployed() =>
        new Running(World.Empty).Reject<ProcessNotDeployed>(new StartInstance("p", null, 1, null, FeelContext.Empty)).Message.ShouldBe("Expected process 'p' to be deployed, but it is not");

    [Fact]
    public void A_second_start_is_rejected()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("ask").End());
        run.Reject<InstanceAlreadyStarted>(new StartInstance("p", null, 1, null, FeelContext.Empty));
    }

    [Fact]
    public void A_command_on_an_instance_that_has_ended_is_rejected()
    {
        var run = Running.Start(Model.Process("p").Start().End());
        run.Reject<InstanceHasEnded>(new CancelInstance("late"));
    }

    [Fact]
    public void Cancelling_ends_everything_inside()
    {
        var run = Running.Start(Model.Process("p").Start().Parallel("fork").UserTask("a").End("e1").From("fork").ServiceTask("b").End("e2"));
        run.Accept(new CancelInstance("wrong patient"));
        run.State.Status.ShouldBe(InstanceStatus.Cancelled);
        run.State.CancelReason.ShouldBe("wrong patient");
        run.Last.Effects.ShouldContain(effect => effect is CancelJob);
        run.PathText.ShouldEndWith("xa xb xp");
    }
}
