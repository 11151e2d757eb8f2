using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Tasks;

public sealed class BusinessRuleTaskTests
{
    private const string Mode = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="transport" namespace="n">
          <inputData id="i" name="mobility"><variable name="mobility"/></inputData>
          <decision id="transport-mode" name="transport mode">
            <variable name="transport mode"/>
            <informationRequirement id="r"><requiredInput href="#i"/></informationRequirement>
            <decisionTable id="t" hitPolicy="FIRST">
              <input id="in"><inputExpression id="ie"><text>mobility</text></inputExpression></input>
              <output id="out"/>
              <rule id="r1"><inputEntry id="a"><text>"stretcher"</text></inputEntry><outputEntry id="b"><text>"BLS ambulance"</text></outputEntry></rule>
              <rule id="r2"><inputEntry id="c"><text>-</text></inputEntry><outputEntry id="e"><text>"dispatcher decides"</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """;

    private static readonly Model Deciding = Model.Process("p").Start()
        .Node("businessRuleTask", "decide", "<bpmn:extensionElements><zeebe:calledDecision decisionId=\"transport-mode\" resultVariable=\"mode\"/></bpmn:extensionElements>").End();

    [Fact]
    public void Sets_the_result_and_records_which_rule_spoke_and_why_others_did_not()
    {
        var run = new Running(WorldOf(Mode)).Begin("p", ("mobility", FeelValue.Of("wheelchair")));
        run.Variable("mode").ShouldBe(FeelValue.Of("dispatcher decides"));
        var made = run.Events.OfType<DecisionMade>().ShouldHaveSingleItem();
        (made.Decision, made.Version).ShouldBe(("transport-mode", 1));
        DmnWords.Of(made.How).ShouldBe(
        [
            "transport mode is \"dispatcher decides\".",
            "  Seen: mobility = \"wheelchair\".",
            "  Rule 2 matched.",
            "  Rule 1 did not: mobility is \"wheelchair\", not \"stretcher\".",
        ]);
    }

    [Fact]
    public void What_is_recorded_of_a_large_table_with_long_values_stays_small()
    {
        var rules = string.Concat(Enumerable.Range(0, 60).Select(n => $"<rule><inputEntry><text>\"{new string('x', 300)}{n}\"</text></inputEntry><outputEntry><text>\"{n}\"</text></outputEntry></rule>"));
        var model = Mode.Replace("<rule id=\"r1\">", rules + "<rule id=\"r1\">", StringComparison.Ordinal);
        var run = new Running(WorldOf(model)).Begin("p", ("mobility", FeelValue.Of(new string('y', 5000))));
        var made = run.Events.OfType<DecisionMade>().ShouldHaveSingleItem();
        EventJson.Write([made]).Length.ShouldBeLessThan(4500);
        var table = made.How.Decisions.Single().Tables.Single();
        (table.Matched.Single().Number, table.Missed.Count, table.Others).ShouldBe((62, 12, 49));
    }

    [Fact]
    public void A_decision_that_is_not_deployed_is_an_incident() =>
        Running.Start(Deciding).Incident().Kind.ShouldBe(IncidentKind.MissingDecision);

    private static World WorldOf(string decisions)
    {
        var read = DmnReader.Read(decisions);
        read.Issues.ShouldBeEmpty();
        return World.Empty.Deploy(new DeploymentId(Guid.Empty), [Deciding.Compile()], [read.Model!]);
    }
}
