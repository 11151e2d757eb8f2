using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orderly.Web.Tests.Hosting;

namespace Orderly.Web.Tests.Api;

public sealed class OperationApiTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task An_instance_is_suspended_resumed_and_modified()
    {
        using var api = host.Api(WebHost.OperatorToken);
        var id = await OwnModel.Begun(host, api, "ops-modify", OwnModel.Chain(OwnModel.Work, "a", "b"));

        (await OwnModel.Ok(api, $"/api/v1/instances/{id}/suspend", new { reason = "a look first" }))["instance"]!.GetValue<Guid>().ShouldBe(id);
        (await ApiCalls.Problem(await api.PostAsJsonAsync($"/api/v1/instances/{id}/suspend", new { reason = "again" }), HttpStatusCode.UnprocessableEntity))["code"]!.GetValue<string>().ShouldBe("InstanceIsSuspended");
        await OwnModel.Ok(api, $"/api/v1/instances/{id}/resume", null);
        await OwnModel.Ok(api, $"/api/v1/instances/{id}/modify", new { activate = new[] { new { element = "b" } }, end = new[] { 3 }, reason = "a was done by hand" });

        (await OwnModel.Active(api, id)).ShouldContain("b");
        (await OwnModel.Active(api, id)).ShouldNotContain("a");
    }

    [Fact]
    public async Task Variables_are_read_as_a_decision_s_inputs_are_wherever_they_are_given()
    {
        using var api = host.Api(WebHost.OperatorToken);
        await OwnModel.Deploy(host, "ops-variables", OwnModel.Chain(OwnModel.Work, "a", "b"));
        object Day(string day) => new { due = new Dictionary<string, string> { ["@feel"] = "date", ["value"] = day } };
        var id = await OwnModel.Start(api, "ops-variables", Day("2026-02-28"));

        (await OwnModel.Ok(api, $"/api/v1/instances/{id}/fork", new { steps = Array.Empty<object>() }))["instances"]![0]!["variables"]!["due"]!.GetValue<string>().ShouldBe("2026-02-28");
        (await ApiCalls.Detail(await api.PostAsJsonAsync($"/api/v1/instances/{id}/modify", new { activate = new[] { new { element = "b", variables = Day("2026-02-30") } }, reason = "on to b" }), HttpStatusCode.UnprocessableEntity))
            .ShouldBe("Expected a date, but it is \"2026-02-30\", in the variable 'due'");
    }

    [Fact]
    public async Task The_state_after_any_past_entry_can_be_read()
    {
        using var api = host.Api(WebHost.OperatorToken);
        var id = await OwnModel.Begun(host, api, "ops-past", OwnModel.Chain(OwnModel.Work, "a", "b"));
        await OwnModel.Ok(api, $"/api/v1/instances/{id}/modify", new { activate = new[] { new { element = "b" } }, end = new[] { 3 }, reason = "on to b" });

        (await OwnModel.Active(api, id, entry: 1)).ShouldContain("a");
        (await OwnModel.Active(api, id, entry: 2)).ShouldContain("b");
        await ApiCalls.Problem(await api.GetAsync($"/api/v1/instances/{id}/state?entry=3"), HttpStatusCode.NotFound);
        using var nurse = host.ApiOf("j-whitfield");
        (await nurse.GetAsync($"/api/v1/instances/{id}/state")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_repair_is_tried_on_a_fork_and_the_instance_hears_nothing_of_it()
    {
        using var api = host.Api(WebHost.OperatorToken);
        var id = await OwnModel.Begun(host, api, "ops-fork", OwnModel.Chain(OwnModel.Work, "a", "b"));

        var fork = await OwnModel.Ok(api, $"/api/v1/instances/{id}/fork", new { entry = 1, steps = new object[] { new { modify = new { activate = new[] { "b" }, end = new[] { "a" } } }, new { complete = new { task = "b" }, expect = new { status = "Completed" } } } });
        fork["broken"].ShouldBeNull();
        fork["unmet"]!.AsArray().ShouldBeEmpty();
        fork["instances"]![0]!["status"]!.GetValue<string>().ShouldBe("Completed");
        var broken = await OwnModel.Ok(api, $"/api/v1/instances/{id}/fork", new { steps = new object[] { new { complete = new { task = "b" } } } });
        broken["broken"]!.GetValue<string>().ShouldContain("expected an open task 'b'");
        (await OwnModel.Active(api, id)).ShouldContain("a");
        (await api.GetFromJsonAsync<JsonObject>($"/api/v1/instances/{id}"))!["entry"]!.GetValue<long>().ShouldBe(1);
    }

    [Fact]
    public async Task A_fork_whose_steps_say_what_they_cannot_is_refused_as_422_with_the_step()
    {
        using var api = host.Api(WebHost.OperatorToken);
        var id = await OwnModel.Begun(host, api, "ops-fork-wrong", OwnModel.Chain(OwnModel.Work, "a"));

        foreach (var step in new object[] { new { fail = new { job = "a", retries = "banana" } }, new { migrate = new { version = "x" } }, new { expect = new { targets = 5 } }, new { work = new { job = "a", correct = new { priority = "high" } } } })
        {
            var refused = await api.PostAsJsonAsync($"/api/v1/instances/{id}/fork", new { steps = new[] { step } });
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await refused.Content.ReadAsStringAsync()).ShouldContain("of step 1 to be");
        }
    }

    [Fact]
    public async Task A_migration_is_forecast_done_and_undone()
    {
        using var api = host.Api(WebHost.OperatorToken);
        var id = await OwnModel.Begun(host, api, "ops-migrate", OwnModel.Chain(OwnModel.Work, "a"));
        await OwnModel.Deploy(host, "ops-migrate", OwnModel.Chain(OwnModel.Work, "asked"));

        var vague = await OwnModel.Ok(api, $"/api/v1/instances/{id}/migrate/forecast", new { version = 2 });
        vague["possible"]!.GetValue<bool>().ShouldBeFalse();
        vague["problems"]![0]!.GetValue<string>().ShouldBe("'a' is active and has no place in the other version");
        var plan = new { version = 2, elements = new Dictionary<string, string> { ["a"] = "asked" }, reason = "new name" };
        var forecast = await OwnModel.Ok(api, $"/api/v1/instances/{id}/migrate/forecast", plan);
        forecast["possible"]!.GetValue<bool>().ShouldBeTrue();
        forecast["places"]![0]!["to"]!.GetValue<string>().ShouldBe("asked");
        (await OwnModel.Active(api, id)).ShouldContain("a", "a forecast changes nothing");

        await OwnModel.Ok(api, $"/api/v1/instances/{id}/migrate", plan);
        (await OwnModel.Active(api, id)).ShouldContain("asked");
        await OwnModel.Ok(api, $"/api/v1/instances/{id}/migrate/undo", new { reason = "too early" });
        (await OwnModel.Active(api, id)).ShouldContain("a");
        (await api.GetFromJsonAsync<JsonObject>($"/api/v1/instances/{id}"))!["version"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Many_incidents_are_resolved_at_once_and_one_that_is_none_does_not_hold_up_the_others()
    {
        using var api = host.Api(WebHost.OperatorToken);
        await OwnModel.Deploy(host, "ops-many", OwnModel.Chain("<bpmn:exclusiveGateway id=\"{0}\"/>", "choice").Replace("sourceRef=\"choice\" targetRef=\"end\">", "sourceRef=\"choice\" targetRef=\"end\"><bpmn:conditionExpression>=amount = 1</bpmn:conditionExpression>", StringComparison.Ordinal));
        var instances = new List<Guid>();
        for (var i = 0; i < 5; i++) instances.Add(await OwnModel.Start(api, "ops-many"));
        var incidents = new List<Guid>();
        foreach (var instance in instances) incidents.Add((await host.Store.Read.Instances.Incidents([instance])).ShouldHaveSingleItem().Id);

        using var answer = await api.PostAsJsonAsync("/api/v1/incidents/resolve", new { incidents = incidents.Append(Guid.NewGuid()), variables = new { amount = 1 } });
        var replies = (await answer.Content.ReadFromJsonAsync<JsonArray>())!;
        replies.Count(reply => reply!["resolved"]!.GetValue<bool>()).ShouldBe(5);
        replies.Single(reply => !reply!["resolved"]!.GetValue<bool>())!["refused"]!.GetValue<string>().ShouldContain("there is none");
        foreach (var instance in instances) (await api.GetFromJsonAsync<JsonObject>($"/api/v1/instances/{instance}"))!["status"]!.GetValue<string>().ShouldBe("Completed");
        await ApiCalls.Problem(await api.PostAsJsonAsync("/api/v1/incidents/resolve", new { incidents = Array.Empty<Guid>() }), HttpStatusCode.UnprocessableEntity);
    }
}
