using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Containers;

public sealed class AdHocSubProcessTests
{
    private static Running Rounds(string first = "", string completion = "", string attributes = "") => Running.Start(
        Model.Process("p").Start().AdHoc("rounds", inside => inside.UserTask("a").From(null).UserTask("b").UserTask("b2").From(null).UserTask("c"), first, completion, attributes).UserTask("after").End(),
        ("done", FeelValue.Of(false)));

    private static ChooseActivities Choose(Running run, params string[] activities) => new(run.State.Elements.Single(e => e.Element == "rounds").Id, activities);

    [Fact]
    public void Waits_for_a_choice_and_completes_when_nothing_is_left()
    {
        var run = Rounds();
        run.OpenTasks.ShouldBeEmpty();
        run.Accept(Choose(run, "a", "b")).OpenTasks.ShouldBe(["a", "b"]);
        run.Complete("a").Complete("b").OpenTasks.ShouldBe(["b2"]);
        run.Complete("b2").OpenTasks.ShouldBe(["after"]);
    }

    [Fact]
    public void Begins_with_what_the_model_names_and_offers_the_same_activity_again()
    {
        var run = Rounds(first: "=[\"a\", \"c\"]");
        run.Accept(Choose(run, "a")).OpenTasks.ShouldBe(["a", "c", "a"]);
    }

    [Fact]
    public void A_sequential_one_does_one_at_a_time_in_the_order_chosen()
    {
        var run = Rounds(attributes: "ordering=\"Sequential\"");
        run.Accept(Choose(run, "c", "a")).OpenTasks.ShouldBe(["c"]);
        run.Complete("c").OpenTasks.ShouldBe(["a"]);
        run.Complete("a").OpenTasks.ShouldBe(["after"]);
    }

    [Fact]
    public void A_condition_that_holds_cancels_the_rest()
    {
        var run = Rounds("=[\"a\", \"b\"]", "=done");
        run.Complete("a").OpenTasks.ShouldBe(["b"]);
        run.Complete("b", ("done", FeelValue.Of(true))).OpenTasks.ShouldBe(["after"]);
    }

    [Fact]
    public void Or_lets_the_rest_finish_and_a_condition_that_does_not_hold_keeps_it_open()
    {
        var run = Rounds("=[\"a\", \"c\"]", "=done", "cancelRemainingInstances=\"false\"");
        run.Complete("a", ("done", FeelValue.Of(true))).OpenTasks.ShouldBe(["c"]);
        run.Complete("c").OpenTasks.ShouldBe(["after"]);
        var open = Rounds("=[\"a\"]", "=done").Complete("a");
        open.IsActive("rounds").ShouldBeTrue();
        open.Accept(Choose(open, "c")).Complete("c", ("done", FeelValue.Of(true))).OpenTasks.ShouldBe(["after"]);
    }

    [Fact]
    public void Only_activities_that_nothing_leads_to_can_be_chosen()
    {
        var run = Rounds();
        run.Reject<ActivityNotChoosable>(Choose(run, "b2"));
        run.Reject<NotAnAdHocSubProcess>(new ChooseActivities(Engine.Ids.ElementInstanceId.Root, ["a"]));
    }
}
