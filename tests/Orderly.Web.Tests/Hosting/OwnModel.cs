using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Orderly.Runtime.Deployment;
using Orderly.Runtime.Submission;

namespace Orderly.Web.Tests.Hosting;

/// <summary>A process that a test deploys for itself, and what a program sees of its instances.</summary>
internal static class OwnModel
{
    /// <summary>A user task whose id stands for {0}.</summary>
    public const string Work = "<bpmn:userTask id=\"{0}\"><bpmn:extensionElements><zeebe:userTask/></bpmn:extensionElements></bpmn:userTask>";

    /// <summary>Nodes of one kind in a row, between a start and an end.</summary>
    public static string Chain(string node, params string[] ids)
    {
        var all = ids.Prepend("start").Append("end").ToArray();
        var flows = all.Zip(all.Skip(1)).Select((pair, n) => $"<bpmn:sequenceFlow id=\"f{n}\" sourceRef=\"{pair.First}\" targetRef=\"{pair.Second}\"></bpmn:sequenceFlow>");
        return $"<bpmn:startEvent id=\"start\"/>{string.Concat(ids.Select(id => node.Replace("{0}", id, StringComparison.Ordinal)))}<bpmn:endEvent id=\"end\"/>{string.Concat(flows)}";
    }

    public static async Task<Guid> Begun(WebHost host, HttpClient api, string process, string body)
    {
        await Deploy(host, process, body);
        return await Start(api, process);
    }

    public static async Task<Guid> Start(HttpClient api, string process, object? variables = null)
    {
        using var answer = await ApiCalls.Send(api, "/api/v1/instances", new { process, facility = 1, variables }, key: Guid.NewGuid().ToString());
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["instance"]!.GetValue<Guid>();
    }

    /// <param name="definitions">What stands beside the process.</param>
    public static async Task Deploy(WebHost host, string process, string body, string definitions = "")
    {
        var xml = $"""<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:orderly="http://orderly.health/schema/bpmn/1.0">{definitions}<bpmn:process id="{process}" isExecutable="true">{body}</bpmn:process></bpmn:definitions>""";
        var outcome = await host.Node.Deployments.DeployAsync(new DeploymentBundle { Resources = [new Resource($"{process}.bpmn", ResourceKind.Bpmn, Encoding.UTF8.GetBytes(xml))] }, Caller.Operator("tests"));
        outcome.ShouldBeOfType<DeploymentOutcome.Deployed>(outcome is DeploymentOutcome.Refused refused ? string.Join('\n', refused.Issues) : null);
    }

    public static async Task<JsonObject> Ok(HttpClient api, string path, object? body)
    {
        using var answer = await ApiCalls.Send(api, path, body);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    /// <summary>The elements active after an entry, or now.</summary>
    public static async Task<IReadOnlyList<string>> Active(HttpClient api, Guid id, long? entry = null)
    {
        var past = await api.GetFromJsonAsync<JsonObject>($"/api/v1/instances/{id}/state{(entry is null ? "" : $"?entry={entry}")}");
        return [.. past!["state"]!["elements"]!.AsArray().Select(element => element!["element"]!.GetValue<string>())];
    }
}
