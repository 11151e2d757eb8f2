using Orderly.Engine.Feel;
using Orderly.Engine.Process;
using Orderly.Engine.Work;

namespace Orderly.Engine.Tests.Process.Operations;

public sealed class SuspendTests
{
    private static Running Suspended()
    {
        var model = Model.Process("p");
        model.Start().Parallel("fork").UserTask("a").End("e1").From("fork").ServiceTask("job").UserTask("b").End("e2").From("fork").Catch("wait", model.Message("M")).UserTask("c").End("e3")
            .Boundary("late", "a", Model.Duration("PT1H"), interrupting: false).UserTask("d").End("e4");
        return Running.Start(model, ("key", FeelValue.Of("k"))).Accept(new SuspendInstance("audit"));
    }

    [Fact]
    public void Messages_timers_and_results_are_kept_and_acted_on_in_their_order_when_resumed()
    {
        var run = Suspended();
        run.CompleteJob("job", ("n", FeelValue.Of(1))).Deliver("wait", ("m", FeelValue.Of(2))).Fire("late").OpenTasks.ShouldBe(["a"]);
        run.State.HasYielded.ShouldBeFalse();
        run.Accept(new ResumeInstance()).OpenTasks.ShouldBe(["a", "b", "c", "d"]);
        (run.Variable("n"), run.Variable("m")).ShouldBe((FeelValue.Of(1), FeelValue.Of(2)));
    }

    [Fact]
    public void People_are_told_that_it_stands_still()
    {
        var run = Suspended();
        run.Reject<InstanceIsSuspended>(new ClaimTask(run.Task("a").Id)).Message.ShouldBe("Expected an instance that is not suspended, but it is: audit");
        run.Reject<InstanceIsSuspended>(new SuspendInstance("again"));
        run.Accept(new ResumeInstance()).Reject<InstanceNotSuspended>(new ResumeInstance());
        run.Complete("a").OpenTasks.ShouldBeEmpty();
    }

    [Fact]
    public void A_suspended_instance_can_be_cancelled()
    {
        var run = Suspended().Accept(new CancelInstance("stop"));
        run.State.Status.ShouldBe(InstanceStatus.Cancelled);
    }
}
