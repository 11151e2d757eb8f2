using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Tasks;

public sealed class ConditionalFlowTests
{
    private static Running Chosen(int n, bool withDefault = true) => Running.Start(
        Model.Process("p").Start().Node("task", "a", attributes: withDefault ? "default=\"else\"" : "").When("=n > 1").UserTask("big").End("e1").From("a").When("=n > 2").UserTask("bigger").End("e2").From("a").As("else").When(withDefault ? null! : "=n < 0").UserTask("small").End("e3"),
        ("n", FeelValue.Of(n)));

    [Fact]
    public void Every_flow_whose_condition_holds_is_taken() => Chosen(3).OpenTasks.ShouldBe(["big", "bigger"]);

    [Fact]
    public void The_default_is_taken_when_none_holds() => Chosen(0).OpenTasks.ShouldBe(["small"]);

    [Fact]
    public void Without_default_it_is_an_incident_at_the_activity_and_goes_on_once_mended()
    {
        var run = Chosen(0, withDefault: false);
        run.Incident().ElementId.ShouldBe("a");
        run.Accept(new ResolveIncident(run.Incident().Id, Running.Context(("n", FeelValue.Of(2))))).OpenTasks.ShouldBe(["big"]);
    }

    [Fact]
    public void A_flow_without_a_condition_is_always_taken() =>
        Running.Start(Model.Process("p").Start().UserTask("a").When("=false").UserTask("b").End("e1").From("a").UserTask("c").End("e2")).Complete("a").OpenTasks.ShouldBe(["c"]);
}
