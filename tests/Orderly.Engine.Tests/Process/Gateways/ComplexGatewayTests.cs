using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Gateways;

public sealed class ComplexGatewayTests
{
    private static Running TwoOfThree()
    {
        var run = Running.Start(Model.Process("p").Start().Parallel("fork").UserTask("a").Complex("join", "=activationCount >= 2").UserTask("after").End()
            .From("fork").UserTask("b").To("join").From("fork").UserTask("c").To("join"));
        run.OpenTasks.ShouldBe(["a", "b", "c"]);
        return run;
    }

    [Fact]
    public void Goes_on_when_its_condition_holds_and_swallows_the_rest()
    {
        var run = TwoOfThree().Complete("a");
        run.IsActive("after").ShouldBeFalse();
        run.Complete("c").OpenTasks.ShouldBe(["b", "after"], ignoreOrder: true);
        run.Complete("b").OpenTasks.ShouldBe(["after"]);
        run.Events.OfType<GatewayReset>().Count().ShouldBe(1);
        run.Complete("after").State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void Is_reset_when_no_further_token_can_come()
    {
        var run = Running.Start(Model.Process("p").Start().Parallel("fork").UserTask("a").Complex("join", "=activationCount >= 1").UserTask("after").End()
            .From("fork").UserTask("b").To("join").Boundary("late", "b", Model.Duration("PT1H")).End("e2"));
        run.Complete("a").OpenTasks.ShouldBe(["b", "after"], ignoreOrder: true);
        run.Fire("late").Events.OfType<GatewayReset>().Count().ShouldBe(1);
        run.OpenTasks.ShouldBe(["after"]);
    }

    [Fact]
    public void Conditions_of_its_flows_can_ask_for_the_reset()
    {
        var run = Running.Start(Model.Process("p").Start().Parallel("fork").UserTask("a").Complex("join", "=activationCount >= 1").When("=waitingForStart").UserTask("first").End()
            .From("join").When("=not(waitingForStart)").UserTask("rest").End("e2").From("fork").UserTask("b").To("join"));
        run.Complete("a").OpenTasks.ShouldBe(["b", "first"], ignoreOrder: true);
        run.Complete("b").OpenTasks.ShouldBe(["first", "rest"], ignoreOrder: true);
    }

    [Fact]
    public void Splits_like_an_inclusive_gateway() =>
        Running.Start(Model.Process("p").Start().Complex("split").When("=true").UserTask("a").End("e1").From("split").When("=false").UserTask("b").End("e2")).OpenTasks.ShouldBe(["a"]);
}
