using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orderly.Journal.Rows;
using Orderly.Runtime.Submission;
using Orderly.Web.Tests.Hosting;

namespace Orderly.Web.Tests.Escalations;

/// <summary>A ladder whose rung is due at once tells the coordinator of the unit, and the owner or the pharmacists.</summary>
public sealed class EscalatedTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task The_coordinator_sees_what_is_late_with_whom_and_by_which_role_and_the_count_beside_the_worklist()
    {
        var told = await Late("V-E1");
        using var browser = await host.SignedIn("k-moreau");

        var page = await browser.Get("/worklist?told=all");

        page.Words.ShouldContain("Escalated to you");
        page.Words.ShouldContain("Bridge supply");
        page.Words.ShouldContain("V-E1");
        page.Words.ShouldContain("No one has it yet. You are told as unit coordinator of 5 West.");
        page.Html.ShouldContain($"acknowledge {told.Clock}");
        page.Html.ShouldContain("data-watch=\"");
        page.Html.ShouldContain("told:unit-coordinator");
        (await browser.Get("/cases")).Words.ShouldContain("escalated to you");
        (await browser.Get($"/cases/{told.Instance}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_pool_is_told_until_someone_has_it_and_then_the_owner_alone()
    {
        var told = await Late("V-E2");
        using var priya = await host.SignedIn("p-nair");
        using var michael = await host.SignedIn("m-osei");
        (await priya.Get("/worklist?told=all")).Html.ShouldContain($"acknowledge {told.Clock}");

        var task = (await host.Store.Read.Work.Task(told.Task!.Value))!;
        await priya.Post("/worklist", ("do", $"claim {task.Id} {task.Version}"));

        var mine = await priya.Get("/worklist?told=all");
        mine.Html.ShouldContain($"acknowledge {told.Clock}");
        mine.Words.ShouldContain("You have it. It is yours.");
        (await michael.Get("/worklist?told=all")).Html.ShouldNotContain($"acknowledge {told.Clock}");
    }

    [Fact]
    public async Task Others_see_none_of_it_and_may_not_acknowledge()
    {
        var told = await Late("V-E3");
        using var browser = await host.SignedIn("r-singh");
        (await browser.Get("/worklist")).Words.ShouldNotContain("Escalated to you");

        var refused = await browser.Post("/worklist", ("do", $"acknowledge {told.Clock}"), ("plan", "CALLED"), ("minutes", "15"));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Words.ShouldContain("Expected someone the escalation was told to");
        (await browser.Get($"/cases/{told.Instance}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await host.Store.Read.Escalations.OfClock(told.Clock)).ShouldAllBe(row => row.Ended == null);
    }

    [Fact]
    public async Task Acknowledging_with_a_plan_clears_it_for_all_and_the_case_tells_of_plan_and_of_the_page_that_was_not_sent()
    {
        var told = await Late("V-E4");
        using var coordinator = await host.SignedIn("k-moreau");
        using var pharmacist = await host.SignedIn("p-nair");

        var page = await coordinator.Post("/worklist", ("do", $"acknowledge {told.Clock}"), ("plan", "CALLED"), ("minutes", "15"));

        page.Words.ShouldContain("Acknowledged. The ladder is quiet for your plan");
        page.Html.ShouldNotContain($"acknowledge {told.Clock}");
        (await pharmacist.Get("/worklist?told=all")).Html.ShouldNotContain($"acknowledge {told.Clock}");
        var words = (await coordinator.Get($"/cases/{told.Instance}")).Words;
        words.ShouldContain("K. Moreau has a plan: I called whoever has it");
        words.ShouldContain("not sent: no channel 'page' configured");
    }

    [Fact]
    public async Task A_plan_that_is_none_comes_back_with_the_page()
    {
        var told = await Late("V-E5");
        using var browser = await host.SignedIn("k-moreau");

        (await browser.Post("/worklist", ("do", $"acknowledge {told.Clock}"), ("plan", "SOMETIME"), ("minutes", "15"))).Words.ShouldContain("Expected a plan of ON_IT");
        (await browser.Post("/worklist", ("do", $"acknowledge {told.Clock}"), ("plan", "ON_IT"), ("minutes", "0"))).Words.ShouldContain("Expected a plan of 1 to");
    }

    [Fact]
    public async Task The_api_lists_what_the_caller_is_told_and_takes_the_plan()
    {
        var told = await Late("V-E6");
        using var coordinator = host.ApiOf("k-moreau");
        using var stranger = host.ApiOf("s-varga");

        (await stranger.GetFromJsonAsync<JsonArray>("/api/v1/escalations"))!.ShouldBeEmpty();
        using var denied = await stranger.PostAsJsonAsync($"/api/v1/escalations/{told.Clock}/acknowledge", new { plan = "CALLED", minutes = 10 });
        denied.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var listed = (await coordinator.GetFromJsonAsync<JsonArray>("/api/v1/escalations"))!.Single(item => item!["clock"]!.GetValue<Guid>() == told.Clock)!;
        (listed["level"]!.GetValue<int>(), listed["role"]!.GetValue<string>(), listed["unit"]!.GetValue<string>(), listed["channel"]!.GetValue<string>()).ShouldBe((2, "unit-coordinator", "5W", "page"));
        using var answer = await coordinator.PostAsJsonAsync($"/api/v1/escalations/{told.Clock}/acknowledge", new { plan = "CALLED", minutes = 10 });

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await coordinator.GetFromJsonAsync<JsonArray>("/api/v1/escalations"))!.ShouldAllBe(item => item!["clock"]!.GetValue<Guid>() != told.Clock);
    }

    [Fact]
    public async Task What_stands_behind_the_first_ones_is_a_link_away()
    {
        for (var more = 0; more < 7; more++)
        {
            await Late($"V-E2{more}");
        }

        using var coordinator = await host.SignedIn("k-moreau");

        (await coordinator.Get("/worklist")).Html.ShouldContain("/worklist?told=all");
        var all = await coordinator.Get("/worklist?told=all");
        all.Words.ShouldContain("V-E26");
        all.Words.ShouldNotContain("Show the other");
    }

    [Fact]
    public async Task The_stream_says_to_whom_something_is_told_and_that_it_is_told_no_longer()
    {
        using var coordinator = await host.SignedIn("k-moreau");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/events");
        request.Headers.Accept.Add(new("text/event-stream"));
        using var answer = await coordinator.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        var told = await Late("V-E7");
        await Heard();
        await host.Node.Submissions.AcknowledgeEscalationAsync(told.Clock, "CALLED", 10, new Terms(Caller.Person("k-moreau")));
        await Heard();

        async Task Heard()
        {
            while (!(await lines.ReadLineAsync(giveUp.Token) ?? throw new EndOfStreamException()).Contains("told:unit-coordinator", StringComparison.Ordinal))
            {
            }
        }
    }

    private async Task<EscalationRow> Late(string visit)
    {
        var reply = await host.Node.Submissions.StartAsync(
            new NewInstance("late", 1, $$"""{"visit":"{{visit}}","unit":"5W"}""") { BusinessKey = visit }, new Terms(Caller.Operator("tests")));
        var instance = reply.ShouldBeOfType<Reply.Accepted>().Instance;
        return await Eventually.Get(async () => await host.Store.Read.Escalations.OfInstances([instance]) is [var first, ..] ? first : null, "an escalation");
    }
}
