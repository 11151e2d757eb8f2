using System.Text;
using Orderly.Engine.Feel;
using Orderly.Runtime.Deployment;
using Orderly.Runtime.Submission;
using Orderly.Runtime.Tests.Simulation;

namespace Orderly.Runtime.Tests.Deployment;

public sealed class DecisionDeploymentTests
{
    [Fact]
    public async Task A_table_whose_rules_meet_is_refused_with_table_rule_and_column()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();

        var issues = Deploy(hospital, node, Bands(policy: "UNIQUE", "&lt;= 18 | \"child\"", ">= 18 | \"adult\"")).ShouldBeOfType<DeploymentOutcome.Refused>().Issues;

        var issue = issues.ShouldHaveSingleItem();
        (issue.Resource, issue.Element, issue.Rule, issue.IsError).ShouldBe(("bands.dmn", "bands-table", "table.overlap", true));
        issue.Line.ShouldBeGreaterThan(0);
        issue.Reason.ShouldBe("Expected one matching rule under hit policy UNIQUE, but rules 1 and 2 match at once, as for age = 18 (decision 'band', table 'bands-table', rule 2)");
        node.Runtime.World.Now.World.Decisions.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("&lt; 18 | \"child\"", "\"old\" | \"adult\"", "table.type", "rule 2, column 1")]
    [InlineData("&lt; limit | \"child\"", ">= 18 | \"adult\"", "name.unknown", "rule 1, column 1")]
    [InlineData("&lt; 18 | 7", ">= 18 | \"adult\"", "table.type", "rule 1, output 1")]
    public async Task What_can_never_answer_as_written_is_refused(string first, string second, string rule, string place)
    {
        await using var hospital = Hospital.Open();

        var issues = Deploy(hospital, hospital.Node(), Bands("FIRST", first, second)).ShouldBeOfType<DeploymentOutcome.Refused>().Issues;

        issues.ShouldContain(issue => issue.IsError && issue.Rule == rule && issue.Reason.EndsWith($"(decision 'band', table 'bands-table', {place})"));
    }

    [Theory]
    [InlineData("&lt; 18 | \"child\"", "> 18 | \"adult\"", "table.gap")]
    [InlineData("- | \"child\"", "> 18 | \"adult\"", "table.masked")]
    [InlineData("[9..3] | \"child\"", "- | \"adult\"", "table.unreachable")]
    public async Task What_may_be_meant_is_deployed_with_a_warning(string first, string second, string rule)
    {
        await using var hospital = Hospital.Open();

        var deployed = Deploy(hospital, hospital.Node(), Bands("FIRST", first, second)).ShouldBeOfType<DeploymentOutcome.Deployed>();

        deployed.Warnings.ShouldHaveSingleItem().Rule.ShouldBe(rule);
    }

    [Fact]
    public async Task A_model_may_import_one_that_comes_after_it_in_the_bundle()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();

        Deploy(hospital, node, Importing, Limits(18)).ShouldBeOfType<DeploymentOutcome.Deployed>();

        Limit(node).ShouldBe(FeelValue.Of(19));
    }

    [Fact]
    public async Task A_model_deployed_alone_may_import_one_in_force_also_after_a_restart()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        Deploy(hospital, node, Limits(18)).ShouldBeOfType<DeploymentOutcome.Deployed>();
        Deploy(hospital, node, Importing).ShouldBeOfType<DeploymentOutcome.Deployed>();
        node.Kill();

        Limit(hospital.Node("b")).ShouldBe(FeelValue.Of(19));
    }

    [Fact]
    public async Task A_model_follows_what_it_imports_when_both_are_deployed_and_only_that_changed()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        Deploy(hospital, node, Importing, Limits(18));

        Deploy(hospital, node, Importing, Limits(21)).ShouldBeOfType<DeploymentOutcome.Deployed>().Definitions.ShouldAllBe(definition => definition.Version == 2);

        Limit(node).ShouldBe(FeelValue.Of(22));
        node.Kill();
        Limit(hospital.Node("b")).ShouldBe(FeelValue.Of(22));
    }

    private static FeelValue Limit(SimulatedNode node) =>
        node.Runtime.World.Now.World.Decisions["next"][^1].Model.Evaluate("next", FeelContext.Empty, new FeelEnvironment { Now = DateTimeOffset.UnixEpoch }).Value;

    private static Resource Importing { get; } = Model("importing", """
        <import name="limits" namespace="urn:limits" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
        <decision id="next" name="next"><variable name="next"/><informationRequirement><requiredDecision href="urn:limits#limit"/></informationRequirement>
          <literalExpression><text>limits.limit + 1</text></literalExpression></decision>
        """);

    private static Resource Limits(int limit) => Model("limits", $"<decision id=\"limit\" name=\"limit\"><variable name=\"limit\"/><literalExpression><text>{limit}</text></literalExpression></decision>");

    private static Resource Bands(string policy, params string[] rules) => Model("bands", $"""
        <inputData id="i" name="age"><variable name="age" typeRef="number"/></inputData>
        <decision id="band" name="band"><variable name="band"/><informationRequirement><requiredInput href="#i"/></informationRequirement>
          <decisionTable id="bands-table" hitPolicy="{policy}"><input><inputExpression><text>age</text></inputExpression></input><output typeRef="string"/>
            {string.Concat(rules.Select(rule => rule.Split(" | ")).Select(cells => $"<rule><inputEntry><text>{cells[0]}</text></inputEntry><outputEntry><text>{cells[1]}</text></outputEntry></rule>"))}
          </decisionTable></decision>
        """);

    private static Resource Model(string name, string content) => new($"{name}.dmn", ResourceKind.Dmn, Encoding.UTF8.GetBytes(
        $"<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" id=\"{name}\" name=\"{name}\" namespace=\"urn:{name}\">{content}</definitions>"));

    private static DeploymentOutcome Deploy(Hospital hospital, SimulatedNode node, params Resource[] resources) =>
        hospital.Complete(node.Run(() => node.Runtime.Deployments.DeployAsync(Models.Bundle([.. resources]), Caller.Operator("test"))));
}
