using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Events;

public sealed class TerminateEventTests
{
    [Fact]
    public void Ends_everything_in_its_scope_and_completes_it()
    {
        var run = Running.Start(Model.Process("p").Start().Parallel("fork").UserTask("a").End("e1").From("fork").UserTask("b").Terminate("stop"));
        run.Complete("b");
        run.State.Status.ShouldBe(InstanceStatus.Completed);
        run.PathText.ShouldEndWith("+stop -stop xa -p");
    }

    [Fact]
    public void Inside_a_subprocess_ends_only_the_subprocess()
    {
        var run = Running.Start(Model.Process("p").Start().SubProcess("sub", sub => sub.Start("s").Parallel("fork").UserTask("a").End("e1").From("fork").UserTask("b").Terminate("stop")).UserTask("after").End());
        run.Complete("b");
        run.State.Tasks.ShouldHaveSingleItem().Element.ShouldBe("after");
    }
}
