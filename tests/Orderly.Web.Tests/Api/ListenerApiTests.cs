using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orderly.Web.Tests.Hosting;

namespace Orderly.Web.Tests.Api;

/// <summary>Listeners as their workers see them: activated, answered, denied and corrected over the jobs' API.</summary>
public sealed class ListenerApiTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task A_claim_waits_for_its_listener_which_corrects_the_task()
    {
        using var operators = host.Api(WebHost.OperatorToken);
        using var worker = host.Api(WebHost.WorkerToken);
        using var nurse = host.ApiOf("j-whitfield");
        var id = await OwnModel.Begun(host, operators, "listen-claim", OwnModel.Chain(Listened("assigning", "ask-claim"), "a"));
        var task = await host.TaskOf(id, "a");

        (await ApiCalls.Send(nurse, $"/api/v1/tasks/{task.Id}/claim", null, match: $"\"{task.Version}\"")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var asked = await host.TaskOf(id, "a");
        (await nurse.GetFromJsonAsync<JsonObject>($"/api/v1/tasks/{task.Id}"))!["asked"]!.GetValue<string>().ShouldBe("claim");
        (await ApiCalls.Problem(await ApiCalls.Send(nurse, $"/api/v1/tasks/{task.Id}/start", null, match: $"\"{asked.Version}\""), HttpStatusCode.UnprocessableEntity))["code"]!.GetValue<string>().ShouldBe("TaskMoveUnderWay");

        using var browser = await host.SignedIn("j-whitfield");
        (await browser.Get("/worklist")).Html.ShouldContain("Waits for an answer");

        var job = await Take(worker, "ask-claim");
        job["listener"]!["event"]!.GetValue<string>().ShouldBe("assigning");
        job["listener"]!["task"]!["move"]!.GetValue<string>().ShouldBe("Claim");
        job["listener"]!["task"]!["assignee"]!.GetValue<string>().ShouldBe("j-whitfield");
        (await Answer(worker, job, new { result = new { corrections = new { dueDate = "2026-12-24T18:00:00+01:00", priority = 90 } } })).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var claimed = (await nurse.GetFromJsonAsync<JsonObject>($"/api/v1/tasks/{task.Id}"))!;
        (claimed["owner"]!.GetValue<string>(), claimed["priority"]!.GetValue<int>()).ShouldBe(("j-whitfield", 90));
        (await browser.Get("/worklist")).Html.ShouldNotContain("Waits for an answer");
        claimed["due"]!.GetValue<DateTimeOffset>().ShouldBe(new DateTimeOffset(2026, 12, 24, 17, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_denied_completion_leaves_the_task_and_says_why()
    {
        using var operators = host.Api(WebHost.OperatorToken);
        using var worker = host.Api(WebHost.WorkerToken);
        using var nurse = host.ApiOf("j-whitfield");
        var id = await OwnModel.Begun(host, operators, "listen-deny", OwnModel.Chain(Listened("completing", "check-done"), "a"));
        var task = await host.TaskOf(id, "a");
        (await ApiCalls.Send(nurse, $"/api/v1/tasks/{task.Id}/claim", null, match: $"\"{task.Version}\"")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ApiCalls.Send(nurse, $"/api/v1/tasks/{task.Id}/complete", new { }, match: $"\"{task.Version + 1}\"")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var job = await Take(worker, "check-done");
        (await ApiCalls.Problem(await Answer(worker, job, new { result = new { denied = true, corrections = new { priority = 1 } } }), HttpStatusCode.UnprocessableEntity))["code"]!.GetValue<string>().ShouldBe("DeniedAndCorrected");
        (await ApiCalls.Detail(await Answer(worker, job, new { result = new { corrections = new { dueDate = "tomorrow" } } }), HttpStatusCode.UnprocessableEntity)).ShouldContain("ISO 8601");
        (await Answer(worker, job, new { result = new { denied = true, deniedReason = "no signature" } })).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var left = (await nurse.GetFromJsonAsync<JsonObject>($"/api/v1/tasks/{task.Id}"))!;
        (left["state"]!.GetValue<string>(), left["reason"]!.GetValue<string>()).ShouldBe(("claimed", "no signature"));
        (await nurse.GetStringAsync($"/api/v1/tasks/{task.Id}/history")).ShouldContain("no signature");
        using var coordinator = await host.SignedIn("k-moreau");
        (await coordinator.Get($"/cases/{id}")).Html.ShouldContain("stays as it was: no signature");
    }

    /// <summary>What was only asked for is not told as done, and whoever asked is told the refusal where they look.</summary>
    [Fact]
    public async Task The_page_says_of_a_move_that_it_was_asked_for_and_then_that_it_was_refused_and_why()
    {
        using var operators = host.Api(WebHost.OperatorToken);
        using var worker = host.Api(WebHost.WorkerToken);
        var id = await OwnModel.Begun(host, operators, "listen-page", OwnModel.Chain(Listened("completing", "check-page"), "a"));
        var task = await host.TaskOf(id, "a");
        using var browser = await host.SignedIn("j-whitfield");
        (await browser.Post($"/worklist?task={task.Id}", ("do", $"claim {task.Id} {task.Version}"))).Words.ShouldContain("Claimed. It is yours.");

        var pressed = await browser.Post($"/worklist?task={task.Id}", ("do", "complete"), ("version", $"{task.Version + 1}"));

        pressed.Words.ShouldContain("Asked for. It is done once it was agreed to");
        pressed.Words.ShouldNotContain("Completed.");
        var waiting = await browser.Get($"/worklist?task={task.Id}");
        waiting.Words.ShouldContain("It was asked to complete");
        waiting.Html.ShouldNotContain("value=\"complete\"");
        (await Answer(worker, await Take(worker, "check-page"), new { result = new { denied = true, deniedReason = "no signature" } })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var refused = await browser.Get($"/worklist?task={task.Id}");
        refused.Words.ShouldContain("Not agreed to. Complete: no signature");
        refused.Html.ShouldContain("value=\"complete\"");
    }

    [Fact]
    public async Task A_task_whose_creating_listener_is_asked_is_on_no_list()
    {
        using var operators = host.Api(WebHost.OperatorToken);
        using var worker = host.Api(WebHost.WorkerToken);
        var id = await OwnModel.Begun(host, operators, "listen-create", OwnModel.Chain(Listened("creating", "make-task"), "a"));
        var task = (await host.Store.Read.Work.OfInstances([id])).ShouldHaveSingleItem();
        task.Open.ShouldBeFalse();

        (await Answer(worker, await Take(worker, "make-task"), null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await host.Store.Read.Work.OfInstances([id])).ShouldHaveSingleItem().Open.ShouldBeTrue();
    }

    [Fact]
    public async Task A_worker_gets_the_variables_it_names_and_no_others()
    {
        using var operators = host.Api(WebHost.OperatorToken);
        using var worker = host.Api(WebHost.WorkerToken);
        await OwnModel.Deploy(host, "fetch-some", OwnModel.Chain("<bpmn:serviceTask id=\"{0}\"><bpmn:extensionElements><zeebe:taskDefinition type=\"fetch-some\"/></bpmn:extensionElements></bpmn:serviceTask>", "a"));
        await OwnModel.Start(operators, "fetch-some", new { bed = "512", list = Enumerable.Range(0, 100) });

        var job = await Take(worker, "fetch-some", "bed", "nothing");
        job["variables"]!.AsObject().Select(entry => entry.Key).ShouldBe(["bed"]);
        job["listener"].ShouldBeNull();
    }

    private static string Listened(string moment, string type) =>
        $"<bpmn:userTask id=\"{{0}}\"><bpmn:extensionElements><zeebe:userTask/><orderly:queue unit=\"5W\" role=\"bedside-nurse\"/><zeebe:taskListeners><zeebe:taskListener eventType=\"{moment}\" type=\"{type}\"/></zeebe:taskListeners></bpmn:extensionElements></bpmn:userTask>";

    private static async Task<JsonObject> Take(HttpClient worker, string type, params string[] variables)
    {
        using var answer = await ApiCalls.Send(worker, "/api/v1/jobs/activate", new { type, worker = "w", most = 1, lease = 30, wait = 5, fetchVariables = variables.Length == 0 ? null : variables });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["jobs"]!.AsArray().ShouldHaveSingleItem()!.AsObject();
    }

    private static Task<HttpResponseMessage> Answer(HttpClient worker, JsonObject job, object? body) => ApiCalls.Send(worker, $"/api/v1/jobs/{job["id"]}/complete", body);
}
