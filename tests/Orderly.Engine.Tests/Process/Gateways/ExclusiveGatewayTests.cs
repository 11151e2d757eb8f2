using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Gateways;

public sealed class ExclusiveGatewayTests
{
    private static Model Choice(bool withDefault) => Model.Process("p").Start()
        .Node("exclusiveGateway", "choose", attributes: withDefault ? "default=\"otherwise\"" : "")
        .When("=minutes > 60").UserTask("late").End("e1")
        .From("choose").When("=minutes > 30").UserTask("soon").End("e2")
        .From("choose").As("otherwise").When(withDefault ? null! : "=minutes < 0").UserTask("calm").End("e3");

    [Theory]
    [InlineData(90, "late")]
    [InlineData(45, "soon")]
    [InlineData(10, "calm")]
    public void Takes_the_first_flow_whose_condition_holds_else_the_default(int minutes, string taken)
    {
        var run = Running.Start(Choice(withDefault: true), ("minutes", FeelValue.Of(minutes)));
        run.State.Tasks.ShouldHaveSingleItem().Element.ShouldBe(taken);
    }

    [Fact]
    public void Is_an_incident_when_no_condition_holds_and_there_is_no_default_and_goes_on_once_mended()
    {
        var run = Running.Start(Choice(withDefault: false), ("minutes", FeelValue.Of(10)));
        run.Incident().Kind.ShouldBe(IncidentKind.NoFlowTaken);
        run.Accept(new ResolveIncident(run.Incident().Id, Running.Context(("minutes", FeelValue.Of(61)))));
        run.State.Incidents.Count.ShouldBe(0);
        run.State.Tasks.ShouldHaveSingleItem().Element.ShouldBe("late");
    }

    [Fact]
    public void Is_an_incident_when_a_condition_is_neither_true_nor_false()
    {
        var run = Running.Start(Choice(withDefault: true));
        run.Incident().Kind.ShouldBe(IncidentKind.Expression);
        run.Incident().Message.ShouldStartWith("Expected condition of flow 'p_f2' to give true or false, but '=minutes > 60' gave null");
    }

    [Fact]
    public void A_loop_back_through_a_gateway_repeats_until_the_condition_holds()
    {
        var run = Running.Start(
            Model.Process("p").Start().Exclusive("again").Script("count", "=n + 1", "n").Node("exclusiveGateway", "enough", attributes: "default=\"back\"")
                .When("=n >= 3").End().From("enough").As("back").To("again"),
            ("n", FeelValue.Of(0)));
        run.State.Status.ShouldBe(InstanceStatus.Completed);
        run.Variable("n").ShouldBe(FeelValue.Of(3));
    }
}
