using System.Text.Json;
using Orderly.Cli;
using Orderly.Verbs;

namespace Orderly.Tests.Verbs;

[Collection(nameof(OneConsole))]
public sealed class DecisionVerbTests : IDisposable
{
    private const string Model = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="urn:m" id="m">
          <inputData id="i" name="age"><variable name="age" typeRef="number"/></inputData>
          <decision id="d" name="band"><variable name="band"/><informationRequirement><requiredInput href="#i"/></informationRequirement>
            <decisionTable id="t"><input><inputExpression typeRef="number"><text>age</text></inputExpression></input><output/>
              <rule><inputEntry><text>&lt; 18</text></inputEntry><outputEntry><text>"child"</text></outputEntry></rule>
              <rule><inputEntry><text>&gt; 18</text></inputEntry><outputEntry><text>"adult"</text></outputEntry></rule>
            </decisionTable></decision>
        </definitions>
        """;

    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public DecisionVerbTests() => File.WriteAllText(At("bands.dmn"), Model);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Test_ends_well_when_every_case_passes_and_badly_when_one_does_not()
    {
        File.WriteAllText(At("bands-test-01.xml"), Cases("child"));
        Run("test", folder).ShouldBe(ExitCode.Done);
        File.WriteAllText(At("bands-test-02.xml"), Cases("adult"));
        Run("test", folder).ShouldBe(ExitCode.Failed);
        Run("test", folder, "--json").ShouldBe(ExitCode.Failed);
    }

    [Fact]
    public void Test_without_cases_or_folder_says_that_there_are_none()
    {
        Run("test", folder).ShouldBe(ExitCode.NotFound);
        Run("test", At("none")).ShouldBe(ExitCode.NotFound);
    }

    [Fact]
    public void Run_evaluates_with_inputs_in_feel()
    {
        Run("run", At("bands.dmn"), "band", "--input", "age=10 + 9", "--trace").ShouldBe(ExitCode.Done);
        Run("run", At("bands.dmn"), "none").ShouldBe(ExitCode.NotFound);
        Run("run", At("bands.dmn"), "band", "--input", "age=((").ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public void Check_finds_the_gap_and_fails_only_when_asked_to_be_strict()
    {
        Run("check", folder).ShouldBe(ExitCode.Done);
        Run("check", folder, "--strict").ShouldBe(ExitCode.Failed);
        File.WriteAllText(At("broken.dmn"), Model.Replace("age</text>", "(</text>"));
        Run("check", At("broken.dmn")).ShouldBe(ExitCode.Failed);
    }

    [Theory]
    [InlineData(ExitCode.Done, "check", "bands.dmn")]
    [InlineData(ExitCode.Failed, "check", "bands.dmn", "--strict")]
    [InlineData(ExitCode.Failed, "check", "broken.dmn")]
    [InlineData(ExitCode.NotFound, "check", "none.dmn")]
    [InlineData(ExitCode.Done, "run", "bands.dmn", "band", "-i", "age=3")]
    [InlineData(ExitCode.Failed, "run", "bands.dmn", "band")]
    [InlineData(ExitCode.Failed, "run", "broken.dmn", "band")]
    [InlineData(ExitCode.NotFound, "run", "bands.dmn", "none")]
    [InlineData(ExitCode.NotFound, "run", "none.dmn", "band")]
    [InlineData(ExitCode.NotFound, "run", ".", "band")]
    [InlineData(ExitCode.Usage, "run", "bands.dmn", "band", "-i", "zz=1")]
    [InlineData(ExitCode.Usage, "run", "bands.dmn", "band", "--inputs", "none.json")]
    [InlineData(ExitCode.NotFound, "test", ".")]
    [InlineData(ExitCode.NotFound, "test", "none")]
    [InlineData(ExitCode.NotFound, "test", "bands.dmn")]
    public void Json_is_one_document_whatever_comes_of_it(int code, string verb, string file, params string[] more)
    {
        File.WriteAllText(At("broken.dmn"), Model.Replace("urn:m", "urn:broken").Replace("age</text>", "(</text>"));
        var (ended, output) = Captured([verb, At(file), .. more, "--json"]);
        ended.ShouldBe(code);
        using var document = JsonDocument.Parse(output);
        document.RootElement.ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Fact]
    public void A_refused_model_is_told_as_data_with_its_problems()
    {
        File.WriteAllText(At("broken.dmn"), Model.Replace("age</text>", "(</text>"));
        using var document = JsonDocument.Parse(Captured("run", At("broken.dmn"), "band", "--json").Output);
        var problem = document.RootElement.GetProperty("problems")[0];
        problem.GetProperty("message").GetString().ShouldStartWith("Expected an expression");
        problem.GetProperty("place").GetProperty("name").GetString().ShouldBe("band");
        problem.GetProperty("line").GetInt32().ShouldBe(4);
    }

    [Fact]
    public void Test_as_data_holds_every_case_with_what_differs()
    {
        File.WriteAllText(At("bands-test-01.xml"), Cases("adult"));
        using var document = JsonDocument.Parse(Captured("test", folder, "--json").Output);
        document.RootElement.GetProperty("failed").GetInt32().ShouldBe(1);
        document.RootElement.GetProperty("results")[0].GetProperty("differences")[0].GetString().ShouldBe("band: Expected \"adult\", but it is \"child\"");
    }

    [Theory]
    [InlineData("Expected inputs that the decision takes ('age'), but 'zz' is none of them.", "-i", "zz=2")]
    [InlineData("Expected each input once, but 'age' is given twice.", "-i", "age=1", "-i", "age=2")]
    [InlineData("Expected the input 'age' as a FEEL expression with a value, but: Expected '1 / 0' to have a value, but it has none.", "-i", "age=1 / 0")]
    [InlineData("Expected the input 'age' as a FEEL expression with a value, but: Expected a name in scope, but 'old' is not known; a text stands in quotes of its own, as in 'name=\"old\"'.", "-i", "age=old")]
    [InlineData("Expected an input as name=FEEL expression, but 'age' is none.", "-i", "age")]
    public void An_input_that_the_decision_cannot_take_is_told(string message, params string[] inputs) => Refusal(["run", At("bands.dmn"), "band", .. inputs]).ShouldBe(message);

    [Fact]
    public void Names_in_a_file_that_the_decision_does_not_take_are_told_and_passed_over()
    {
        File.WriteAllText(At("case.json"), """{"age": 30, "unit": "4W"}""");
        using var document = JsonDocument.Parse(Captured("run", At("bands.dmn"), "band", "--inputs", At("case.json"), "--json").Output);
        document.RootElement.GetProperty("value").GetString().ShouldBe("adult");
        document.RootElement.GetProperty("ignored")[0].GetString().ShouldBe("unit");
    }

    [Fact]
    public void A_date_in_a_file_of_inputs_is_read_as_the_api_reads_it()
    {
        File.WriteAllText(At("dates.dmn"), Model.Replace("urn:m", "urn:dates").Replace("typeRef=\"number\"", "typeRef=\"date\"").Replace("&lt; 18", "&lt; date(\"2026-01-01\")").Replace("&gt; 18", "&gt;= date(\"2026-01-01\")"));
        File.WriteAllText(At("case.json"), """{"age": {"@feel": "date", "value": "2025-12-31"}}""");
        var (code, output) = Captured("run", At("dates.dmn"), "band", "--inputs", At("case.json"));
        (code, output.Trim()).ShouldBe((ExitCode.Done, "child"));
    }

    [Fact]
    public void A_finding_is_told_with_its_line_and_its_place_without_what_it_is_not_about()
    {
        using var document = JsonDocument.Parse(Captured("check", At("bands.dmn"), "--json").Output);
        var problem = document.RootElement.GetProperty("problems")[0];
        (problem.GetProperty("kind").GetString(), problem.GetProperty("line").GetInt32(), problem.GetProperty("column").GetInt32()).ShouldBe(("table.gap", 4, 6));
        problem.GetProperty("place").GetRawText().ShouldBe("""{"kind":"decision","name":"band","table":"t"}""");
        Captured("check", At("bands.dmn")).Output.ShouldContain($"finding {At("bands.dmn")}:4:6 table.gap decision 'band', table 't': ");
    }

    [Fact]
    public void The_trace_is_told_as_the_api_tells_it()
    {
        using var document = JsonDocument.Parse(Captured("run", At("bands.dmn"), "band", "-i", "age=18", "--trace", "--json").Output);
        document.RootElement.GetProperty("failed").GetBoolean().ShouldBeFalse();
        document.RootElement.GetProperty("issues")[0].GetRawText().ShouldBe(
            """{"code":"dmn.no-match","element":"t","position":1,"message":"Expected a rule to match, but none does for age = 18, and there is no default","place":{"kind":"decision","name":"band","table":"t"}}""");
        document.RootElement.GetProperty("trace").GetRawText().ShouldBe(
            """{"words":["band is null.","Seen: age = 18.","No rule matched.","Rule 1 did not: age is 18, not \u003C 18.","Rule 2 did not: age is 18, not \u003E 18."],"decisions":[{"id":"d","name":"band","value":null,"tables":[{"id":"t","hitPolicy":"UNIQUE","inputs":[{"expression":"age","value":18}],"rules":[{"number":1,"matched":false,"failedInput":1,"failedTest":"\u003C 18","annotations":[]},{"number":2,"matched":false,"failedInput":1,"failedTest":"\u003E 18","annotations":[]}],"otherRules":0}]}]}""");
    }

    [Fact]
    public void One_of_a_kind_is_counted_as_one() => Captured("check", At("bands.dmn")).Output.ShouldContain("1 model: 0 reasons to refuse, 1 finding");

    [Fact]
    public void Inputs_of_a_test_case_that_nothing_takes_are_named()
    {
        File.WriteAllText(At("bands-test-01.xml"), Cases("child").Replace("name=\"age\"", "name=\"aeg\""));
        Captured("test", folder).Output.ShouldContain("bands-test-01.xml 1: note: Expected inputs that are taken, but nothing takes 'aeg'");
        using var document = JsonDocument.Parse(Captured("test", folder, "--json").Output);
        document.RootElement.GetProperty("results")[0].GetProperty("ignored")[0].GetString().ShouldBe("aeg");
    }

    [Theory]
    [InlineData("""{"age": {"@feel": "day", "value": "x"}}""", "or 'context', but it is 'day', in the input 'age'.")]
    [InlineData("""{"age": 1, "age": 2}""", "but a name is in it twice.")]
    [InlineData("", "but it is empty.")]
    [InlineData("[1]", "but it holds a list.")]
    [InlineData("{\n  \"age\": x\n}", "but it is no JSON at line 2, column 10, before 'x'.")]
    [InlineData("{\"age\": 1", "but it ends too early at line 1, column 10.")]
    [InlineData("{\"age\": 1e9999}", "but it does not read: Expected a number below 1E+6145, but it is 1e9999, in the input 'age'.")]
    public void A_file_of_inputs_that_does_not_read_is_told_in_our_own_words(string text, string end)
    {
        File.WriteAllText(At("case.json"), text);
        Refusal("run", At("bands.dmn"), "band", "--inputs", At("case.json")).ShouldEndWith(end);
    }

    [Fact]
    public void A_folder_given_as_the_model_is_told_with_the_models_in_it() =>
        Refusal("run", folder, "band").ShouldBe($"Expected a decision model, but {folder} is a folder; the models in it are bands.dmn.");

    [Fact]
    public void A_decision_service_is_run_by_its_name()
    {
        File.WriteAllText(At("service.dmn"), Model.Replace("urn:m", "urn:service").Replace("</definitions>", "<decisionService id=\"s\" name=\"Age band für alle\"><outputDecision href=\"#d\"/><inputData href=\"#i\"/></decisionService></definitions>"));
        var (code, output) = Captured("run", At("service.dmn"), "Age band für alle", "-i", "age=3");
        (code, output.Trim()).ShouldBe((ExitCode.Done, "child"));
    }

    [Fact]
    public void Test_cases_that_do_not_read_fail_and_the_others_still_run()
    {
        File.WriteAllText(At("bands-test-01.xml"), Cases("child"));
        File.WriteAllText(At("bands-test-02.xml"), Cases("child")[..200]);
        var (code, output) = Captured("test", folder);
        code.ShouldBe(ExitCode.Failed);
        output.ShouldContain("bands-test-02.xml");
        output.ShouldContain("1 passed, 1 failed");
    }

    private static string Refusal(params string[] arguments)
    {
        using var document = JsonDocument.Parse(Captured([.. arguments, "--json"]).Output);
        return document.RootElement.GetProperty("problems")[0].GetProperty("message").GetString()!;
    }

    private static (int Code, string Output) Captured(params string[] arguments)
    {
        var (before, output) = (Console.Out, new StringWriter());
        Console.SetOut(output);
        try
        {
            return (Run(arguments), output.ToString());
        }
        finally
        {
            Console.SetOut(before);
        }
    }

    private static int Run(params string[] arguments) => DecisionVerb.Create().Parse(arguments).Invoke();

    private string At(string name) => Path.Combine(folder, name);

    private static string Cases(string expected) => $"""
        <testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
          <modelName>bands.dmn</modelName>
          <testCase id="1"><inputNode name="age"><value xsi:type="xsd:decimal">7</value></inputNode>
            <resultNode name="band" type="decision"><expected><value xsi:type="xsd:string">{expected}</value></expected></resultNode></testCase>
        </testCases>
        """;
}
