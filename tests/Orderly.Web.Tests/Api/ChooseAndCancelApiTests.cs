using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orderly.Web.Tests.Hosting;

namespace Orderly.Web.Tests.Api;

public sealed class ChooseAndCancelApiTests(WebHost host) : IClassFixture<WebHost>
{
    private static readonly string Rounds = OwnModel.Chain("<bpmn:adHocSubProcess id=\"{0}\">" + OwnModel.Work.Replace("{0}", "look", StringComparison.Ordinal) + OwnModel.Work.Replace("{0}", "ask", StringComparison.Ordinal) + "</bpmn:adHocSubProcess>", "rounds");

    [Fact]
    public async Task Activities_of_an_ad_hoc_subprocess_begin_when_they_are_chosen()
    {
        using var api = host.Api(WebHost.OperatorToken);
        var id = await OwnModel.Begun(host, api, "choose-rounds", Rounds);

        (await OwnModel.Ok(api, $"/api/v1/instances/{id}/choose", new { subprocess = await Activation(api, id, "rounds"), activities = new[] { "ask" } }))["instance"]!.GetValue<Guid>().ShouldBe(id);
        var active = await OwnModel.Active(api, id);
        active.ShouldContain("ask");
        active.ShouldNotContain("look");
    }

    [Fact]
    public async Task What_is_no_activity_of_it_or_no_ad_hoc_subprocess_is_refused_and_a_worker_may_not_choose()
    {
        using var api = host.Api(WebHost.OperatorToken);
        var id = await OwnModel.Begun(host, api, "choose-wrong", Rounds);
        var rounds = await Activation(api, id, "rounds");

        (await ApiCalls.Problem(await ApiCalls.Send(api, $"/api/v1/instances/{id}/choose", new { subprocess = rounds, activities = new[] { "dance" } }), HttpStatusCode.UnprocessableEntity))["code"]!.GetValue<string>().ShouldBe("ActivityNotChoosable");
        (await ApiCalls.Problem(await ApiCalls.Send(api, $"/api/v1/instances/{id}/choose", new { subprocess = 1, activities = new[] { "ask" } }), HttpStatusCode.UnprocessableEntity))["code"]!.GetValue<string>().ShouldBe("NotAnAdHocSubProcess");
        await ApiCalls.Problem(await ApiCalls.Send(api, $"/api/v1/instances/{Guid.NewGuid()}/choose", new { subprocess = 1, activities = new[] { "ask" } }), HttpStatusCode.NotFound);
        using var worker = host.Api(WebHost.WorkerToken);
        (await ApiCalls.Send(worker, $"/api/v1/instances/{id}/choose", new { subprocess = rounds, activities = new[] { "ask" } })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Cancelling_ends_everything_that_is_open_and_keeps_the_reason()
    {
        using var api = host.Api(WebHost.OperatorToken);
        var id = await OwnModel.Begun(host, api, "cancel-open", OwnModel.Chain(OwnModel.Work, "a"));
        (await host.Store.Read.Work.OfInstances([id])).ShouldHaveSingleItem().Open.ShouldBeTrue();

        await OwnModel.Ok(api, $"/api/v1/instances/{id}/cancel", new { reason = "ordered twice" });

        (await api.GetFromJsonAsync<JsonObject>($"/api/v1/instances/{id}"))!["status"]!.GetValue<string>().ShouldBe("Cancelled");
        (await host.Store.Read.Work.OfInstances([id])).ShouldAllBe(task => !task.Open);
        (await api.GetStringAsync($"/api/v1/instances/{id}/state")).ShouldContain("ordered twice");
    }

    [Fact]
    public async Task Cancelling_needs_a_reason_an_instance_and_happens_once()
    {
        using var api = host.Api(WebHost.OperatorToken);
        var id = await OwnModel.Begun(host, api, "cancel-once", OwnModel.Chain(OwnModel.Work, "a"));

        (await ApiCalls.Detail(await ApiCalls.Send(api, $"/api/v1/instances/{id}/cancel", new { }), HttpStatusCode.BadRequest)).ShouldContain("'reason'");
        await ApiCalls.Problem(await ApiCalls.Send(api, $"/api/v1/instances/{Guid.NewGuid()}/cancel", new { reason = "gone" }), HttpStatusCode.NotFound);
        await OwnModel.Ok(api, $"/api/v1/instances/{id}/cancel", new { reason = "once" });
        (await ApiCalls.Problem(await ApiCalls.Send(api, $"/api/v1/instances/{id}/cancel", new { reason = "twice" }), HttpStatusCode.UnprocessableEntity))["code"]!.GetValue<string>().ShouldBe("InstanceHasEnded");
    }

    private static async Task<int> Activation(HttpClient api, Guid id, string element)
    {
        var state = await api.GetFromJsonAsync<JsonObject>($"/api/v1/instances/{id}/state");
        return state!["state"]!["elements"]!.AsArray().Single(one => one!["element"]!.GetValue<string>() == element)!["id"]!.GetValue<int>();
    }
}
