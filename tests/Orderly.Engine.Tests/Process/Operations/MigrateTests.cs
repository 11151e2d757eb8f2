using System.Collections.Immutable;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Operations;

public sealed class MigrateTests
{
    private static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    private static MigrateInstance To(int version, params (string From, string To)[] places) =>
        new(version, None.AddRange(places.Select(place => KeyValuePair.Create(place.From, place.To))), None, "new rules");

    private static Running Begun(Model before, Model after)
    {
        var run = new Running(Running.WorldOf(before)).Begin("p", ("key", FeelValue.Of("k")));
        run.World = run.World.Deploy(new DeploymentId(Guid.Parse("01960000-0000-7000-8000-0000000000d2")), [after.Compile()]);
        return run;
    }

    [Fact]
    public void An_open_task_is_kept_and_goes_on_by_the_new_flow()
    {
        var run = Begun(Model.Process("p").Start().UserTask("a").End(), Model.Process("p").Start().UserTask("a").UserTask("b").End());
        var task = run.Task("a").Id;
        run.Accept(To(2)).Task("a").Id.ShouldBe(task);
        run.Complete("a").OpenTasks.ShouldBe(["b"]);
        run.State.Version.ShouldBe(2);
    }

    [Fact]
    public void A_renamed_element_is_found_by_the_plan_or_by_its_name()
    {
        var before = Model.Process("p").Start().Node("userTask", "a", attributes: "name=\"Ask\"").End();
        Begun(before, Model.Process("p").Start().UserTask("ask").End()).Accept(To(2, ("a", "ask"))).OpenTasks.ShouldBe(["ask"]);
        Begun(before, Model.Process("p").Start().Node("userTask", "z", attributes: "name=\"Ask\"").End()).Accept(To(2)).OpenTasks.ShouldBe(["z"]);
    }

    [Fact]
    public void Boundary_events_are_opened_and_closed_as_the_new_version_has_them()
    {
        var after = Model.Process("p");
        after.Start().UserTask("a").End().Boundary("stop", "a", after.Message("Stop")).UserTask("c").End("e2");
        var run = Begun(Model.Process("p").Start().UserTask("a").End().Boundary("late", "a", Model.Duration("PT1H")).UserTask("b").End("e2"), after);
        run.Accept(To(2)).State.Timers.Count.ShouldBe(0);
        run.Deliver("stop").OpenTasks.ShouldBe(["c"]);
    }

    [Fact]
    public void An_element_that_does_something_else_begins_anew()
    {
        var run = Begun(Model.Process("p").Start().UserTask("a").End(), Model.Process("p").Start().ServiceTask("a", "robot").End());
        run.Accept(To(2)).OpenTasks.ShouldBeEmpty();
        run.Job("a").Type.ShouldBe("robot");
        run.Accept(To(1)).OpenTasks.ShouldBe(["a"]);
    }

    [Fact]
    public void What_has_no_place_is_told_all_at_once_and_nothing_changes()
    {
        var run = Begun(
            Model.Process("p").Start().Parallel("f").UserTask("a").End().From("f").UserTask("b").End("e2").From("f").UserTask("c").End("e3"),
            Model.Process("p").Start().UserTask("a").End());
        var refused = run.Reject<CannotMigrate>(To(2));
        refused.Problems.ShouldBe(["'b' is active and has no place in the other version", "'c' is active and has no place in the other version"]);
        run.Reject<ProcessNotDeployed>(To(3));
    }

    [Fact]
    public void A_task_goes_into_a_new_scope_and_out_again_with_its_variables()
    {
        var flat = Model.Process("p").Start().UserTask("a", Model.Io("input|=key|mine")).End();
        var nested = Model.Process("p").Start().SubProcess("sub", inside => inside.Start("in").UserTask("a").UserTask("b").End("out")).UserTask("after").End();
        var run = Begun(flat, nested);
        run.Accept(To(2)).State.Elements.Select(element => element.Element).ShouldBe(["p", "sub", "a"]);
        run.State.Elements.Last().Variables!.TryGet("mine", out var mine).ShouldBeTrue();
        mine.ShouldBe(FeelValue.Of("k"));
        run.Accept(To(1)).State.Elements.Select(element => element.Element).ShouldBe(["p", "a"]);
        run.Accept(To(2)).Complete("a").Complete("b").Complete("after").State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void A_task_that_became_a_subprocess_begins_at_its_start()
    {
        var run = Begun(Model.Process("p").Start().UserTask("a").End(), Model.Process("p").Start().SubProcess("a", inside => inside.Start("in").UserTask("inner").End("out")).End());
        run.Accept(To(2)).OpenTasks.ShouldBe(["inner"]);
    }

    [Fact]
    public void What_is_done_inside_is_given_up_only_when_the_plan_names_it()
    {
        var run = Begun(Model.Process("p").Start().SubProcess("a", inside => inside.Start("in").UserTask("inner").End("out")).End(), Model.Process("p").Start().UserTask("a").End());
        run.Reject<CannotMigrate>(To(2)).Message.ShouldContain("would be lost");
        run.Accept(To(2, ("a", "a"))).OpenTasks.ShouldBe(["a"]);
    }

    [Fact]
    public void Jobs_and_timers_of_what_moves_are_made_anew()
    {
        var before = Model.Process("p").Start().ServiceTask("a").End().Boundary("late", "a", Model.Duration("PT1H")).UserTask("b").End("e2");
        var run = Begun(before, Model.Process("p").Start().SubProcess("sub", inside => inside.Start("in").ServiceTask("a").End("out").Boundary("late", "a", Model.Duration("PT2H")).UserTask("b").End("e2")).End());
        var job = run.Job("a").Id;
        run.Accept(To(2)).Reject<JobNotOpen>(new CompleteJob(job, FeelContext.Empty));
        run.State.Timers.ShouldHaveSingleItem().Due.ShouldBe(Running.Noon.AddHours(2));
        run.CompleteJob("a").State.Status.ShouldBe(InstanceStatus.Completed);
    }
}
