using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Gateways;

public sealed class EventBasedGatewayTests
{
    private static Running Waiting()
    {
        var model = Model.Process("p");
        return Running.Start(
            model.Start().Node("eventBasedGateway", "wait").Catch("answered", model.Message("Answer")).End("e1").From("wait").Catch("expired", Model.Duration("PT1H")).UserTask("call").End("e2"),
            ("key", FeelValue.Of("k")));
    }

    [Fact]
    public void The_message_takes_the_token_and_the_timer_is_cancelled()
    {
        var run = Waiting().Deliver("answered", ("said", FeelValue.Of("yes")));
        run.State.Status.ShouldBe(InstanceStatus.Completed);
        run.State.Timers.Count.ShouldBe(0);
        run.Variable("said").ShouldBe(FeelValue.Of("yes"));
        run.PathText.ShouldBe("+p +start -start +wait -wait +answered -answered +e1 -e1 -p");
    }

    [Fact]
    public void The_timer_takes_the_token_and_the_subscription_is_closed()
    {
        var run = Waiting().Fire("expired");
        run.State.Subscriptions.Count.ShouldBe(0);
        run.State.Tasks.ShouldHaveSingleItem().Element.ShouldBe("call");
    }
}
