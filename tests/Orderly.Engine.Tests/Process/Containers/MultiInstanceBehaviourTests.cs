using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Containers;

public sealed class MultiInstanceBehaviourTests
{
    private const string Defined = "<bpmn:escalation id=\"esc\" escalationCode=\"done\"/><bpmn:escalationEventDefinition id=\"def\" escalationRef=\"esc\"/></bpmn:definitions>";

    private static Running Begun(string behaviour, bool interrupting, string inside = "")
    {
        var loop = $"<bpmn:multiInstanceLoopCharacteristics {behaviour}><bpmn:loopCardinality>3</bpmn:loopCardinality>{inside}</bpmn:multiInstanceLoopCharacteristics>";
        var model = Model.Process("p");
        var boundary = model.Escalation("done");
        model.Start().UserTask("a", inner: loop).UserTask("after").End().Boundary("caught", "a", boundary, interrupting).UserTask("told").End("e2");
        var read = BpmnReader.Read(model.ToXml().Replace("</bpmn:definitions>", Defined, StringComparison.Ordinal));
        read.Deployable.ShouldBeTrue(string.Join('\n', read.Issues));
        return new Running(World.Empty.Deploy(new(Guid.Parse("01960000-0000-7000-8000-0000000000d1")), read.Processes)).Begin("p");
    }

    [Fact]
    public void None_throws_after_each_repetition()
    {
        var run = Begun("behavior=\"None\" noneBehaviorEventRef=\"def\"", interrupting: false);
        run.Complete("a").OpenTasks.Count(task => task == "told").ShouldBe(1);
        run.Complete("a").Complete("a").OpenTasks.Count(task => task == "told").ShouldBe(3);
        run.OpenTasks.ShouldContain("after");
    }

    [Fact]
    public void One_throws_after_the_first_repetition_only()
    {
        var run = Begun("behavior=\"One\" oneBehaviorEventRef=\"def\"", interrupting: false);
        run.Complete("a").Complete("a").Complete("a").OpenTasks.Count(task => task == "told").ShouldBe(1);
    }

    [Fact]
    public void What_is_thrown_may_end_the_activity_itself()
    {
        var run = Begun("behavior=\"One\" oneBehaviorEventRef=\"def\"", interrupting: true);
        run.Complete("a").OpenTasks.ShouldBe(["told"]);
    }

    [Fact]
    public void Complex_throws_when_its_condition_holds_for_the_counts()
    {
        const string Rule = "<bpmn:complexBehaviorDefinition id=\"cb\"><bpmn:condition>numberOfCompletedInstances = 2</bpmn:condition><bpmn:event id=\"ite\"><bpmn:escalationEventDefinition id=\"d2\" escalationRef=\"esc\"/></bpmn:event></bpmn:complexBehaviorDefinition>";
        var run = Begun("behavior=\"Complex\"", interrupting: false, Rule);
        run.Complete("a").OpenTasks.ShouldNotContain("told");
        run.Complete("a").OpenTasks.ShouldContain("told");
        run.Complete("a").OpenTasks.Count(task => task == "told").ShouldBe(1);
    }

    [Fact]
    public void A_behaviour_whose_event_is_missing_is_refused()
    {
        var model = Model.Process("p").Start().UserTask("a", inner: "<bpmn:multiInstanceLoopCharacteristics behavior=\"One\"><bpmn:loopCardinality>3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>").End();
        BpmnReader.Read(model.ToXml()).Issues.ShouldContain(issue => issue.Rule == "multi-instance" && issue.Message.Contains("oneBehaviorEventRef", StringComparison.Ordinal));
    }
}
