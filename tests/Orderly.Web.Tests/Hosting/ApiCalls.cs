using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Orderly.Journal.Rows;

namespace Orderly.Web.Tests.Hosting;

/// <summary>What a program sends to the API, and how it reads a refusal.</summary>
internal static class ApiCalls
{
    public static Task<HttpResponseMessage> Send(HttpClient client, string path, object? body, string? key = null, string? match = null) =>
        SendContent(client, path, body is null ? null : JsonContent.Create(body), key, match);

    public static Task<HttpResponseMessage> SendText(HttpClient client, string path, string json, string? key = null, string? match = null) =>
        SendContent(client, path, new StringContent(json, Encoding.UTF8, "application/json"), key, match);

    public static async Task<JsonObject> Problem(HttpResponseMessage answer, HttpStatusCode status)
    {
        answer.StatusCode.ShouldBe(status, await answer.Content.ReadAsStringAsync());
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    /// <summary>The words of a refusal.</summary>
    public static async Task<string> Detail(HttpResponseMessage answer, HttpStatusCode status) => (await Problem(answer, status))["detail"]!.GetValue<string>();

    /// <summary>An open task of the case of a visit, claimed by a person; the match of its version.</summary>
    public static async Task<(TaskRow Task, string Match)> Claimed(WebHost host, HttpClient person, string visit, string name = "Med reconciliation")
    {
        var task = await host.TaskOf(await host.Discharge(visit), name);
        (await Send(person, $"/api/v1/tasks/{task.Id}/claim", null, match: $"\"{task.Version}\"")).StatusCode.ShouldBe(HttpStatusCode.OK);
        return (task, $"\"{task.Version + 1}\"");
    }

    private static async Task<HttpResponseMessage> SendContent(HttpClient client, string path, HttpContent? content, string? key, string? match)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        if (match is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", match);
        }

        return await client.SendAsync(request);
    }
}
