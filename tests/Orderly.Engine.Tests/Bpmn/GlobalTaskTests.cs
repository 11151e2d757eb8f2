using Orderly.Engine.Bpmn;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Tests.Process;

namespace Orderly.Engine.Tests.Bpmn;

public sealed class GlobalTaskTests
{
    [Theory]
    [InlineData("globalTask", "", 0)]
    [InlineData("globalManualTask", "", 0)]
    [InlineData("globalUserTask", "", 1)]
    [InlineData("globalScriptTask", "<bpmn:extensionElements><zeebe:script expression=\"=1\" resultVariable=\"n\"/></bpmn:extensionElements>", 0)]
    [InlineData("globalBusinessRuleTask", "<bpmn:extensionElements><zeebe:taskDefinition type=\"rules\"/></bpmn:extensionElements>", 0)]
    public void A_call_activity_calls_it_as_a_process_of_one_task(string kind, string inner, int tasks)
    {
        var xml = Model.Process("p").Start().Node("callActivity", "call", attributes: "calledElement=\"g\"").End().ToXml()
            .Replace("</bpmn:definitions>", $"<bpmn:{kind} id=\"g\" name=\"G\">{inner}</bpmn:{kind}></bpmn:definitions>", StringComparison.Ordinal);
        var read = BpmnReader.Read(xml);
        read.Deployable.ShouldBeTrue(string.Join('\n', read.Issues));
        read.Processes.Select(process => process.Id).ShouldBe(["p", "g"]);
        var run = new Running(World.Empty.Deploy(new DeploymentId(Guid.Empty), read.Processes)).Begin("g");
        run.State.Tasks.Count.ShouldBe(tasks);
        run.IsActive("p").ShouldBeFalse();
    }

    [Fact]
    public void One_that_nothing_calls_is_documentation() =>
        BpmnReader.Read(Model.Process("p").Start().End().ToXml().Replace("</bpmn:definitions>", "<bpmn:globalUserTask id=\"g\"/></bpmn:definitions>", StringComparison.Ordinal)).Processes.ShouldHaveSingleItem();
}
