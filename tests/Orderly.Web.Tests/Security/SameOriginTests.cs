using System.Net;
using System.Text;
using Orderly.Web.Tests.Hosting;
using static Orderly.Web.Tests.Hosting.ApiCalls;

namespace Orderly.Web.Tests.Security;

public sealed class SameOriginTests(WebHost host) : IClassFixture<WebHost>
{
    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task Change_over_the_api_with_a_cookie_from_another_site_is_refused(string header, string value)
    {
        var task = await host.TaskOf(await host.Discharge($"V-O{Guid.NewGuid():N}"), "Med reconciliation");
        using var pharmacist = await host.SignedIn("p-nair");
        pharmacist.Client.DefaultRequestHeaders.Accept.Clear();
        pharmacist.Client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        (await Detail(await Send(pharmacist.Client, $"/api/v1/tasks/{task.Id}/claim", null, match: $"\"{task.Version}\""), HttpStatusCode.Forbidden)).ShouldContain("Expected a request of a page of");
        (await host.Store.Read.Work.Task(task.Id))!.Owner.ShouldBeNull();

        using var program = host.ApiOf("p-nair");
        program.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        (await Send(program, $"/api/v1/tasks/{task.Id}/claim", null, match: $"\"{task.Version}\"")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Change_over_the_api_with_a_cookie_from_this_site_is_done()
    {
        var task = await host.TaskOf(await host.Discharge("V-O1"), "Med reconciliation");
        using var pharmacist = await host.SignedIn("p-nair");
        pharmacist.Client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        pharmacist.Client.DefaultRequestHeaders.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));

        (await Send(pharmacist.Client, $"/api/v1/tasks/{task.Id}/claim", null, match: $"\"{task.Version}\"")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Sign_in_form_that_cannot_be_read_is_the_sender_s_fault()
    {
        using var browser = host.Browser();
        var fields = string.Join('&', Enumerable.Range(0, 5_000).Select(number => $"k{number}=1"));

        foreach (var (type, body) in new[] { ("application/x-www-form-urlencoded", fields), ("application/x-www-form-urlencoded", $"{new string('k', 5_000)}=1"), ("multipart/form-data", "--x\r\n") })
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var answer = await browser.Client.PostAsync("/sign-in", content);

            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("Expected a whole form");
        }
    }

    [Fact]
    public async Task Sign_in_leads_back_to_an_address_with_letters_beyond_ascii()
    {
        using var browser = host.Browser();

        var seen = await browser.Post("/sign-in", ("person", "k-moreau"), ("return", "/cases?q=Müller"));

        seen.Status.ShouldBe(HttpStatusCode.OK);
        seen.Path.ShouldBe("/cases?q=M%C3%BCller");
    }
}
