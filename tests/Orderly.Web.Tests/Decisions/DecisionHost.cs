using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orderly.Runtime.Deployment;
using Orderly.Runtime.Submission;
using Orderly.Web.Tests.Hosting;

namespace Orderly.Web.Tests.Decisions;

/// <summary>A host where age bands and a process that asks for them are in force.</summary>
public sealed class DecisionHost : IAsyncLifetime
{
    internal WebHost Web { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Web.InitializeAsync();
        await Deploy(ModelFile.Bytes("bands.dmn"));
    }

    public ValueTask DisposeAsync() => Web.DisposeAsync();

    internal async Task Deploy(byte[] bands) => (await Web.Node.Deployments.DeployAsync(
        new DeploymentBundle { Resources = [new("bands.dmn", ResourceKind.Dmn, bands), Model("echoes.dmn"), Model("twin.dmn"), new("banding.bpmn", ResourceKind.Bpmn, ModelFile.Bytes("banding.bpmn"))] },
        Caller.Operator("tests"))).ShouldBeOfType<DeploymentOutcome.Deployed>();

    private static Resource Model(string name) => new(name, ResourceKind.Dmn, ModelFile.Bytes(name));

    /// <summary>A case that has chosen the band of an age.</summary>
    internal async Task<Guid> Case(int age)
    {
        using var coordinator = Web.ApiOf("k-moreau");
        using var started = await ApiCalls.Send(coordinator, "/api/v1/instances", new { process = "banding", facility = 1, variables = new { age } }, key: $"band-{age}");
        started.StatusCode.ShouldBe(HttpStatusCode.Created, await started.Content.ReadAsStringAsync());
        return (await started.Content.ReadFromJsonAsync<JsonNode>())!["instance"]!.GetValue<Guid>();
    }
}
