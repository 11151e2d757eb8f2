using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Containers;

public sealed class StandardLoopTests
{
    [Fact]
    public void Repeats_while_its_condition_holds()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("a", inner: Model.While("=not(enough)")).End(), ("enough", FeelValue.Of(false)));
        run.Complete("a").OpenTasks.ShouldBe(["a"]);
        run.Complete("a", ("enough", FeelValue.Of(true))).State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void Asks_before_the_first_time_when_told_to() =>
        Running.Start(Model.Process("p").Start().UserTask("a", inner: Model.While("=false", before: true)).End()).State.Status.ShouldBe(InstanceStatus.Completed);

    [Fact]
    public void Stops_at_its_maximum()
    {
        var run = Running.Start(Model.Process("p").Start().Script("a", "=loopCounter", "n", inner: Model.While("=true", most: 3)).End());
        run.State.Status.ShouldBe(InstanceStatus.Completed);
        run.Events.OfType<ElementActivated>().Count(e => e.Element == "a" && e.Item > 0).ShouldBe(3);
        run.Variable("n").ShouldBe(FeelValue.Of(3));
    }

    [Fact]
    public void Its_boundary_event_stands_on_all_of_it()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("a", inner: Model.While("=true")).End().Boundary("late", "a", Model.Duration("PT1H")).UserTask("b").End("e2"));
        run.Complete("a").Fire("late").OpenTasks.ShouldBe(["b"]);
    }
}
