using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Events;

public sealed class LinkEventTests
{
    [Fact]
    public void A_throwing_link_goes_on_at_the_catching_end_of_its_name() =>
        Running.Start(Model.Process("p").Start().Throw("off", Model.Link("A")).From(null).Catch("on", Model.Link("A")).UserTask("a").End()).PathText.ShouldBe("+p +start -start +off -off +on -on +a");

    [Fact]
    public void A_loop_may_close_by_a_link()
    {
        var run = Running.Start(Model.Process("p").Start().Exclusive("head").UserTask("a").Node("exclusiveGateway", "x", attributes: "default=\"again\"").When("=done = true").End()
            .From("x").As("again").Throw("off", Model.Link("back")).From(null).Catch("on", Model.Link("back")).To("head"));
        run.Complete("a").Complete("a", ("done", FeelValue.Of(true))).State.Status.ShouldBe(InstanceStatus.Completed);
    }
}
