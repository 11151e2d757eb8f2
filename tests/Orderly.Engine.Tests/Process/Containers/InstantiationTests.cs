using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Containers;

public sealed class InstantiationTests
{
    private static Model Either(string type)
    {
        var model = Model.Process("p");
        return model.Node("eventBasedGateway", "first", attributes: $"instantiate=\"true\" eventGatewayType=\"{type}\"")
            .Catch("order", model.Message("Order")).UserTask("a").End("e1").From("first").Catch("call", model.Message("Call")).UserTask("b").End("e2");
    }

    private static Running Begun(Model model, string by) => new Running(Running.WorldOf(model))
        .Accept(new StartByMessage("p", null, by, 1, "case-1", default, "any", Running.Context(("key", FeelValue.Of("k")))));

    [Fact]
    public void An_exclusive_gateway_begins_the_process_by_one_of_its_events() => Begun(Either("Exclusive"), "call").OpenTasks.ShouldBe(["b"]);

    [Fact]
    public void A_parallel_gateway_waits_for_its_other_events_too()
    {
        var run = Begun(Either("Parallel"), "order");
        run.OpenTasks.ShouldBe(["a"]);
        run.State.Subscriptions.ShouldHaveSingleItem().Target.ShouldBe("call");
        run.Complete("a").State.Status.ShouldBe(InstanceStatus.Active);
        run.Deliver("call").Complete("b").State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void A_receive_task_begins_the_process()
    {
        var model = Model.Process("p");
        model.Message("Order");
        model.Node("receiveTask", "order", attributes: "instantiate=\"true\" messageRef=\"m_Order\"").UserTask("a").End();
        Begun(model, "order").OpenTasks.ShouldBe(["a"]);
        new Running(Running.WorldOf(model)).Reject<NoSuchStart>(new StartInstance("p", null, 1, null, FeelContext.Empty));
    }
}
