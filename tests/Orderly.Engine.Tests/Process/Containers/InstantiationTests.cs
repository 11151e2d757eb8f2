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

    [Fact]
    public void A_parallel_multiple_start_waits_for_its_other_messages_in_the_instance_that_the_first_began()
    {
        var run = Both("Call");
        run.OpenTasks.ShouldBeEmpty();
        var open = run.State.Subscriptions.ShouldHaveSingleItem();
        (open.Name, open.Key).ShouldBe(("Order", "case-1"));
        run.Deliver("both", ("ordered", FeelValue.Of(2)));
        run.OpenTasks.ShouldBe(["a"]);
        (run.Variable("key"), run.Variable("ordered")).ShouldBe((FeelValue.Of("k"), FeelValue.Of(2)));
        run.State.Subscriptions.Count.ShouldBe(0);
        run.Complete("a").State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void An_instance_that_waits_for_the_rest_of_its_start_can_be_cancelled() =>
        Both("Order").Accept(new CancelInstance("too late")).State.Status.ShouldBe(InstanceStatus.Cancelled);

    [Fact]
    public void What_has_no_key_is_no_part_of_a_parallel_multiple_start()
    {
        var model = Model.Process("p");
        model.Start("both", model.Message("Order") + model.Signal("S"), "parallelMultiple=\"true\"").UserTask("a").End();
        Engine.Bpmn.BpmnReader.Read(model.ToXml()).Issues.ShouldContain(issue => issue.Rule == "start-event" && issue.Message.Contains("to be messages"));
    }

    private static Running Both(string first)
    {
        var model = Model.Process("p");
        model.Start("both", model.Message("Order") + model.Message("Call"), "parallelMultiple=\"true\"").UserTask("a").End();
        return new Running(Running.WorldOf(model)).Accept(new StartByMessage("p", null, "both", 1, "case-1", default, first, Running.Context(("key", FeelValue.Of("k")))));
    }
}
