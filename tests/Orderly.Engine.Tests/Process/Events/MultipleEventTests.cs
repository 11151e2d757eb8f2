using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Events;

public sealed class MultipleEventTests
{
    private static readonly (string, FeelValue) Key = ("key", FeelValue.Of("k"));

    [Fact]
    public void The_first_of_several_takes_a_catch_event_and_the_others_are_void()
    {
        var model = Model.Process("p");
        var run = Running.Start(model.Start().Catch("any", model.Message("M") + Model.Duration("PT1H") + model.Signal("S")).End(), Key);
        (run.State.Subscriptions.Count, run.State.Timers.Count).ShouldBe((2, 1));
        run.Fire("any").State.Status.ShouldBe(InstanceStatus.Completed);
        (run.State.Subscriptions.Count, run.State.Timers.Count).ShouldBe((0, 0));
    }

    [Fact]
    public void A_parallel_multiple_event_waits_for_all_and_keeps_what_each_brought()
    {
        var model = Model.Process("p");
        var run = Running.Start(model.Start().Node("intermediateCatchEvent", "all", model.Message("M") + model.Message("N") + Model.Duration("PT1H"), "parallelMultiple=\"true\"").End(), Key);
        run.Deliver("all", ("m", FeelValue.Of(1))).Fire("all").State.Status.ShouldBe(InstanceStatus.Active);
        run.Deliver("all", ("n", FeelValue.Of(2))).State.Status.ShouldBe(InstanceStatus.Completed);
        (run.Variable("m"), run.Variable("n")).ShouldBe((FeelValue.Of(1), FeelValue.Of(2)));
    }

    [Fact]
    public void A_boundary_event_of_several_interrupts_at_the_first()
    {
        var model = Model.Process("p");
        var run = Running.Start(model.Start().UserTask("a").End().Boundary("any", "a", model.Message("M") + Model.Duration("PT1H")).UserTask("b").End("e2"), Key);
        run.Deliver("any").OpenTasks.ShouldBe(["b"]);
        run.State.Timers.Count.ShouldBe(0);
    }

    [Fact]
    public void An_end_event_throws_all_its_parts()
    {
        var model = Model.Process("p");
        var run = Running.Start(model.Start().End("all", model.Message("M") + model.Signal("S") + model.Escalation("X")), Key);
        run.State.Status.ShouldBe(InstanceStatus.Completed);
        run.Last.Effects.Where(effect => effect is PublishMessage or BroadcastSignal).Count().ShouldBe(2);
        run.Events.OfType<EscalationThrown>().Count().ShouldBe(1);
    }
}
