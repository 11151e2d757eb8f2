using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orderly.Simulator.Hospital.Staff;

/// <summary>The public HTTP API with one person's key; knows nothing that its documents do not say.</summary>
internal sealed class OrderlyClient : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly HttpClient http;

    public OrderlyClient(Uri address, string token, HttpMessageHandler shared)
    {
        http = new HttpClient(shared, disposeHandler: false) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public async Task<ClockSeen> Clock(CancellationToken cancel) => (await http.GetFromJsonAsync<ClockSeen>("api/v1/clock", Json, cancel))!;

    /// <summary>Open tasks of the person's queues, the most urgent first.</summary>
    public async Task<IReadOnlyList<TaskSeen>> Tasks(int most, CancellationToken cancel) =>
        (await http.GetFromJsonAsync<PageSeen<TaskSeen>>($"api/v1/tasks?limit={most}", Json, cancel))!.Items;

    /// <summary>The task as it is now; null when it is over or not the person's to see.</summary>
    public async Task<TaskSeen?> Task(Guid id, CancellationToken cancel)
    {
        using var answer = await http.GetAsync(new Uri($"api/v1/tasks/{id}", UriKind.Relative), cancel);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<TaskSeen>(Json, cancel) : null;
    }

    /// <summary>Hands in the EHR's census, and hears where the product has it otherwise.</summary>
    public async Task<ReconciliationSeen> Reconcile(JsonObject census, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync("api/v1/census/reconciliations", census, Json, cancel);
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"Expected a reconciliation, but the answer was {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancel)}");
        return (await answer.Content.ReadFromJsonAsync<ReconciliationSeen>(Json, cancel))!;
    }

    public async Task<IReadOnlyList<EscalationSeen>> Escalations(CancellationToken cancel) =>
        (await http.GetFromJsonAsync<List<EscalationSeen>>("api/v1/escalations", Json, cancel))!;

    public Task<Answer> Acknowledge(Guid clock, string plan, int minutes, CancellationToken cancel) =>
        Post($"api/v1/escalations/{clock}/acknowledge", new JsonObject { ["plan"] = plan, ["minutes"] = minutes }, version: null, cancel);

    /// <summary>The form as it was deployed: form-js JSON.</summary>
    public async Task<JsonElement> Form(string id, CancellationToken cancel) =>
        await http.GetFromJsonAsync<JsonElement>($"api/v1/forms/{Uri.EscapeDataString(id)}", Json, cancel);

    /// <summary>What the case is called by, such as "HP|V-1877".</summary>
    public async Task<string?> BusinessKey(Guid instance, CancellationToken cancel)
    {
        using var answer = await http.GetAsync(new Uri($"api/v1/instances/{instance}", UriKind.Relative), cancel);
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<InstanceSeen>(Json, cancel))!.BusinessKey : null;
    }

    /// <summary>Claim, start, complete, hold, resume, release: with the version that was seen.</summary>
    public Task<Answer> Change(TaskSeen task, string deed, JsonNode? body, CancellationToken cancel) =>
        Post($"api/v1/tasks/{task.Id}/{deed}", body, task.Version, cancel);

    public void Dispose() => http.Dispose();

    private async Task<Answer> Post(string path, JsonNode? body, long? version, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (version is { } seen)
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{seen}\"");
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var answer = await http.SendAsync(request, cancel);
        return new Answer(answer.StatusCode, answer.IsSuccessStatusCode ? null : await answer.Content.ReadAsStringAsync(cancel));
    }
}

/// <param name="Problem">The problem's text when it said no.</param>
internal sealed record Answer(HttpStatusCode Status, string? Problem)
{
    public bool IsYes => Problem is null;
}

internal sealed record PageSeen<T>(IReadOnlyList<T> Items, string? Next);

internal sealed record ClockSeen(DateTimeOffset Now, DateTimeOffset Real, DateTimeOffset Hospital, double Rate);

internal sealed record InstanceSeen(Guid Id, string? BusinessKey);

internal sealed record EscalationSeen(Guid Clock, Guid Instance, Guid? Task, int Level, string Role);

/// <summary>What a reconciliation found.</summary>
public sealed record ReconciliationSeen(int Patients, IReadOnlyList<DifferenceSeen> Differences, int Mended);

/// <param name="Kind">notKnown, elsewhere or hasLeft.</param>
public sealed record DifferenceSeen(string Kind, string Encounter);

/// <summary>A task as the API tells it.</summary>
internal sealed record TaskSeen(Guid Id, Guid Instance, Guid Case, string Element, string Name, string State, long Version)
{
    public QueueSeen? Queue { get; init; }

    public string? Owner { get; init; }

    public DateTimeOffset? Due { get; init; }

    public string? Form { get; init; }

    public bool IsOffered => State == "offered";
}

internal sealed record QueueSeen(int Id, short Facility, string? Unit, string Role);
