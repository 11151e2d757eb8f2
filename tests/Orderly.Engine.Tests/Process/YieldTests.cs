using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process;

public sealed class YieldTests
{
    private static readonly Model Chain = Model.Process("p").Start().Script("a", "=1", "x").Script("b", "=2", "y").Parallel("fork").Script("c", "=3", "z").Parallel("join").End()
        .From("fork").Script("d", "=4", "w").To("join");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void An_instance_that_yields_goes_on_where_it_was(int budget)
    {
        var run = new Running(Running.WorldOf(Chain)) { Budget = budget }.Begin("p");
        run.Last.Yielded.ShouldBeTrue();
        run.Drain();
        run.State.Status.ShouldBe(InstanceStatus.Completed);
        run.PathText.ShouldBe(new Running(Running.WorldOf(Chain)).Begin("p").PathText);
    }

    [Fact]
    public void A_continue_without_anything_left_is_refused() =>
        Running.Start(Model.Process("p").Start().UserTask("a").End()).Reject<NothingToContinue>(new Continue());

    [Fact]
    public void An_instance_that_has_yielded_can_be_cancelled()
    {
        var run = new Running(Running.WorldOf(Chain)) { Budget = 3 }.Begin("p");
        run.Accept(new CancelInstance("stop"));
        run.State.Status.ShouldBe(InstanceStatus.Cancelled);
        run.State.HasYielded.ShouldBeFalse();
    }

    [Fact]
    public void A_message_while_yielded_is_taken_and_nothing_is_lost()
    {
        var model = Model.Process("p");
        model.Start().Script("a", "=1", "x").UserTask("b").End().EventSubProcess("esp", e => e.Start("on", model.Message("M"), "isInterrupting=\"false\"").Script("seen", "=true", "seen").End("e2"));
        var run = new Running(Running.WorldOf(model)) { Budget = 2 }.Begin("p", ("key", FeelValue.Of("k")));
        run.State.HasYielded.ShouldBeTrue();
        run.Deliver("on").Drain();
        run.Variable("seen").ShouldBe(FeelValue.Of(true));
        run.Complete("b").Drain().State.Status.ShouldBe(InstanceStatus.Completed);
    }
}
