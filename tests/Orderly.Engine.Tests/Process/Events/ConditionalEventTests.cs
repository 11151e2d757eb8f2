using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Events;

public sealed class ConditionalEventTests
{
    private static readonly (string, FeelValue) Cold = ("heat", FeelValue.Of(10));

    private static Running Heat(Running run, int degrees) => run.Accept(new SetVariables(Running.Context(("heat", FeelValue.Of(degrees)))));

    [Fact]
    public void A_catch_event_waits_until_its_condition_turns_true()
    {
        var run = Running.Start(Model.Process("p").Start().Catch("hot", Model.Condition("=heat > 30")).End(), Cold);
        Heat(run, 20).State.Status.ShouldBe(InstanceStatus.Active);
        Heat(run, 31).State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void One_that_holds_already_passes_at_once() =>
        Running.Start(Model.Process("p").Start().Catch("hot", Model.Condition("heat > 5")).End(), Cold).State.Status.ShouldBe(InstanceStatus.Completed);

    [Fact]
    public void A_boundary_condition_that_does_not_interrupt_comes_again_only_after_it_lapsed()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("a").End().Boundary("hot", "a", Model.Condition("=heat > 30"), interrupting: false).UserTask("cool").End("e2"), Cold);
        Heat(Heat(run, 40), 50).OpenTasks.ShouldBe(["a", "cool"]);
        Heat(Heat(run, 10), 35).OpenTasks.ShouldBe(["a", "cool", "cool"]);
    }

    [Fact]
    public void A_variable_nobody_has_set_is_not_yet_true_and_a_task_that_sets_it_triggers()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("a").End().EventSubProcess("esp", e => e.Start("on", Model.Condition("=alarm"), "isInterrupting=\"false\"").UserTask("b").End("e2")).From("a").UserTask("c").End("e3"));
        run.State.Incidents.Count.ShouldBe(0);
        run.Complete("a", ("alarm", FeelValue.Of(true))).OpenTasks.ShouldBe(["b", "c"], ignoreOrder: true);
    }

    [Fact]
    public void A_condition_begins_a_process_when_the_host_says_so() =>
        new Running(Running.WorldOf(Model.Process("p").Start("hot", Model.Condition("=heat > 30")).UserTask("a").End()))
            .Accept(new StartByEvent("p", null, "hot", 1, null, FeelContext.Empty)).OpenTasks.ShouldBe(["a"]);
}
