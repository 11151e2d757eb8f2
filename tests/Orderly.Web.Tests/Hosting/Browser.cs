using System.Net;
using System.Text.RegularExpressions;

namespace Orderly.Web.Tests.Hosting;

/// <summary>A person's browser without scripts: keeps cookies, follows redirects by itself, finds forms by their buttons.</summary>
public sealed partial class Browser : IDisposable
{
    private readonly HttpClientHandler handler = new() { CookieContainer = new CookieContainer(), AllowAutoRedirect = false };
    private readonly HttpClient client;

    public Browser(Uri address)
    {
        client = new HttpClient(handler) { BaseAddress = address };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public HttpClient Client => client;

    public CookieCollection Cookies => handler.CookieContainer.GetAllCookies();

    public async Task<Seen> Get(string path) => await Follow(await client.GetAsync(path), path);

    /// <summary>Posts the fields with the token of the page at <paramref name="path"/>.</summary>
    public async Task<Seen> Post(string path, params (string Name, string Value)[] fields)
    {
        var page = await Get(path);
        var token = Token().Match(page.Html).Groups[1].Value;
        return await PostBare(path, [("__RequestVerificationToken", WebUtility.HtmlDecode(token)), .. fields]);
    }

    public async Task<Seen> PostBare(string path, params (string Name, string Value)[] fields)
    {
        using var body = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await Follow(await client.PostAsync(path, body), path);
    }

    public async Task SignIn(string person) =>
        (await Post("/sign-in", ("person", person), ("return", "/worklist"))).Status.ShouldBe(HttpStatusCode.OK, $"signing in as {person}");

    public void Dispose()
    {
        client.Dispose();
        handler.Dispose();
    }

    private async Task<Seen> Follow(HttpResponseMessage answer, string path)
    {
        for (var hops = 0; hops < 5 && answer.Headers.Location is { } to; hops++)
        {
            path = to.OriginalString;
            answer = await client.GetAsync(to);
        }

        return new Seen(path, answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

/// <summary>A page as it came.</summary>
public sealed record Seen(string Path, HttpStatusCode Status, string Html, System.Net.Http.Headers.HttpResponseHeaders Headers)
{
    /// <summary>The words a person reads: tags out, entities resolved, white space as one blank.</summary>
    public string Words => Regex.Replace(WebUtility.HtmlDecode(Regex.Replace(Html, "<[^>]+>", " ")), @"\s+", " ");
}
