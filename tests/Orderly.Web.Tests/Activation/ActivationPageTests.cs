using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orderly.Journal.Rows;
using Orderly.Runtime.Submission;
using Orderly.Web.Tests.Hosting;

namespace Orderly.Web.Tests.Activation;

public sealed class ActivationPageTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task Lead_turns_a_unit_to_listening_nothing_leaves_it_and_no_task_is_lost_and_turns_it_back()
    {
        var id = await host.Discharge("V-A1", unit: "5W");
        await host.TaskOf(id, "RN readiness");
        var before = (await host.Store.Read.Work.OfInstances([id])).Where(task => task.Open).Select(task => (task.Id, task.Version)).ToList();
        using var lead = await host.SignedIn("w-adeyemi");
        (await lead.Get("/activation")).Words.ShouldContain("5 West Acts Nobody has said otherwise");

        var after = await lead.Post("/activation", ("do", "listen"), ("place", "1|5W"), ("reason", "Two days of looking on"));

        after.Words.ShouldContain("It listens only. What was under way has ended, and nothing leaves it any more.");
        after.Words.ShouldContain("Wale Adeyemi: Two days of looking on");
        after.Words.ShouldContain("6 West Acts");
        var sent = host.Erp.Keys.Count;
        var posting = await Start("V-A2", "5W");
        await Eventually.Get(async () => (await host.Store.Read.Effects.OfInstances([posting])).FirstOrDefault(effect => effect.State == EffectState.Sealed), "the posting kept back");
        host.Erp.Keys.Count.ShouldBe(sent);
        (await lead.Get("/activation")).Words.ShouldContain("Two days of looking on");
        (await lead.Get("/messages?state=out&q=V-A2")).Words.ShouldContain("Kept back");
        using var coordinator = await host.SignedIn("k-moreau");
        (await coordinator.Get("/board?unit=5W")).Words.ShouldContain("5 West listens only.");
        (await host.Store.Read.Work.OfInstances([id])).Where(task => task.Open).Select(task => (task.Id, task.Version)).ShouldBe(before);

        (await lead.Post("/activation", ("do", "act"), ("place", "1|5W"), ("reason", "The pilot begins"))).Words.ShouldContain("It acts.");

        var acting = await Start("V-A3", "5W");
        await Eventually.Get(() => Task.FromResult(host.Erp.Keys.FirstOrDefault(key => key.Contains(acting.ToString("N"), StringComparison.Ordinal))), "the posting sent");
        host.Erp.Keys.ShouldNotContain(key => key.Contains(posting.ToString("N"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Supervisor_may_have_a_unit_listen_and_not_activate_it_and_a_reason_is_asked_for()
    {
        using var supervisor = await host.SignedIn("r-hale");
        using var nurse = await host.SignedIn("j-whitfield");

        (await supervisor.Post("/activation", ("do", "listen"), ("place", "1|6W"), ("reason", ""))).Words.ShouldContain("Not done. Expected a reason");
        (await supervisor.Post("/activation", ("do", "listen"), ("place", "1|6W"), ("reason", "It texts twice"))).Words.ShouldContain("It listens only.");
        var refused = await supervisor.Post("/activation", ("do", "act"), ("place", "1|6W"), ("reason", "Fine again"));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Words.ShouldContain("Expected one of the roles operations-lead for Activate");
        (await nurse.Get("/activation")).Status.ShouldBe(HttpStatusCode.Forbidden);
        using var lead = await host.SignedIn("w-adeyemi");
        (await lead.Post("/activation", ("do", "act"), ("place", "1|6W"), ("reason", "Mended"))).Words.ShouldContain("It acts.");
    }

    [Fact]
    public async Task Api_says_which_places_listen_and_takes_an_operators_word()
    {
        using var program = host.Api(WebHost.OperatorToken);

        using var answer = await program.PostAsJsonAsync("/api/v1/activations", new { facility = 1, unit = "6W", listensOnly = true, reason = "A drill" });
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync());
        var list = (await program.GetFromJsonAsync<JsonArray>("/api/v1/activations"))!;
        list.Single(one => one!["unit"]?.GetValue<string>() == "6W")!["listensOnly"]!.GetValue<bool>().ShouldBeTrue();
        list.Single(one => one!["unit"] is null)!["listensOnly"]!.GetValue<bool>().ShouldBeFalse();
        using var unknown = await program.PostAsJsonAsync("/api/v1/activations", new { facility = 7, unit = (string?)null, listensOnly = true, reason = "A drill" });
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var back = await program.PostAsJsonAsync("/api/v1/activations", new { facility = 1, unit = "6W", listensOnly = false, reason = "Over" });
        back.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    private async Task<Guid> Start(string visit, string unit) =>
        (await host.Node.Submissions.StartAsync(new NewInstance("posting", 1, $$"""{"visit":"{{visit}}","unit":"{{unit}}"}""") { BusinessKey = visit }, new Terms(Caller.Operator("tests"))))
            .ShouldBeOfType<Reply.Accepted>().Instance;
}
