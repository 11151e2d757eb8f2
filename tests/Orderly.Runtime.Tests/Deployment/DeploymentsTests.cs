using System.Text;
using Orderly.Runtime.Deployment;
using Orderly.Runtime.Submission;
using Orderly.Runtime.Tests.Simulation;

namespace Orderly.Runtime.Tests.Deployment;

public sealed class DeploymentsTests
{
    [Fact]
    public async Task The_same_bundle_again_makes_no_new_world()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        var first = Deploy(hospital, node, Models.OneTask()).ShouldBeOfType<DeploymentOutcome.Deployed>();

        var again = Deploy(hospital, node, Models.OneTask()).ShouldBeOfType<DeploymentOutcome.Deployed>();

        again.World.ShouldBe(first.World);
        again.Definitions.ShouldHaveSingleItem().IsNew.ShouldBeFalse();
    }

    [Fact]
    public async Task A_changed_model_is_the_next_version_and_running_instances_keep_theirs()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        Deploy(hospital, node, Models.OneTask());
        var old = hospital.Start(node, "one-task");
        Deploy(hospital, node, Models.OneTask(task: """<zeebe:priorityDefinition priority="90" />""")).ShouldBeOfType<DeploymentOutcome.Deployed>().Definitions.Single().Version.ShouldBe(2);

        var fresh = hospital.Start(node, "one-task");

        hospital.Tasks(old).Single().Priority.ShouldBe((short)50);
        hospital.Tasks(fresh).Single().Priority.ShouldBe((short)90);
    }

    [Fact]
    public async Task A_model_with_an_unknown_target_is_refused_with_its_place_and_nothing_is_deployed()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        var broken = new Resource("broken.bpmn", ResourceKind.Bpmn, Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(Models.OneTask("broken").Content.Span).Replace("targetRef=\"end\"", "targetRef=\"nowhere\"", StringComparison.Ordinal)));

        var issues = Deploy(hospital, node, Models.OneTask(), broken).ShouldBeOfType<DeploymentOutcome.Refused>().Issues;

        issues.ShouldContain(issue => issue.IsError && issue.Resource == "broken.bpmn" && issue.Line > 0);
        node.Runtime.World.Now.World.FindProcess("one-task").ShouldBeNull();
    }

    [Fact]
    public async Task Another_node_takes_over_the_new_world()
    {
        await using var hospital = Hospital.Open();
        var a = hospital.Node("a");
        var b = hospital.Node("b");

        Deploy(hospital, a, Models.OneTask());

        hospital.Until(() => b.Runtime.World.Now.World.FindProcess("one-task") is not null, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_person_without_the_role_deploys_nothing()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        Deploy(hospital, node, Models.OneTask());

        hospital.Complete(node.Run(() => node.Runtime.Deployments.DeployAsync(Models.Bundle(Models.OneJob()), Caller.Person(Models.Nurse))))
            .ShouldBeOfType<DeploymentOutcome.Denied>();
    }

    private static DeploymentOutcome Deploy(Hospital hospital, SimulatedNode node, params Resource[] resources) =>
        hospital.Complete(node.Run(() => node.Runtime.Deployments.DeployAsync(Models.Bundle([.. resources]), Caller.Operator("test"))));
}
