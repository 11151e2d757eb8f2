using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Events;

public sealed class SignalEventTests
{
    [Fact]
    public void A_thrown_signal_is_an_effect_that_everyone_waiting_hears()
    {
        var model = Model.Process("p");
        model.Start().Parallel("fork").Catch("one", model.Signal("Alarm")).UserTask("a").End("e1").From("fork").Catch("two", model.Signal("Alarm")).UserTask("b").End("e2").From("fork").UserTask("c").End("e3", model.Signal("Alarm"));
        var run = Running.Start(model);
        run.Effects.OfType<OpenSignalSubscription>().Select(open => (open.Name, open.Element)).ShouldBe([("Alarm", "one"), ("Alarm", "two")]);
        run.Complete("c").Last.Effects.OfType<BroadcastSignal>().ShouldHaveSingleItem().Name.ShouldBe("Alarm");
        run.Hear(run.Events.OfType<SignalThrown>().Single()).OpenTasks.ShouldBe(["a", "b"]);
        run.Last.Effects.ShouldContain(effect => effect is CloseSubscription);
    }

    [Theory]
    [InlineData(true, new[] { "b" })]
    [InlineData(false, new[] { "a", "b", "b" })]
    public void A_boundary_signal_interrupts_or_comes_again(bool interrupting, string[] open)
    {
        var model = Model.Process("p");
        model.Start().UserTask("a").End().Boundary("on", "a", model.Signal("Alarm"), interrupting).UserTask("b").End("e2");
        var run = Running.Start(model);
        var alarm = new SignalThrown(default, default, "Alarm", FeelContext.Empty);
        run.Hear(alarm).Hear(alarm).OpenTasks.ShouldBe(open);
    }

    [Fact]
    public void An_intermediate_throw_passes_what_its_inputs_made()
    {
        var model = Model.Process("p");
        model.Start().Throw("tell", $"<bpmn:extensionElements>{Model.Io("input|=1 + 1|n")}</bpmn:extensionElements>" + model.Signal("S")).End();
        var run = Running.Start(model);
        run.Last.Effects.OfType<BroadcastSignal>().ShouldHaveSingleItem().Variables["n"].ShouldBe(FeelValue.Of(2));
        run.State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void A_signal_begins_an_event_subprocess_and_a_process()
    {
        var model = Model.Process("p");
        model.Start("on", model.Signal("Go")).UserTask("a").End().EventSubProcess("esp", e => e.Start("again", model.Signal("Go"), "isInterrupting=\"false\"").UserTask("b").End("e2"));
        var run = new Running(Running.WorldOf(model)).Accept(new StartByEvent("p", null, "on", 1, null, Running.Context(("x", FeelValue.Of(1)))));
        run.OpenTasks.ShouldBe(["a"]);
        run.Hear(new SignalThrown(default, default, "Go", FeelContext.Empty)).OpenTasks.ShouldBe(["a", "b"]);
        run.Variable("x").ShouldBe(FeelValue.Of(1));
    }
}
