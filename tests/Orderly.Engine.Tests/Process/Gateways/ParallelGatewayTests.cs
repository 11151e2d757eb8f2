using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Gateways;

public sealed class ParallelGatewayTests
{
    private static Model ForkAndJoin() => Model.Process("p").Start().Parallel("fork")
        .UserTask("a").Parallel("join").UserTask("after").End()
        .From("fork").UserTask("b").To("join")
        .From("fork").UserTask("c").To("join");

    [Fact]
    public void Forks_into_every_branch_in_document_order()
    {
        var run = Running.Start(ForkAndJoin());
        run.State.Tasks.Select(task => task.Element).ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public void Joins_only_when_every_branch_has_come()
    {
        var run = Running.Start(ForkAndJoin()).Complete("b").Complete("a");
        run.IsActive("join").ShouldBeFalse();
        run.Complete("c");
        run.State.Tasks.ShouldHaveSingleItem().Element.ShouldBe("after");
        run.Events.OfType<ElementActivated>().Single(e => e.Element == "join").Joined!.Count.ShouldBe(2);
    }

    [Fact]
    public void A_branch_that_never_comes_leaves_the_instance_waiting_at_the_join()
    {
        var run = Running.Start(Model.Process("p").Start().Parallel("fork").UserTask("a").Parallel("join").End()
            .From("fork").UserTask("b").End("elsewhere").From("fork").UserTask("c").To("join"));
        run.Complete("a").Complete("b");
        run.State.Status.ShouldBe(InstanceStatus.Active);
        run.Complete("c").State.Status.ShouldBe(InstanceStatus.Completed);
    }
}
