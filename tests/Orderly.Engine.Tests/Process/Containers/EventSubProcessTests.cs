using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Containers;

public sealed class EventSubProcessTests
{
    private static Running WithMessage(bool interrupting)
    {
        var model = Model.Process("p");
        var attributes = $"isInterrupting=\"{(interrupting ? "true" : "false")}\"";
        return Running.Start(
            model.Start().UserTask("a").End().EventSubProcess("esp", e => e.Start("on", model.Message("Cancelled"), attributes).UserTask("undo").End("e2")),
            ("key", FeelValue.Of("V1")));
    }

    [Fact]
    public void An_interrupting_one_ends_the_rest_of_its_scope_and_then_runs()
    {
        var run = WithMessage(interrupting: true).Deliver("on", ("reason", FeelValue.Of("A13")));
        run.State.Tasks.ShouldHaveSingleItem().Element.ShouldBe("undo");
        run.State.Subscriptions.Count.ShouldBe(0);
        run.Variable("reason").ShouldBe(FeelValue.Of("A13"));
        run.Complete("undo").State.Status.ShouldBe(InstanceStatus.Completed);
        run.PathText.ShouldEndWith("xa +esp +on -on +undo -undo +e2 -e2 -esp -p");
    }

    [Fact]
    public void One_that_does_not_interrupt_runs_beside_and_may_come_again()
    {
        var run = WithMessage(interrupting: false).Deliver("on").Deliver("on");
        run.State.Tasks.Select(task => task.Element).ShouldBe(["a", "undo", "undo"]);
        run.Complete("a").State.Status.ShouldBe(InstanceStatus.Active);
        run.Complete("undo").Complete("undo").State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void A_timer_one_wakes_while_its_scope_is_active()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("a").End().EventSubProcess("esp", e => e.Start("on", Model.Duration("PT4H"), "isInterrupting=\"false\"").UserTask("remind").End("e2")));
        run.Fire("on").State.Tasks.Select(task => task.Element).ShouldBe(["a", "remind"]);
    }

    [Fact]
    public void Its_subscription_ends_with_its_scope()
    {
        var run = WithMessage(interrupting: false).Complete("a");
        run.State.Status.ShouldBe(InstanceStatus.Completed);
        run.Last.Effects.ShouldContain(effect => effect is CloseSubscription);
    }
}
