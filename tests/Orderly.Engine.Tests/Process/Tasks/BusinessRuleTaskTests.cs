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
    public void Sets_the_result_and_records_which_rule_spoke()
    {
        var read = DmnReader.Read(Mode);
        read.Issues.ShouldBeEmpty();
        var world = World.Empty.Deploy(new DeploymentId(Guid.Empty), [Deciding.Compile()], [read.Model!]);
        var run = new Running(world).Begin("p", ("mobility", FeelValue.Of("stretcher")));
        run.Variable("mode").ShouldBe(FeelValue.Of("BLS ambulance"));
        var evaluated = run.Events.OfType<DecisionEvaluated>().ShouldHaveSingleItem();
        (evaluated.Decision, evaluated.Version, evaluated.Trace).ShouldBe(("transport-mode", 1, "transport mode: 1"));
    }

    [Fact]
    public void A_decision_that_is_not_deployed_is_an_incident() =>
        Running.Start(Deciding).Incident().Kind.ShouldBe(IncidentKind.MissingDecision);
}
