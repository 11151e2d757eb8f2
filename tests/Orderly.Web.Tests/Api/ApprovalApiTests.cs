using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orderly.Engine.Work;
using Orderly.Web.Tests.Hosting;
using static Orderly.Web.Tests.Hosting.ApiCalls;

namespace Orderly.Web.Tests.Api;

public sealed class ApprovalApiTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task A_request_climbs_from_queue_to_queue_and_the_roles_are_the_organisation_s_word()
    {
        using var coordinator = host.ApiOf("k-moreau");
        using var supervisor = host.ApiOf("r-hale");
        var (instance, task) = await Asked("j-whitfield");

        var read = (await coordinator.GetFromJsonAsync<JsonObject>($"/api/v1/tasks/{task}"))!;
        (read["state"]!.GetValue<string>(), read["queue"]!["role"]!.GetValue<string>(), read["approval"]!["amount"]!.GetValue<decimal>()).ShouldBe(("awaitingApproval", "unit-coordinator", 18_000));
        // Roles that are sent along count for nothing.
        (await Detail(await SendText(supervisor, $"/api/v1/tasks/{task}/decide", """{"verdict":"approve","roles":["unit-coordinator"]}""", match: await Match(task)), HttpStatusCode.BadRequest)).ShouldContain("roles");
        (await Detail(await Send(supervisor, $"/api/v1/tasks/{task}/decide", new { verdict = "approve" }, match: await Match(task)), HttpStatusCode.UnprocessableEntity)).ShouldContain("Expected someone with the role 'unit-coordinator'");
        await Approve(coordinator, task);
        (await supervisor.GetFromJsonAsync<JsonObject>($"/api/v1/tasks/{task}"))!["approval"]!["votedBy"]!.AsArray().Select(one => one!.GetValue<string>()).ShouldBe(["k-moreau"]);
        await Approve(supervisor, task);

        (await host.Store.Read.Work.Task(task))!.Open.ShouldBeFalse();
        (await host.TaskOf(instance, "Place order")).Open.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_asked_does_not_approve_and_a_no_needs_its_reason()
    {
        using var coordinator = host.ApiOf("k-moreau");
        var (_, task) = await Asked("k-moreau");
        (await Detail(await Send(coordinator, $"/api/v1/tasks/{task}/decide", new { verdict = "approve" }, match: await Match(task)), HttpStatusCode.UnprocessableEntity)).ShouldContain("'k-moreau' asked for it");

        var (_, other) = await Asked("j-whitfield");
        (await Detail(await Send(coordinator, $"/api/v1/tasks/{other}/decide", new { verdict = "reject" }, match: await Match(other)), HttpStatusCode.UnprocessableEntity)).ShouldContain("Expected a reason");
        (await Detail(await Send(coordinator, $"/api/v1/tasks/{other}/decide", new { verdict = "maybe" }, match: await Match(other)), HttpStatusCode.UnprocessableEntity)).ShouldContain("approve, reject or return");
    }

    [Fact]
    public async Task An_emergency_goes_ahead_and_asks_to_be_ratified()
    {
        using var requester = host.ApiOf("j-whitfield");
        using var supervisor = host.ApiOf("r-hale");
        var (instance, task) = await Asked("j-whitfield");

        (await Send(requester, $"/api/v1/tasks/{task}/emergency", new { justification = "STOCK_OUT" }, match: await Match(task))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Approve(supervisor, task);

        (await host.TaskOf(instance, "Place order")).Open.ShouldBeTrue();
        var open = (await host.Store.Read.Work.OfInstances([instance])).Single(row => (TaskState)row.State == TaskState.AwaitingApproval);
        open.Id.ShouldNotBe(task);
        Runtime.Projection.TaskView.Read(open.View).Approval!.RatifyBy.ShouldNotBeNull();
    }

    private async Task<(Guid Instance, Guid Task)> Asked(string requester)
    {
        using var worker = host.Api(WebHost.WorkerToken);
        var started = await Send(worker, "/api/v1/instances", new { process = "purchase", facility = 1, businessKey = $"buy-{Guid.NewGuid():N}", variables = new { amount = 18_000, requester } }, key: Guid.NewGuid().ToString("N"));
        started.IsSuccessStatusCode.ShouldBeTrue(await started.Content.ReadAsStringAsync());
        var instance = (await started.Content.ReadFromJsonAsync<JsonObject>())!["instance"]!.GetValue<Guid>();
        return (instance, (await host.TaskOf(instance, "Approve purchase")).Id);
    }

    private async Task Approve(HttpClient person, Guid task)
    {
        var answer = await Send(person, $"/api/v1/tasks/{task}/decide", new { verdict = "approve" }, match: await Match(task));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    private async Task<string> Match(Guid task) => $"\"{(await host.Store.Read.Work.Task(task))!.Version}\"";
}
