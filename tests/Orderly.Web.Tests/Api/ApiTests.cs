using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orderly.Runtime.Deployment;
using Orderly.Web.Tests.Hosting;
using static Orderly.Web.Tests.Hosting.ApiCalls;

namespace Orderly.Web.Tests.Api;

public sealed class ApiTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task Start_needs_a_key_and_the_same_key_starts_once()
    {
        using var worker = host.Api(WebHost.WorkerToken);
        var body = new { process = "discharge", facility = 1, businessKey = "api-1", variables = new { unit = "5W" } };

        var bare = await Problem(await worker.PostAsJsonAsync("/api/v1/instances", body), HttpStatusCode.BadRequest);
        bare["type"]!.GetValue<string>().ShouldBe("urn:orderly:problem:idempotency-key-missing");
        bare["traceId"].ShouldNotBeNull();
        var first = await Send(worker, "/api/v1/instances", body, key: "k-1");
        var again = await Send(worker, "/api/v1/instances", body, key: "k-1");
        var other = await Send(worker, "/api/v1/instances", new { process = "discharge", facility = 1, businessKey = "api-2" }, key: "k-1");

        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        again.Headers.GetValues("Idempotency-Replayed").Single().ShouldBe("true");
        (await first.Content.ReadAsStringAsync()).ShouldBe(await again.Content.ReadAsStringAsync());
        (await Problem(other, HttpStatusCode.UnprocessableEntity))["type"]!.GetValue<string>().ShouldBe("urn:orderly:problem:idempotency-key-reused");
    }

    [Fact]
    public async Task Task_is_changed_only_by_who_saw_its_version()
    {
        var task = await host.TaskOf(await host.Discharge("V-A1"), "Med reconciliation");
        using var pharmacist = host.ApiOf("p-nair");

        using var read = await pharmacist.GetAsync($"/api/v1/tasks/{task.Id}");
        var tag = read.Headers.ETag!.Tag;
        (await Problem(await Send(pharmacist, $"/api/v1/tasks/{task.Id}/claim", null), HttpStatusCode.PreconditionRequired))["type"]!.GetValue<string>().ShouldBe("urn:orderly:problem:precondition-required");
        (await Send(pharmacist, $"/api/v1/tasks/{task.Id}/claim", null, match: tag)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var stale = await Problem(await Send(pharmacist, $"/api/v1/tasks/{task.Id}/start", null, match: tag), HttpStatusCode.PreconditionFailed);

        stale["type"]!.GetValue<string>().ShouldBe("urn:orderly:problem:version-conflict");
        (await Send(pharmacist, $"/api/v1/tasks/{task.Id}/complete", new { variables = new { reconciliation = "same", recorded = true } }, match: $"\"{task.Version + 1}\"")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Hold_and_resume_go_by_coded_reason()
    {
        var task = await host.TaskOf(await host.Discharge("V-A2"), "Med reconciliation");
        using var pharmacist = host.ApiOf("m-osei");
        await Send(pharmacist, $"/api/v1/tasks/{task.Id}/claim", null, match: $"\"{task.Version}\"");

        (await Send(pharmacist, $"/api/v1/tasks/{task.Id}/hold", new { reason = "ORDER_INCOMPLETE" }, match: $"\"{task.Version + 1}\"")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var held = await pharmacist.GetFromJsonAsync<JsonObject>($"/api/v1/tasks/{task.Id}");
        held!["state"]!.GetValue<string>().ShouldBe("onHold");
        held["holdReason"]!.GetValue<string>().ShouldBe("ORDER_INCOMPLETE");
        (await Send(pharmacist, $"/api/v1/tasks/{task.Id}/resume", null, match: $"\"{held["version"]}\"")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Tasks_page_by_cursor_without_a_gap_or_a_repeat()
    {
        for (var i = 0; i < 5; i++)
        {
            await host.TaskOf(await host.Discharge($"V-A3{i}"), "Med reconciliation");
        }

        using var pharmacist = host.ApiOf("p-nair");
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await pharmacist.GetFromJsonAsync<JsonObject>($"/api/v1/tasks?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}"))!;
            seen.AddRange(page["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()));
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);

        seen.Count.ShouldBeGreaterThanOrEqualTo(5);
        seen.ShouldBeUnique();
        (await Problem(await pharmacist.GetAsync("/api/v1/tasks?limit=201"), HttpStatusCode.BadRequest))["type"]!.GetValue<string>().ShouldBe("urn:orderly:problem:limit-out-of-range");
        (await Problem(await pharmacist.GetAsync("/api/v1/tasks?cursor=made-up"), HttpStatusCode.BadRequest))["type"]!.GetValue<string>().ShouldBe("urn:orderly:problem:cursor-unreadable");
    }

    [Fact]
    public async Task Task_of_another_queue_is_not_there_for_the_caller()
    {
        var task = await host.TaskOf(await host.Discharge("V-A4"), "Med reconciliation");
        using var nurse = host.ApiOf("j-whitfield");

        await Problem(await nurse.GetAsync($"/api/v1/tasks/{task.Id}"), HttpStatusCode.NotFound);
        await Problem(await nurse.GetAsync($"/api/v1/tasks?queue={task.Queue}"), HttpStatusCode.Forbidden);
        await Problem(await Send(nurse, $"/api/v1/tasks/{task.Id}/claim", null, match: $"\"{task.Version}\""), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Job_is_activated_under_a_lease_and_completed_by_its_worker()
    {
        var id = await host.Discharge("V-A5");
        await Complete("p-nair", await host.TaskOf(id, "Med reconciliation"), new { reconciliation = "same", recorded = true });
        await Complete("j-whitfield", await host.TaskOf(id, "RN readiness"), new { });
        using var worker = host.Api(WebHost.WorkerToken);

        JsonObject? job = null;
        for (var tries = 0; job is null && tries < 10; tries++)
        {
            var activated = await Send(worker, "/api/v1/jobs/activate", new { type = "post-cost", worker = "w", most = 10, lease = 30, wait = 2 });
            activated.StatusCode.ShouldBe(HttpStatusCode.OK);
            job = (await activated.Content.ReadFromJsonAsync<JsonObject>())!["jobs"]!.AsArray().OfType<JsonObject>().FirstOrDefault(one => one["instance"]!.GetValue<Guid>() == id);
        }

        job.ShouldNotBeNull();
        (await Send(worker, $"/api/v1/jobs/{job["id"]}/complete", new { variables = new { posted = true } })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var instance = await Eventually.Get(async () => await worker.GetFromJsonAsync<JsonObject>($"/api/v1/instances/{id}") is { } read && read["status"]!.GetValue<string>() == "Completed" ? read : null, "the case done");
        instance["process"]!.GetValue<string>().ShouldBe("discharge");
        var history = (await worker.GetFromJsonAsync<JsonObject>($"/api/v1/instances/{id}/history?limit=200"))!;
        history["items"]!.AsArray().SelectMany(entry => entry!["events"]!.AsArray()).Select(one => one!["event"]!.GetValue<string>()).ShouldContain("job.completed");
    }

    [Fact]
    public async Task An_instance_is_cancelled_by_whom_its_case_is_and_by_nobody_else()
    {
        var id = await host.Discharge("V-A9");
        using var worker = host.Api(WebHost.WorkerToken);
        using var operators = host.Api(WebHost.OperatorToken);

        (await Send(worker, $"/api/v1/instances/{id}/cancel", new { reason = "by mistake" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await Problem(await Send(operators, $"/api/v1/instances/{id}/cancel", new { reason = "" }), HttpStatusCode.BadRequest);
        (await Send(operators, $"/api/v1/instances/{id}/cancel", new { reason = "ordered by mistake" })).StatusCode.ShouldBe(HttpStatusCode.OK);

        await Eventually.Get(async () => (await operators.GetFromJsonAsync<JsonObject>($"/api/v1/instances/{id}"))!["status"]!.GetValue<string>() == "Cancelled" ? "yes" : null, "the case cancelled");
    }

    [Fact]
    public async Task Person_may_not_take_jobs_and_a_worker_no_tasks()
    {
        using var pharmacist = host.ApiOf("p-nair");
        using var worker = host.Api(WebHost.WorkerToken);

        await Problem(await Send(pharmacist, "/api/v1/jobs/activate", new { type = "post-cost", worker = "w" }), HttpStatusCode.Forbidden);
        await Problem(await worker.GetAsync("/api/v1/tasks"), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Message_published_once_per_key_starts_what_begins_with_it()
    {
        using var worker = host.Api(WebHost.WorkerToken);
        var body = new { name = "DischargeOrdered", key = "HP|V-A6", facility = 1, variables = new { encounter = "HP|V-A6", visit = "V-A6", unit = "6W" } };

        (await Send(worker, "/api/v1/messages", body, key: "m-1")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await Send(worker, "/api/v1/messages", body, key: "m-1")).Headers.Contains("Idempotency-Replayed").ShouldBeTrue();

        await host.TaskOf(await host.CaseOf("V-A6"), "RN readiness");
        (await host.Store.Read.Instances.ByBusinessKey("HP|V-A6")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Deployment_takes_the_calendars_and_ladders_that_its_models_name()
    {
        using var operation = host.Api(WebHost.OperatorToken);
        var model = System.Text.Encoding.UTF8.GetString(ModelFile.Bytes("late.bpmn")).Replace("id=\"late\"", "id=\"by-day\"", StringComparison.Ordinal)
            .Replace("ladder=\"at-once\"", "calendar=\"by-day\" ladder=\"by-day\"", StringComparison.Ordinal);
        var timing = new Timing
        {
            Calendars = [new CalendarHours("by-day", "America/New_York", [new OpenSpan(DayOfWeek.Monday, new(8, 0), new(18, 0))], [])],
            Ladders = [new Engine.Work.EscalationLadder("by-day", [new Engine.Work.Rung(1, 100, TimeSpan.FromMinutes(5), [new("unit-coordinator")], "in-app")])],
        };
        using var without = Files(("by-day.bpmn", model));
        using var unreadable = Files(("by-day.bpmn", model), ($"p{Timing.Suffix}", """{ "calenders": [] }"""));
        using var whole = Files(("by-day.bpmn", model), ($"p{Timing.Suffix}", System.Text.Encoding.UTF8.GetString(timing.ToBytes())));

        var refused = await Problem(await operation.PostAsync("/api/v1/deployments", without), HttpStatusCode.UnprocessableEntity);
        refused["issues"]![0]!["rule"]!.GetValue<string>().ShouldBe("calendar-known");
        refused["issues"]![0]!["line"]!.GetValue<int>().ShouldBeGreaterThan(0);
        (await Problem(await operation.PostAsync("/api/v1/deployments", unreadable), HttpStatusCode.UnprocessableEntity))["issues"]![0]!["rule"]!.GetValue<string>().ShouldBe("timing-json");
        (await operation.PostAsync("/api/v1/deployments", whole)).StatusCode.ShouldBe(HttpStatusCode.OK);

        host.Node.World.Now.World.FindCalendar("by-day").ShouldNotBeNull();
        host.Node.World.Now.World.Ladders["by-day"].Rungs.ShouldHaveSingleItem().Plus.ShouldBe(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Deployment_takes_files_whole_or_not_at_all_and_names_the_rule_broken()
    {
        using var operation = host.Api(WebHost.OperatorToken);
        using var good = Files(("meds-2.form", System.Text.Encoding.UTF8.GetString(ModelFile.Bytes("meds.form")).Replace("\"meds\",", "\"meds-2\",", StringComparison.Ordinal)));
        using var bad = Files(("bad.form", """{ "id": "bad", "components": [ { "type": "filepicker", "id": "x", "key": "k" } ] }"""));
        using var nurse = host.ApiOf("j-whitfield");
        using var again = Files(("meds-3.form", "{}"));

        (await operation.PostAsync("/api/v1/deployments", good)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var refused = await Problem(await operation.PostAsync("/api/v1/deployments", bad), HttpStatusCode.UnprocessableEntity);
        refused["type"]!.GetValue<string>().ShouldBe("urn:orderly:problem:deployment-refused");
        refused["issues"]![0]!["reason"]!.GetValue<string>().ShouldContain("but it is 'filepicker'");
        (await nurse.PostAsync("/api/v1/deployments", again)).IsSuccessStatusCode.ShouldBeFalse();
    }

    [Fact]
    public async Task Inbox_and_incidents_are_listed_for_those_who_mend()
    {
        await host.Receive("V-A7");
        using var engineer = host.ApiOf("t-berg");
        using var nurse = host.ApiOf("j-whitfield");

        (await engineer.GetFromJsonAsync<JsonObject>("/api/v1/inbox?limit=1"))!["items"]![0]!["type"]!.GetValue<string>().ShouldBe("OMG^O19");
        (await engineer.GetFromJsonAsync<JsonObject>("/api/v1/incidents"))!["items"].ShouldNotBeNull();
        await Problem(await nurse.GetAsync("/api/v1/inbox"), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Clock_and_health_answer()
    {
        using var worker = host.Api(WebHost.WorkerToken);
        using var anyone = new HttpClient { BaseAddress = host.Address };

        (await worker.GetFromJsonAsync<JsonObject>("/api/v1/clock"))!["rate"]!.GetValue<double>().ShouldBe(1);
        (await anyone.GetStringAsync("/health/live")).ShouldBe("alive");
        (await anyone.GetStringAsync("/health/ready")).ShouldBe("ready");
    }

    [Fact]
    public async Task Document_is_openapi_3_1_and_names_every_operation_once()
    {
        using var anyone = new HttpClient { BaseAddress = host.Address };

        var document = (await anyone.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!;

        document["openapi"]!.GetValue<string>().ShouldStartWith("3.1");
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!["operationId"]?.GetValue<string>()).ToList();
        operations.ShouldAllBe(operation => operation != null);
        operations.ShouldBeUnique();
        operations.ShouldContain("ClaimTask");
        document["paths"]!.AsObject().ShouldAllBe(path => path.Key.StartsWith("/api/v1/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Unknown_field_is_refused_and_not_ignored()
    {
        using var worker = host.Api(WebHost.WorkerToken);

        await Problem(await Send(worker, "/api/v1/instances", new { process = "discharge", facility = 1, variabels = new { } }, key: "k-9"), HttpStatusCode.BadRequest);
    }

    private async Task Complete(string person, Journal.Rows.TaskRow task, object variables)
    {
        using var api = host.ApiOf(person);
        (await Send(api, $"/api/v1/tasks/{task.Id}/claim", null, match: $"\"{task.Version}\"")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Send(api, $"/api/v1/tasks/{task.Id}/complete", new { variables }, match: $"\"{task.Version + 1}\"")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static MultipartFormDataContent Files(params (string Name, string Text)[] files)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, text) in files)
        {
            content.Add(new StringContent(text), "files", name);
        }

        return content;
    }
}
