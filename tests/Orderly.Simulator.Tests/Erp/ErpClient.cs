using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orderly.Simulator.Erp;

namespace Orderly.Simulator.Tests.Erp;

/// <summary>A caller of the sandbox over real HTTP.</summary>
internal sealed class ErpClient : IDisposable
{
    public const string Token = "sandbox-token";

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly HttpClient http;

    public ErpClient(ErpSandbox erp, string? token = Token)
    {
        http = new HttpClient { BaseAddress = erp.Address };
        if (token is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public Task<HttpResponseMessage> PostAsync(string operation, string? key, string body, bool preview = false)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"operations/{operation}{(preview ? "?preview=true" : "")}")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return http.SendAsync(request);
    }

    public async Task<ErpDocument> BookAsync(string operation, string key, string body)
    {
        using var response = await PostAsync(operation, key, body);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<ErpDocument>(Json))!;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<T> ReadAsync<T>(string path) => (await http.GetFromJsonAsync<T>(new Uri(path, UriKind.Relative), Json))!;

    public async Task BehaveAsync(ErpBehaviour behaviour)
    {
        using var response = await http.PutAsJsonAsync("behaviour", behaviour);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose() => http.Dispose();
}
