using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Gateways;

public sealed class InclusiveGatewayTests
{
    private static Model Diamond() => Model.Process("p").Start().Inclusive("split", "default=\"calm\"")
        .When("=a").UserTask("one").Inclusive("join").UserTask("after").End()
        .From("split").When("=b").UserTask("two").To("join")
        .From("split").As("calm").UserTask("three").To("join");

    private static Running With(bool a, bool b) => Running.Start(Diamond(), ("a", FeelValue.Of(a)), ("b", FeelValue.Of(b)));

    [Fact]
    public void Takes_every_flow_whose_condition_holds_and_joins_exactly_those()
    {
        var run = With(true, true);
        run.OpenTasks.ShouldBe(["one", "two"]);
        run.Complete("two").IsActive("after").ShouldBeFalse();
        run.Complete("one").OpenTasks.ShouldBe(["after"]);
        run.Complete("after").State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void One_flow_alone_passes_the_join_at_once()
    {
        With(true, false).Complete("one").OpenTasks.ShouldBe(["after"]);
        With(false, true).Complete("two").OpenTasks.ShouldBe(["after"]);
    }

    [Fact]
    public void The_default_is_taken_when_no_condition_holds() => With(false, false).Complete("three").OpenTasks.ShouldBe(["after"]);

    [Fact]
    public void Without_default_and_condition_it_is_an_incident_that_can_be_mended()
    {
        var run = Running.Start(Model.Process("p").Start().Inclusive("split").When("=a").UserTask("one").End("e1").From("split").When("=b").UserTask("two").End("e2"), ("a", FeelValue.Of(false)), ("b", FeelValue.Of(false)));
        run.Incident().Kind.ShouldBe(IncidentKind.NoFlowTaken);
        run.Accept(new ResolveIncident(run.Incident().Id, Running.Context(("b", FeelValue.Of(true))))).OpenTasks.ShouldBe(["two"]);
    }

    [Fact]
    public void A_join_waits_for_a_token_that_can_still_come_by_a_detour_and_not_for_one_that_cannot()
    {
        // The unstructured graph: b may go to the join or away from it.
        var run = Running.Start(
            Model.Process("p").Start().Parallel("fork").UserTask("a").Inclusive("join").UserTask("after").End()
                .From("fork").UserTask("b").Node("exclusiveGateway", "choose", attributes: "default=\"away\"").When("=come").To("join").From("choose").As("away").UserTask("elsewhere").End("e2"),
            ("come", FeelValue.Of(false)));
        run.Complete("a").OpenTasks.ShouldBe(["b"]);
        run.Complete("b").OpenTasks.ShouldBe(["elsewhere", "after"], ignoreOrder: true);
    }

    [Fact]
    public void A_join_in_a_loop_goes_on_although_a_later_round_may_come()
    {
        var run = Running.Start(
            Model.Process("p").Start().Inclusive("head").UserTask("work").Node("exclusiveGateway", "enough", attributes: "default=\"back\"").When("=done").End().From("enough").As("back").To("head"),
            ("done", FeelValue.Of(false)));
        run.Complete("work").OpenTasks.ShouldBe(["work"]);
        run.Complete("work", ("done", FeelValue.Of(true))).State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void A_token_that_ends_by_a_boundary_event_releases_the_join()
    {
        var run = Running.Start(Model.Process("p").Start().Parallel("fork").UserTask("a").Inclusive("join").UserTask("after").End()
            .From("fork").UserTask("b").To("join").Boundary("late", "b", Model.Duration("PT1H")).UserTask("instead").End("e2"));
        run.Complete("a").IsActive("after").ShouldBeFalse();
        run.Fire("late").OpenTasks.ShouldBe(["instead", "after"], ignoreOrder: true);
    }

    [Fact]
    public void Yielding_loses_no_join()
    {
        foreach (var budget in Enumerable.Range(1, 12))
        {
            var run = new Running(Running.WorldOf(Diamond())) { Budget = budget }.Begin("p", ("a", FeelValue.Of(true)), ("b", FeelValue.Of(true))).Drain();
            run.Complete("one").Drain().Complete("two").Drain().OpenTasks.ShouldBe(["after"], $"budget {budget}");
        }
    }
}
