using System.Net;
using Orderly.Web.Tests.Hosting;

namespace Orderly.Web.Tests.Security;

public sealed class SignOutTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task Cookie_that_was_copied_before_signing_out_opens_nothing_after_it()
    {
        using var browser = await host.SignedIn("p-nair");
        using var elsewhere = await host.SignedIn("p-nair");
        var copy = string.Join("; ", browser.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}"));
        (await WithCopy(copy)).ShouldBe(HttpStatusCode.OK);

        await SignOut(browser, await browser.Get("/worklist"));

        (await WithCopy(copy)).ShouldBe(HttpStatusCode.Redirect);
        (await elsewhere.Get("/worklist")).Status.ShouldBe(HttpStatusCode.OK, "another sign-in of the same person goes on");
    }

    private static async Task SignOut(Hosting.Browser browser, Seen page)
    {
        var token = System.Text.RegularExpressions.Regex.Match(page.Html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        (await browser.PostBare("/sign-out", ("__RequestVerificationToken", WebUtility.HtmlDecode(token)))).Path.ShouldBe("/sign-in");
    }

    private async Task<HttpStatusCode> WithCopy(string cookies)
    {
        using var handler = new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/worklist");
        request.Headers.Add("Cookie", cookies);
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
