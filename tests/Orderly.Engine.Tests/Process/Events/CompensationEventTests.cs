using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Events;

public sealed class CompensationEventTests
{
    private static Model Booked(string undo = "", Action<Model>? more = null)
    {
        var model = Model.Process("p");
        model.Start().UserTask("bed").UserTask("ride").Throw("undo", undo.Length > 0 ? undo : Model.Compensate()).UserTask("after").End().UndoneBy("bed", "freeBed").UndoneBy("ride", "cancelRide");
        more?.Invoke(model);
        return model;
    }

    [Fact]
    public void Undoes_what_completed_the_last_first_and_then_goes_on()
    {
        var run = Running.Start(Booked()).Complete("bed").Complete("ride");
        run.OpenTasks.ShouldBe(["cancelRide"]);
        run.Complete("cancelRide").OpenTasks.ShouldBe(["freeBed"]);
        run.Complete("freeBed").OpenTasks.ShouldBe(["after"]);
        run.Complete("after").State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void A_targeted_one_undoes_one_activity_only() =>
        Running.Start(Booked(Model.Compensate("bed"))).Complete("bed").Complete("ride").Complete("freeBed").OpenTasks.ShouldBe(["after"]);

    [Fact]
    public void One_that_does_not_wait_goes_on_beside() =>
        Running.Start(Booked(Model.Compensate(waits: false))).Complete("bed").Complete("ride").OpenTasks.ShouldBe(["after", "cancelRide"], ignoreOrder: true);

    [Fact]
    public void What_has_not_completed_is_not_undone()
    {
        var run = Running.Start(Model.Process("p").Start().Parallel("fork").UserTask("slow").End("e1").UndoneBy("slow", "undoSlow").From("fork").UserTask("b").End("undo", Model.Compensate()));
        run.Complete("b").OpenTasks.ShouldBe(["slow"]);
    }

    [Fact]
    public void An_activity_done_twice_is_undone_twice_with_the_variables_each_had()
    {
        var run = Running.Start(Model.Process("p").Start().Exclusive("head").UserTask("a", Model.Io("input|=n|round")).Node("exclusiveGateway", "x", attributes: "default=\"again\"").When("=n = 2").Throw("undo", Model.Compensate()).End()
            .From("x").As("again").To("head").UndoneBy("a", "undoA"), ("n", FeelValue.Of(1)));
        run.Complete("a", ("n", FeelValue.Of(1))).Complete("a", ("n", FeelValue.Of(2)));
        run.State.Elements.Single(e => e.Element == "undoA").Variables!.TryGet("round", out var second).ShouldBeTrue();
        second.ShouldBe(FeelValue.Of(1));
        run.Complete("undoA").Complete("undoA").State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void A_subprocess_without_a_handler_is_entered_again_to_undo_its_inside()
    {
        var run = Running.Start(Model.Process("p").Start().SubProcess("sub", inside => inside.Start("in").UserTask("a").UserTask("b").End("out").UndoneBy("a", "undoA").UndoneBy("b", "undoB")).Throw("undo", Model.Compensate()).End());
        run.Complete("a").Complete("b").OpenTasks.ShouldBe(["undoB"]);
        run.Complete("undoB").Complete("undoA").State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void A_compensation_event_subprocess_says_how_a_subprocess_is_undone()
    {
        var run = Running.Start(Model.Process("p").Start()
            .SubProcess("sub", inside => inside.Start("in").UserTask("a").End("out").UndoneBy("a", "undoA")
                .EventSubProcess("esp", e => e.Start("on", Model.Compensate()).UserTask("first").Throw("rest", Model.Compensate()).UserTask("last").End("e2")))
            .Throw("undo", Model.Compensate()).End());
        run.Complete("a").OpenTasks.ShouldBe(["first"]);
        run.Complete("first").OpenTasks.ShouldBe(["undoA"]);
        run.Complete("undoA").OpenTasks.ShouldBe(["last"]);
        run.Complete("last").State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void A_repeated_activity_is_undone_once_by_its_handler()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("a", inner: Model.Loop("=[1,2]")).Throw("undo", Model.Compensate()).End().UndoneBy("a", "undoA"));
        run.Complete("a").Complete("a").OpenTasks.ShouldBe(["undoA"]);
        run.Complete("undoA").State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void Cancelling_while_undoing_leaves_nothing_behind()
    {
        var run = Running.Start(Booked()).Complete("bed").Complete("ride").Accept(new CancelInstance("stop"));
        run.State.Status.ShouldBe(InstanceStatus.Cancelled);
        run.State.Tasks.Count.ShouldBe(0);
    }
}
