using System.Net;
using System.Text.RegularExpressions;
using Orderly.Web.Tests.Hosting;

namespace Orderly.Web.Tests.Security;

public sealed partial class HeadersTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task Every_page_carries_the_policy_and_nothing_that_would_need_an_exception()
    {
        var id = await host.Discharge("V-H1");
        var task = await host.TaskOf(id, "Med reconciliation");
        var inbox = await host.Receive("V-H2");
        foreach (var (person, path) in new[]
        {
            ("p-nair", "/worklist"), ("p-nair", $"/worklist?task={task.Id}"), ("k-moreau", "/cases"), ("k-moreau", $"/cases/{id}"), ("t-berg", "/messages"), ("t-berg", $"/messages/{inbox}"),
            ("t-berg", "/incidents"), ("p-nair", "/components"), ("p-nair", "/sign-in"), ("p-nair", "/no-such-page"),
        })
        {
            using var browser = await host.SignedIn(person);
            var page = await browser.Get(path);

            var policy = page.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldContain("default-src 'self'; script-src 'self'; style-src 'self'");
            policy.ShouldContain("frame-ancestors 'none'");
            policy.ShouldNotContain("unsafe");
            page.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
            page.Headers.GetValues("Referrer-Policy").Single().ShouldBe("same-origin");
            page.Headers.CacheControl!.NoStore.ShouldBeTrue(path);
            page.Html.ShouldNotContain(" style=", customMessage: path);
            page.Html.ShouldNotContain("<style", customMessage: path);
            page.Html.ShouldNotMatch("<[^>]+ on[a-z]+=", path);
            InlineScript().IsMatch(page.Html).ShouldBeFalse(path);
        }
    }

    [Fact]
    public async Task Cookies_are_closed_to_scripts_and_to_other_sites()
    {
        using var browser = host.Browser();
        var page = await browser.Get("/sign-in");
        var token = Regex.Match(page.Html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        using var body = new FormUrlEncodedContent([new("__RequestVerificationToken", WebUtility.HtmlDecode(token)), new("person", "p-nair")]);

        using var answer = await browser.Client.PostAsync("/sign-in", body);

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("orderly-session=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        cookie.ShouldContain("path=/");
    }

    [Fact]
    public void Cookies_over_https_carry_the_host_prefix() =>
        Orderly.Web.Security.Authentication.Session.CookieName(new OrderlyWebOptions(), "session").ShouldBe("__Host-orderly-session");

    [Fact]
    public async Task Post_without_the_page_s_token_changes_nothing()
    {
        var task = await host.TaskOf(await host.Discharge("V-H3"), "Med reconciliation");
        using var pharmacist = await host.SignedIn("p-nair");

        var refused = await pharmacist.PostBare("/worklist", ("do", $"claim {task.Id} {task.Version}"));

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        (await host.Store.Read.Work.Task(task.Id))!.Owner.ShouldBeNull();
    }

    [Theory]
    [InlineData("/cases", "/cases")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData(null, "/")]
    public void Way_back_after_signing_in_stays_on_this_site(string? asked, string taken) => Orderly.Web.Security.LocalPath.OrHome(asked).ShouldBe(taken);

    [Fact]
    public async Task Stranger_is_sent_to_sign_in_by_a_page_and_told_a_status_by_the_api()
    {
        using var stranger = host.Browser();
        (await stranger.Get("/worklist")).Path.ShouldContain("/sign-in?return=%2Fworklist");

        using var program = new HttpClient { BaseAddress = host.Address };
        using var answer = await program.GetAsync("/api/v1/tasks");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task Person_whose_roles_ended_is_signed_in_but_at_no_work()
    {
        using var nobody = host.Browser();
        var page = await nobody.Post("/sign-in", ("person", "n-nobody"), ("return", "/worklist"));

        page.Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Asset_is_kept_for_ever_by_its_hash_and_packed_when_asked()
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        var address = new Orderly.Web.Assets.AssetShelf().AddressOf("orderly.css")!;
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept-Encoding", "br" } } };

        using var answer = await client.SendAsync(request);

        answer.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
        answer.Content.Headers.ContentEncoding.Single().ShouldBe("br");
    }

    [GeneratedRegex("<script(?![^>]*\\ssrc=)[^>]*>")]
    private static partial Regex InlineScript();
}
