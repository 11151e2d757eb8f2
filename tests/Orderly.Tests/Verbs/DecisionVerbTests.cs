using Orderly.Cli;
using Orderly.Verbs;

namespace Orderly.Tests.Verbs;

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
