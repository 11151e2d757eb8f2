using Orderly.Cli;
using Orderly.Verbs;

namespace Orderly.Tests.Verbs;

[Collection(nameof(OneConsole))]
public sealed class ModelVerbTests : IDisposable
{
    private const string Head = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:zeebe=\"http://camunda.org/schema/zeebe/1.0\">";

    private const string Order = Head + """
        <message id="m" name="Stop"/><process id="order" isExecutable="true"><startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="a"/>
        <userTask id="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="e"/><endEvent id="e"/>
        <boundaryEvent id="late" attachedToRef="a"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
        <sequenceFlow id="f3" sourceRef="late" targetRef="w"/><serviceTask id="w"><extensionElements><zeebe:taskDefinition type="chase"/></extensionElements></serviceTask>
        <sequenceFlow id="f4" sourceRef="w" targetRef="e2"/><endEvent id="e2"/></process></definitions>
        """;

    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Check_ends_well_for_what_deploys_and_names_every_problem_of_what_does_not()
    {
        Check(Write("good.bpmn", Order)).Code.ShouldBe(ExitCode.Done);
        var bad = Check(Write("bad.bpmn", Head + "<process id=\"p\" isExecutable=\"true\"><serviceTask id=\"w\"/><endEvent id=\"e\"/><sequenceFlow id=\"f\" sourceRef=\"w\" targetRef=\"nowhere\"/></process></definitions>"), "--json");
        bad.Code.ShouldBe(ExitCode.Failed);
        foreach (var rule in new[] { "task-definition", "flow-target", "start-event" })
            bad.Output.ShouldContain($"\"rule\":\"{rule}\"");
        Check(Path.Combine(folder, "none.bpmn")).Code.ShouldBe(ExitCode.NotFound);
    }

    [Fact]
    public void Run_plays_the_script_on_virtual_time_and_says_what_it_waits_for()
    {
        var model = Write("order.bpmn", Order);
        Running(model).Output.ShouldContain("waits for task a");
        var script = Write("steps.json", """{"steps":[{"at":"PT30M","expect":{"open":["a"]}},{"at":"PT1H","expect":{"open":[],"jobs":["w"]}},{"work":{"job":"chase","with":{"n":2}},"expect":{"status":"Completed","variables":{"n":2,"x":1}}}]}""");
        var run = Running(model, "--script", script, "--input", Write("in.json", "{\"x\":1}"));
        run.Output.ShouldContain("cancelled    a");
        run.Code.ShouldBe(ExitCode.Done, run.Output);
    }

    [Fact]
    public void Run_fails_when_an_expectation_is_not_met_or_a_step_finds_nothing_to_do()
    {
        var model = Write("order.bpmn", Order);
        var unmet = Running(model, "--json", "--script", Write("a.json", "[{\"expect\":{\"open\":[\"b\"]}}]"));
        (unmet.Code, unmet.Output.Contains("expected open tasks [b], but they are [a]", StringComparison.Ordinal)).ShouldBe((ExitCode.Failed, true));
        Running(model, "--script", Write("b.json", "[{\"complete\":{\"task\":\"none\"}}]")).Code.ShouldBe(ExitCode.Failed);
        Running(model, "--script", Write("c.json", "[{\"dance\":{}}]")).Code.ShouldBe(ExitCode.Failed);
        Running(Path.Combine(folder, "none.bpmn")).Code.ShouldBe(ExitCode.NotFound);
    }

    [Fact]
    public void Run_reads_a_scenario_as_packs_have_it_with_a_base_and_the_message_that_begins_the_process()
    {
        var model = Write("order.bpmn", Head + """
            <message id="m" name="Ordered"/><process id="order" isExecutable="true"><startEvent id="s"><messageEventDefinition messageRef="m"/></startEvent><sequenceFlow id="f1" sourceRef="s" targetRef="a"/>
            <userTask id="a"><extensionElements><zeebe:userTask/><zeebe:taskListeners><zeebe:taskListener eventType="completing" type="check"/></zeebe:taskListeners></extensionElements></userTask>
            <sequenceFlow id="f2" sourceRef="a" targetRef="e"/><endEvent id="e"/></process></definitions>
            """);
        Write("base.yaml", "bed: A\nroom: \"512\"\n");
        var script = Write("scenario.yaml", """
            scenario: A completion without a signature is denied
            start: Ordered
            key: V1
            base: base.yaml
            variables: { bed: B }
            steps:
              - complete: { task: a, by: ann, with: { signed: false } }
                expect: { open: [a], jobs: [a] }
              - work: { job: check, deny: no signature }
                expect: { has: [a], jobs: [], variables: { bed: B, room: "512" } }
              - complete: { task: a, by: ann, with: { signed: true } }
                work: { job: check }
                expect: { status: Completed, variables: { signed: true } }
            """);
        var run = Running(model, "--script", script);
        run.Code.ShouldBe(ExitCode.Done, run.Output);
        run.Output.ShouldContain("denied       complete");
        Running(model, "--script", Write("odd.yaml", "start: Ordered\norder: {}\nsteps: []")).Code.ShouldBe(ExitCode.Failed);
        Running(model, "--script", Write("none.yaml", "start: Nobody\nsteps: []")).Code.ShouldBe(ExitCode.Failed);
        Running(model, "--script", Write("broken.yaml", "steps: [")).Code.ShouldBe(ExitCode.Failed);
    }

    [Fact]
    public void Run_ends_with_1_when_nobody_catches_a_signal_unless_that_is_expected()
    {
        var model = Write("order.bpmn", Order);
        var lost = Running(model, "--script", Write("a.json", "[{\"signal\": \"Nope\"}]"));
        (lost.Code, lost.Output.Contains("Step 1: expected signal 'Nope' to be taken, but it was left", StringComparison.Ordinal)).ShouldBe((ExitCode.Failed, true), lost.Output);
        Running(model, "--script", Write("b.json", "[{\"signal\": {\"name\": \"Nope\", \"taken\": false}}]")).Code.ShouldBe(ExitCode.Done);
    }

    [Theory]
    [InlineData("base: list.yaml")]
    [InlineData("base: ../outside.yaml")]
    [InlineData("base: /etc/hostname")]
    [InlineData("base: [good.yaml]")]
    [InlineData("base:")]
    [InlineData("base: good.yaml\nvariables: 5")]
    public void Run_refuses_a_base_that_holds_no_variables_or_lies_outside_the_scripts_folder(string head)
    {
        var model = Write("order.bpmn", Order);
        Write("list.yaml", "- 1\n");
        Write("good.yaml", "bed: A\n");
        Running(model, "--script", Write("good-script.yaml", "base: good.yaml\nsteps: []\n")).Code.ShouldBe(ExitCode.Done);
        Running(model, "--script", Write("script.yaml", head + "\nsteps: []\n")).Code.ShouldBe(ExitCode.Failed);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static (int Code, string Output) Check(params string[] args) => Invoke(["check", .. args]);

    private static (int Code, string Output) Running(params string[] args) => Invoke(["run", .. args]);

    private static (int Code, string Output) Invoke(string[] args)
    {
        var (before, output) = (Console.Out, new StringWriter());
        Console.SetOut(output);
        try
        {
            return (ModelVerb.Create().Parse(args).Invoke(), output.ToString());
        }
        finally
        {
            Console.SetOut(before);
        }
    }
}
