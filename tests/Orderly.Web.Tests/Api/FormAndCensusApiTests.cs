using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orderly.Web.Tests.Hosting;

namespace Orderly.Web.Tests.Api;

public sealed class FormAndCensusApiTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task A_form_is_read_as_it_was_deployed_and_an_unknown_one_is_not_there()
    {
        using var pharmacist = host.ApiOf("p-nair");

        var form = await pharmacist.GetFromJsonAsync<JsonNode>("/api/v1/forms/meds");
        using var unknown = await pharmacist.GetAsync("/api/v1/forms/none");

        form!["components"]!.AsArray().Count.ShouldBeGreaterThan(0);
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_census_is_compared_for_those_who_may_and_its_lines_must_say_where()
    {
        using var engineer = host.ApiOf("t-berg");
        using var nurse = host.ApiOf("j-whitfield");
        object Census(string unit) => new { facility = 1, asOf = "2026-06-01T04:00:00Z", patients = new[] { new { visit = "V-C1", authority = "HP", unit, room = "512", bed = "A" } } };

        using var compared = await engineer.PostAsJsonAsync("/api/v1/census/reconciliations", Census("5W"));
        using var empty = await engineer.PostAsJsonAsync("/api/v1/census/reconciliations", Census(""));
        using var denied = await nurse.PostAsJsonAsync("/api/v1/census/reconciliations", Census("5W"));

        var difference = (await compared.Content.ReadFromJsonAsync<JsonNode>())!["differences"]!.AsArray().ShouldHaveSingleItem()!;
        difference["kind"]!.GetValue<string>().ShouldBe("notKnown");
        difference["encounter"]!.GetValue<string>().ShouldBe("HP|V-C1");
        empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        denied.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
