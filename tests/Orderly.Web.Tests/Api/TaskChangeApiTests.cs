using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orderly.Web.Tests.Hosting;
using static Orderly.Web.Tests.Hosting.ApiCalls;

namespace Orderly.Web.Tests.Api;

public sealed class TaskChangeApiTests(WebHost host) : IClassFixture<WebHost>
{
    [Theory]
    [InlineData(null, "reconciliation: Expected an answer, but it is empty; recorded: Expected this to be true, but it is not")]
    [InlineData("{}", "reconciliation: Expected an answer, but it is empty")]
    [InlineData("""{"variables":{"reconciliation":"bogus","recorded":true}}""", "reconciliation: Expected one of same, changed, but got 'bogus'")]
    [InlineData("""{"variables":{"reconciliation":1,"recorded":"yes"}}""", "reconciliation: Expected text, but got 1; recorded: Expected true or false, but got \"yes\"")]
    [InlineData("""{"variables":{"reconciliation":"same","recorded":true,"meds":21}}""", "meds: Expected 20 or less, but got 21")]
    [InlineData("""{"variables":{"reconciliation":"same","recorded":true,"meds":"3"}}""", "meds: Expected a number, but got \"3\"")]
    [InlineData("""{"variables":{"reconciliation":"same","recorded":true,"dose":"5 mg"}}""", "dose: Expected a field of the form, but it has none of this name")]
    [InlineData("""{"variables":{"reconciliation":"same","recorded":true,"meds":1e999999}}""", "Expected 'meds' as a number")]
    [InlineData("""{"variables":{"reconciliation":"\ud800","recorded":true}}""", "half a character")]
    [InlineData("""{"variables":[1]}""", "Expected 'variables' as an object, but it is a list")]
    public async Task Completing_over_the_api_is_held_to_the_task_s_form(string? body, string told)
    {
        using var pharmacist = host.ApiOf("p-nair");
        var (task, match) = await Claimed(host, pharmacist, $"V-F{Guid.NewGuid():N}");

        var refused = body is null ? await Send(pharmacist, $"/api/v1/tasks/{task.Id}/complete", null, match: match) : await SendText(pharmacist, $"/api/v1/tasks/{task.Id}/complete", body, match: match);

        (await Detail(refused, HttpStatusCode.UnprocessableEntity)).ShouldContain(told);
        (await host.Store.Read.Work.Task(task.Id))!.Open.ShouldBeTrue();
    }

    [Fact]
    public async Task Completing_a_task_on_hold_asks_to_resume_it_first()
    {
        using var pharmacist = host.ApiOf("p-nair");
        var (task, match) = await Claimed(host, pharmacist, "V-F2");
        (await Send(pharmacist, $"/api/v1/tasks/{task.Id}/hold", new { reason = "NO_STAFF" }, match: match)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var refused = await Send(pharmacist, $"/api/v1/tasks/{task.Id}/complete", new { variables = new { reconciliation = "same", recorded = true } }, match: $"\"{task.Version + 2}\"");

        (await Detail(refused, HttpStatusCode.UnprocessableEntity)).ShouldBe("Expected the task to be resumed first, but it is on hold");
    }

    [Fact]
    public async Task Form_is_not_told_to_who_may_not_see_the_task()
    {
        using var pharmacist = host.ApiOf("p-nair");
        using var nurse = host.ApiOf("j-whitfield");
        var (task, match) = await Claimed(host, pharmacist, "V-F3");

        (await Detail(await Send(nurse, $"/api/v1/tasks/{task.Id}/complete", new { variables = new { } }, match: match), HttpStatusCode.Forbidden)).ShouldNotContain("reconciliation");
    }

    [Fact]
    public async Task Task_without_a_form_takes_any_object()
    {
        using var nurse = host.ApiOf("j-whitfield");
        var (task, match) = await Claimed(host, nurse, "V-F4", "RN readiness");

        (await Send(nurse, $"/api/v1/tasks/{task.Id}/complete", new { variables = new { anything = new[] { 1, 2 } } }, match: match)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("""{"reason":""}""", "Expected 'reason' as one of ORDER_INCOMPLETE, WAIT_UPSTREAM")]
    [InlineData("""{"reason":"NOT_A_REASON"}""", "but it is 'NOT_A_REASON'")]
    [InlineData("""{"reason":"WAIT_UPSTREAM"}""", "Expected whom is waited for in 'note' with WAIT_UPSTREAM, but nobody is named")]
    [InlineData("""{"reason":"NO_STAFF","until":"9999-12-31T00:00:00Z"}""", "Expected 'until' within 60 minutes from now")]
    [InlineData("""{"reason":"NO_STAFF","until":"2001-01-01T00:00:00Z"}""", "Expected a hold that ends in the future")]
    public async Task Holding_over_the_api_is_held_to_the_coded_reasons_and_their_limit(string body, string told)
    {
        using var pharmacist = host.ApiOf("p-nair");
        var (task, match) = await Claimed(host, pharmacist, $"V-H{Guid.NewGuid():N}");

        (await Detail(await SendText(pharmacist, $"/api/v1/tasks/{task.Id}/hold", body, match: match), HttpStatusCode.UnprocessableEntity)).ShouldContain(told);
    }

    [Theory]
    [InlineData("skip", 0)]
    [InlineData("skip", 501)]
    [InlineData("fail", 0)]
    [InlineData("fail", 501)]
    public async Task Skipping_and_failing_need_a_reason_of_a_readable_length(string move, int letters)
    {
        using var pharmacist = host.ApiOf("p-nair");
        var (task, match) = await Claimed(host, pharmacist, $"V-S{Guid.NewGuid():N}");

        (await Detail(await Send(pharmacist, $"/api/v1/tasks/{task.Id}/{move}", new { reason = new string('x', letters) }, match: match), HttpStatusCode.UnprocessableEntity)).ShouldContain("Expected 'reason' as text");
    }

    [Fact]
    public async Task Skipping_is_for_who_claimed_the_task()
    {
        using var pharmacist = host.ApiOf("p-nair");
        using var colleague = host.ApiOf("m-osei");
        var open = await host.TaskOf(await host.Discharge("V-S1"), "Med reconciliation");
        (await Detail(await Send(pharmacist, $"/api/v1/tasks/{open.Id}/skip", new { reason = "Done elsewhere" }, match: $"\"{open.Version}\""), HttpStatusCode.Conflict)).ShouldContain("but nobody has it");

        var (task, match) = await Claimed(host, pharmacist, "V-S2");
        (await Detail(await Send(colleague, $"/api/v1/tasks/{task.Id}/skip", new { reason = "Done elsewhere" }, match: match), HttpStatusCode.Conflict)).ShouldContain("but another has it");
        (await Send(pharmacist, $"/api/v1/tasks/{task.Id}/skip", new { reason = "Done elsewhere" }, match: match)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Refusal_of_a_stale_version_tells_the_task_s_own()
    {
        using var pharmacist = host.ApiOf("p-nair");
        var (task, match) = await Claimed(host, pharmacist, "V-S3");
        using var nurse = host.ApiOf("j-whitfield");
        var beside = await host.TaskOf(task.Instance, "RN readiness");
        (await Send(nurse, $"/api/v1/tasks/{beside.Id}/claim", null, match: $"\"{beside.Version}\"")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var stale = await Problem(await Send(pharmacist, $"/api/v1/tasks/{task.Id}/start", null, match: "\"99\""), HttpStatusCode.PreconditionFailed);

        $"\"{stale["currentVersion"]!.GetValue<long>()}\"".ShouldBe(match);
        (await host.Store.Read.Instances.Head(task.Instance, CancellationToken.None))!.Seq.ShouldNotBe(stale["currentVersion"]!.GetValue<long>());
    }

    [Fact]
    public async Task Task_command_with_a_key_is_done_once_and_answered_again()
    {
        using var pharmacist = host.ApiOf("p-nair");
        var (task, match) = await Claimed(host, pharmacist, "V-K1");
        var path = $"/api/v1/tasks/{task.Id}/complete";
        var body = new { variables = new { reconciliation = "same", recorded = true } };

        var first = await Send(pharmacist, path, body, key: "t-1", match: match);
        var again = await Send(pharmacist, path, body, key: "t-1", match: match);
        var other = await Send(pharmacist, path, new { variables = new { reconciliation = "changed", recorded = true } }, key: "t-1", match: match);

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        first.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        again.Headers.GetValues("Idempotency-Replayed").Single().ShouldBe("true");
        (await again.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        (await Problem(other, HttpStatusCode.UnprocessableEntity))["type"]!.GetValue<string>().ShouldBe("urn:orderly:problem:idempotency-key-reused");
        await Problem(await Send(pharmacist, path, body, key: new string('k', 256), match: match), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Held_and_released_tasks_answer_a_repeat_under_its_key()
    {
        using var pharmacist = host.ApiOf("p-nair");
        var (task, match) = await Claimed(host, pharmacist, "V-K2");

        (await Send(pharmacist, $"/api/v1/tasks/{task.Id}/start", null, key: "t-2", match: match)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Send(pharmacist, $"/api/v1/tasks/{task.Id}/start", null, key: "t-2", match: match)).Headers.Contains("Idempotency-Replayed").ShouldBeTrue();
        (await pharmacist.GetFromJsonAsync<JsonObject>($"/api/v1/tasks/{task.Id}"))!["version"]!.GetValue<long>().ShouldBe(task.Version + 2);
    }
}
