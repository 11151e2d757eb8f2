using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orderly.Web.Tests.Hosting;
using Orderly.Web.Tests.Incidents;

namespace Orderly.Web.Tests.Api;

public sealed class IncidentApiTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task An_operator_lists_incidents_with_the_call_they_are_about_and_confirms_one()
    {
        var (instance, incident) = await PostingCase.Unanswered(host, "V-A10");
        using var api = host.Api(WebHost.OperatorToken);

        var page = await api.GetFromJsonAsync<JsonObject>("/api/v1/incidents");
        var listed = page!["items"]!.AsArray().Single(item => item!["id"]!.GetValue<Guid>() == incident.Id)!;
        listed["kind"]!.GetValue<string>().ShouldBe("EffectOutcomeUnknown");
        listed["effect"]!.GetValue<Guid>().ShouldBe(incident.Subject!.Value);
        using var answer = await api.PostAsJsonAsync($"/api/v1/incidents/{incident.Id}/confirm", new { reason = "Found as DOC-3", response = new { number = "DOC-3" } });

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await PostingCase.Ended(host, instance);
        (await PostingCase.Audited(host, incident.Id)).ShouldBe("operator-1 ConfirmCall");
    }

    [Fact]
    public async Task Resending_needs_its_reason_and_sends_the_same_key()
    {
        var (instance, incident) = await PostingCase.Unanswered(host, "V-A11");
        using var api = host.ApiOf("t-berg");

        using var bare = await api.PostAsJsonAsync($"/api/v1/incidents/{incident.Id}/resend", new { });
        bare.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await bare.Content.ReadFromJsonAsync<JsonObject>())!["code"]!.GetValue<string>().ShouldBe("ReasonMissing");
        using var answer = await api.PostAsJsonAsync($"/api/v1/incidents/{incident.Id}/resend", new { reason = "Not in the ledger" });

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await PostingCase.Ended(host, instance);
        host.Erp.Keys.Where(key => key.Contains(instance.ToString("N"), StringComparison.Ordinal)).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_coordinator_decides_but_changes_no_data()
    {
        var (_, incident) = await PostingCase.Unanswered(host, "V-A12");
        using var api = host.ApiOf("k-moreau");

        using var changing = await api.PostAsJsonAsync($"/api/v1/incidents/{incident.Id}/resolve", new { variables = new { visit = "other" } });
        using var response = await api.PostAsJsonAsync($"/api/v1/incidents/{incident.Id}/confirm", new { reason = "asked", response = new { number = "X" } });
        using var deciding = await api.PostAsJsonAsync($"/api/v1/incidents/{incident.Id}/resend", new { reason = "Not there" });

        changing.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        deciding.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_nurse_or_a_worker_decides_nothing()
    {
        var (_, incident) = await PostingCase.Unanswered(host, "V-A13");
        foreach (var api in new[] { host.ApiOf("j-whitfield"), host.Api(WebHost.WorkerToken) })
        {
            using var answer = await api.PostAsJsonAsync($"/api/v1/incidents/{incident.Id}/confirm", new { reason = "I think so" });
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            api.Dispose();
        }
    }

    [Fact]
    public async Task An_answer_that_is_no_object_is_told_so()
    {
        var (_, incident) = await PostingCase.Unanswered(host, "V-A14");
        using var api = host.ApiOf("t-berg");
        using var answer = await api.PostAsJsonAsync($"/api/v1/incidents/{incident.Id}/confirm", new { reason = "x", response = "DOC-3" });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
