using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orderly.Engine.Work;
using Orderly.Web.Tests.Hosting;
using static Orderly.Web.Tests.Hosting.ApiCalls;

namespace Orderly.Web.Tests.Api;

public sealed class TaskDirectionApiTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task Who_claims_second_hears_who_was_first()
    {
        using var first = host.ApiOf("p-nair");
        using var second = host.ApiOf("m-osei");
        var (task, _) = await Claimed(host, first, "V-D1");

        var problem = await Problem(await Send(second, $"/api/v1/tasks/{task.Id}/claim", null, match: $"\"{task.Version}\""), HttpStatusCode.Conflict);

        problem["type"]!.GetValue<string>().ShouldBe("urn:orderly:problem:task-taken");
        problem["detail"]!.GetValue<string>().ShouldBe("Expected a task that nobody has, but 'p-nair' has it");
    }

    [Fact]
    public async Task Delegating_declining_and_commenting_are_in_the_history_with_their_reasons()
    {
        using var pharmacist = host.ApiOf("p-nair");
        using var other = host.ApiOf("m-osei");
        var (task, match) = await Claimed(host, pharmacist, "V-D2");

        (await Send(pharmacist, $"/api/v1/tasks/{task.Id}/delegate", new { to = "m-osei" }, match: match)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Send(other, $"/api/v1/tasks/{task.Id}/comments", new { text = "Called the ward" }, match: $"\"{task.Version + 2}\"")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Send(other, $"/api/v1/tasks/{task.Id}/decline", new { reason = "In theatre" }, match: $"\"{task.Version + 3}\"")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var now = await pharmacist.GetFromJsonAsync<JsonObject>($"/api/v1/tasks/{task.Id}");
        (now!["state"]!.GetValue<string>(), now["owner"]!.GetValue<string>(), now["reason"]!.GetValue<string>(), now["comments"]!.GetValue<int>()).ShouldBe(("claimed", "p-nair", "In theatre", 1));
        var history = (await pharmacist.GetFromJsonAsync<JsonObject>($"/api/v1/tasks/{task.Id}/history"))!["happened"]!.AsArray();
        history.Select(one => (one!["event"]!.GetValue<string>(), one["by"]!.GetValue<string>(), one["text"]?.GetValue<string>())).TakeLast(3)
            .ShouldBe([("task.delegated", "p-nair", "m-osei"), ("task.commented", "m-osei", "Called the ward"), ("task.declined", "m-osei", "In theatre")]);
    }

    [Fact]
    public async Task Work_is_given_only_to_those_who_could_take_it()
    {
        using var pharmacist = host.ApiOf("p-nair");
        var (task, match) = await Claimed(host, pharmacist, "V-D3");

        (await Detail(await Send(pharmacist, $"/api/v1/tasks/{task.Id}/delegate", new { to = "j-whitfield" }, match: match), HttpStatusCode.UnprocessableEntity)).ShouldContain("but 'j-whitfield' holds none");
    }

    [Fact]
    public async Task Only_those_who_run_the_floor_say_who_is_asked_or_excluded()
    {
        using var pharmacist = host.ApiOf("p-nair");
        var (task, match) = await Claimed(host, pharmacist, "V-D4");

        (await Detail(await Send(pharmacist, $"/api/v1/tasks/{task.Id}/assign", new { to = "m-osei" }, match: match), HttpStatusCode.Forbidden)).ShouldContain("for DirectTask");
        (await Detail(await Send(pharmacist, $"/api/v1/tasks/{task.Id}/exclude", new { people = new[] { "m-osei" }, reason = "x" }, match: match), HttpStatusCode.Forbidden)).ShouldContain("for DirectTask");
    }

    [Fact]
    public async Task A_forwarded_task_leaves_one_queue_and_stands_in_the_other()
    {
        using var pharmacist = host.ApiOf("p-nair");
        var (task, match) = await Claimed(host, pharmacist, "V-D5");

        (await Send(pharmacist, $"/api/v1/tasks/{task.Id}/forward", new { role = "bedside-nurse", unit = "5W", reason = "Counts belongings, not pills" }, match: match)).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var nurse = host.ApiOf("j-whitfield");
        (await nurse.GetFromJsonAsync<JsonObject>($"/api/v1/tasks/{task.Id}"))!["queue"]!["role"]!.GetValue<string>().ShouldBe("bedside-nurse");
        (await pharmacist.GetAsync(new Uri($"/api/v1/tasks/{task.Id}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_draft_comes_back_to_its_owner_alone_and_completing_needs_no_newer_version()
    {
        using var pharmacist = host.ApiOf("p-nair");
        using var other = host.ApiOf("m-osei");
        var (task, match) = await Claimed(host, pharmacist, "V-D6");

        using var draft = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/tasks/{task.Id}/draft") { Content = JsonContent.Create(new { variables = new { reconciliation = "same" } }) };
        draft.Headers.TryAddWithoutValidation("If-Match", match);
        (await pharmacist.SendAsync(draft)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await pharmacist.GetFromJsonAsync<JsonObject>($"/api/v1/tasks/{task.Id}/draft"))!["variables"]!["reconciliation"]!.GetValue<string>().ShouldBe("same");
        (await other.GetAsync(new Uri($"/api/v1/tasks/{task.Id}/draft", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Send(pharmacist, $"/api/v1/tasks/{task.Id}/complete", new { variables = new { reconciliation = "same", recorded = true } }, match: match)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Completed_work_is_reopened_with_a_reason_and_by_its_own_queue_alone()
    {
        using var pharmacist = host.ApiOf("p-nair");
        using var nurse = host.ApiOf("j-whitfield");
        var (task, match) = await Claimed(host, pharmacist, "V-D7");
        (await Send(pharmacist, $"/api/v1/tasks/{task.Id}/complete", new { variables = new { reconciliation = "same", recorded = true } }, match: match)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var ended = (await host.Store.Read.Work.Task(task.Id))!;

        (await Send(nurse, $"/api/v1/tasks/{task.Id}/reopen", new { reason = "Dose changed" }, match: $"\"{ended.Version}\"")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Detail(await Send(pharmacist, $"/api/v1/tasks/{task.Id}/reopen", new { reason = "" }, match: $"\"{ended.Version}\""), HttpStatusCode.UnprocessableEntity)).ShouldContain("Expected a reason");
        (await Send(pharmacist, $"/api/v1/tasks/{task.Id}/reopen", new { reason = "Dose changed" }, match: $"\"{ended.Version}\"")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var again = (await host.Store.Read.Work.Task(task.Id))!;
        (again.Open, (TaskState)again.State, again.Owner, again.Version).ShouldBe((true, TaskState.InProgress, "p-nair", ended.Version + 1));
    }
}
