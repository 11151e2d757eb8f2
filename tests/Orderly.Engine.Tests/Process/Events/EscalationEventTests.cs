using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Events;

public sealed class EscalationEventTests
{
    private static Running Escalating(string? caught, bool interrupting)
    {
        var model = Model.Process("p");
        model.Start().SubProcess("sub", inside => inside.Start("in").Throw("raise", model.Escalation("Late")).UserTask("a").End("out")).UserTask("b").End()
            .Boundary("on", "sub", model.Escalation(caught), interrupting).UserTask("tell").End("e2");
        return Running.Start(model);
    }

    [Fact]
    public void One_that_does_not_interrupt_lets_the_thrower_go_on() => Escalating("Late", interrupting: false).OpenTasks.ShouldBe(["tell", "a"], ignoreOrder: true);

    [Fact]
    public void An_interrupting_one_ends_the_subprocess() => Escalating(null, interrupting: true).OpenTasks.ShouldBe(["tell"]);

    [Fact]
    public void What_nothing_catches_is_recorded_and_forgotten()
    {
        var run = Escalating("Other", interrupting: true);
        run.OpenTasks.ShouldBe(["a"]);
        run.Events.OfType<EscalationThrown>().ShouldHaveSingleItem().Code.ShouldBe("Late");
        run.State.Incidents.Count.ShouldBe(0);
    }

    [Fact]
    public void An_event_subprocess_catches_before_the_boundary_event()
    {
        var model = Model.Process("p");
        model.Start().SubProcess("sub", inside => inside.Start("in").End("raise", model.Escalation("Late")).EventSubProcess("esp", e => e.Start("caught", model.Escalation("Late"), "isInterrupting=\"false\"").UserTask("inner").End("e3"))).End()
            .Boundary("on", "sub", model.Escalation("Late"), interrupting: false).UserTask("outer").End("e2");
        Running.Start(model).OpenTasks.ShouldBe(["inner"]);
    }

    [Fact]
    public void A_called_instance_tells_its_caller_which_catches_it_at_the_call()
    {
        var child = Model.Process("child");
        child.Start().Throw("raise", child.Escalation("Late")).UserTask("a").End();
        var called = new Running(Running.WorldOf(child));
        called.Accept(new StartChild(new(new(Guid.Empty), new(2)), new(Guid.Empty), "child", 1, 1, null, FeelContext.Empty));
        var told = called.Last.Effects.OfType<EscalateToParent>().ShouldHaveSingleItem().Command;
        called.OpenTasks.ShouldBe(["a"]);

        var caller = Model.Process("p");
        caller.Start().Call("call", "child").End().Boundary("on", "call", caller.Escalation("Late"), interrupting: false).UserTask("tell").End("e2");
        var run = new Running(Running.WorldOf(caller, child)).Begin("p");
        run.Reject<ChildNotAwaited>(told);
        run.Accept(told with { Child = run.State.Children.Single().Id }).OpenTasks.ShouldBe(["tell"]);
        run.IsActive("call").ShouldBeTrue();
    }
}
