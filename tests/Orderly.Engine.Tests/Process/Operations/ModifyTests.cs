using System.Collections.Immutable;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Operations;

public sealed class ModifyTests
{
    private static readonly Model Steps = Model.Process("p").Start().UserTask("a").SubProcess("sub", inside => inside.Start("in").UserTask("b").UserTask("c").End("out")).UserTask("d").End();

    private static ModifyInstance Begin(string element, params ElementInstanceId[] end) => new([new(element, FeelContext.Empty)], [.. end], "wrong way");

    private static ElementInstanceId IdOf(Running run, string element) => run.State.Elements.Single(e => e.Element == element).Id;

    [Fact]
    public void A_token_is_moved_ahead_and_back()
    {
        var run = Running.Start(Steps);
        run.Accept(Begin("d", IdOf(run, "a"))).OpenTasks.ShouldBe(["d"]);
        run.Accept(Begin("a", IdOf(run, "d"))).OpenTasks.ShouldBe(["a"]);
        run.Events.OfType<InstanceModified>().Count().ShouldBe(2);
    }

    [Fact]
    public void Into_a_subprocess_that_is_not_open_it_opens_it_without_its_start()
    {
        var run = Running.Start(Steps);
        run.Accept(Begin("c", IdOf(run, "a"))).OpenTasks.ShouldBe(["c"]);
        run.IsActive("sub").ShouldBeTrue();
        run.Complete("c").OpenTasks.ShouldBe(["d"]);
    }

    [Fact]
    public void Ending_the_last_token_ends_the_instance()
    {
        var run = Running.Start(Steps);
        run.Accept(new ModifyInstance([], [IdOf(run, "a")], "done by hand")).State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void What_cannot_be_begun_is_refused_with_the_reason()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("a").End().Boundary("late", "a", Model.Duration("PT1H")).End("e2").From(null).SubProcess("many", i => i.Start("in").UserTask("b").End("out"), Model.Loop("=[1]")));
        run.Reject<CannotBeActivated>(Begin("nothing"));
        run.Reject<CannotBeActivated>(Begin("late")).Message.ShouldContain("begins only by its event");
        run.Reject<CannotBeActivated>(Begin("b")).Message.ShouldContain("which repetition");
        run.Reject<ScopeNotActive>(new ModifyInstance([], [new(99)], "x"));
        run.Reject<NothingToModify>(new ModifyInstance([], [], "x"));
    }
}
