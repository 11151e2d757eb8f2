using System.Net;
using Orderly.Web.Tests.Hosting;

namespace Orderly.Web.Tests.Incidents;

public sealed class IncidentPageTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task An_unknown_outcome_is_asked_about_in_plain_words_with_the_key_to_look_for()
    {
        var (instance, incident) = await PostingCase.Unanswered(host, "V-I1");
        using var browser = await host.SignedIn("t-berg");

        (await browser.Get("/incidents")).Html.ShouldContain($"/incidents?ask={incident.Id}");
        var page = await browser.Get($"/incidents?ask={incident.Id}");

        page.Words.ShouldContain("Did the ERP do “Post cost”?");
        page.Words.ShouldContain("The ERP did do it");
        page.Words.ShouldContain("It did not: send the same again");
        page.Words.ShouldContain("Supplies and cost");
        page.Html.ShouldContain(host.Erp.Keys.Single(key => key.Contains(instance.ToString("N"), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Saying_that_it_did_completes_the_step_and_stands_in_the_case_and_the_audit()
    {
        var (instance, incident) = await PostingCase.Unanswered(host, "V-I2");
        using var browser = await host.SignedIn("t-berg");

        var page = await browser.Post($"/incidents?ask={incident.Id}", ("do", $"confirm {incident.Id}"), ("reason", "Found as DOC-7"), ("response", """{"number":"DOC-7"}"""));

        page.Words.ShouldContain("Kept as done");
        await PostingCase.Ended(host, instance);
        (await PostingCase.Audited(host, incident.Id)).ShouldBe("t-berg ConfirmCall");
        var told = (await browser.Get($"/cases/{instance}")).Words;
        told.ShouldContain("was done there, says T. Berg");
        told.ShouldContain("Found as DOC-7");
    }

    [Fact]
    public async Task Saying_that_it_did_not_sends_the_same_call_under_the_same_key()
    {
        var (instance, incident) = await PostingCase.Unanswered(host, "V-I3");
        using var browser = await host.SignedIn("t-berg");

        var page = await browser.Post($"/incidents?ask={incident.Id}", ("do", $"resend {incident.Id}"), ("reason", "Nothing of V-I3 in the ledger"));

        page.Words.ShouldContain("Sent again under the same key");
        await PostingCase.Ended(host, instance);
        var keys = host.Erp.Keys.Where(key => key.Contains(instance.ToString("N"), StringComparison.Ordinal)).ToList();
        keys.Count.ShouldBe(2);
        keys.Distinct().ShouldHaveSingleItem();
        (await PostingCase.Audited(host, incident.Id)).ShouldBe("t-berg ResendCall");
    }

    [Fact]
    public async Task An_answer_without_its_reason_comes_back_with_the_question_and_what_was_typed()
    {
        var (_, incident) = await PostingCase.Unanswered(host, "V-I4");
        using var browser = await host.SignedIn("t-berg");

        var page = await browser.Post($"/incidents?ask={incident.Id}", ("do", $"confirm {incident.Id}"), ("reason", " "), ("response", """{"number":"DOC-8"}"""));

        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.Words.ShouldContain("Expected how you know it, but nothing is written");
        page.Words.ShouldContain("""{"number":"DOC-8"}""");
        page.Html.ShouldContain("aria-invalid=\"true\"");
        (await PostingCase.Open(host, incident.Instance)).Id.ShouldBe(incident.Id);
    }

    [Fact]
    public async Task A_unit_coordinator_answers_but_does_not_say_what_the_receiver_answered()
    {
        var (instance, incident) = await PostingCase.Unanswered(host, "V-I5");
        using var browser = await host.SignedIn("k-moreau");

        (await browser.Get($"/incidents?ask={incident.Id}")).Html.ShouldNotContain("name=\"response\"");
        var refused = await browser.Post($"/incidents?ask={incident.Id}", ("do", $"confirm {incident.Id}"), ("reason", "I asked accounts"), ("response", """{"number":"X"}"""));
        refused.Words.ShouldContain("Not done.");
        await browser.Post($"/incidents?ask={incident.Id}", ("do", $"confirm {incident.Id}"), ("reason", "I asked accounts"));

        await PostingCase.Ended(host, instance);
        (await PostingCase.Audited(host, incident.Id)).ShouldBe("k-moreau ConfirmCall");
    }

    [Fact]
    public async Task Those_who_see_no_incidents_cannot_answer_one()
    {
        var (_, incident) = await PostingCase.Unanswered(host, "V-I6");
        using var browser = await host.SignedIn("p-nair");

        var page = await browser.Post("/worklist", ("do", "next"));
        var token = System.Text.RegularExpressions.Regex.Match(page.Html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        var refused = await browser.PostBare("/incidents", ("__RequestVerificationToken", token), ("do", $"confirm {incident.Id}"), ("reason", "x"));

        refused.Status.ShouldBe(HttpStatusCode.Forbidden);
        (await PostingCase.Open(host, incident.Instance)).Id.ShouldBe(incident.Id);
    }
}
