using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Runtime.Operations;
using Orderly.Runtime.Submission;
using Orderly.Web.Layout;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Api.Incidents;

/// <param name="Effect">The call it is about, where it is about one.</param>
internal sealed record IncidentDocument(Guid Id, Guid Instance, string Element, string Kind, string Message, DateTimeOffset Raised, Guid? Effect);

/// <param name="Variables">Set where the instance is stuck, before it tries again.</param>
internal sealed record ResolveRequest(JsonElement? Variables = null);

/// <param name="Reason">How it is known that the receiver acted: its document's number, or who was asked.</param>
/// <param name="Response">What the receiver answered, as far as it is known.</param>
internal sealed record ConfirmRequest(string? Reason = null, JsonElement? Response = null);

/// <param name="Reason">How it is known that the receiver did not act.</param>
internal sealed record ResendRequest(string? Reason = null);

/// <param name="Incidents">Up to a thousand, each once.</param>
/// <param name="Variables">Set where each instance is stuck, before it tries again.</param>
internal sealed record ResolveManyRequest(IReadOnlyList<Guid>? Incidents = null, JsonElement? Variables = null);

/// <param name="Refused">Why it was not resolved; absent when it was.</param>
internal sealed record ResolvedDocument(Guid Incident, bool Resolved, string? Refused);

internal static class IncidentApi
{
    private const int MostAtOnce = 1_000;

    public static void MapIncidentsApi(this IEndpointRouteBuilder api)
    {
        var incidents = api.MapGroup("/incidents").RequireAuthorization(Policies.WorkOnIncidents);
        incidents.MapGet("", List).WithName("ListIncidents").WithSummary("What waits for a person, the oldest first").ProducesProblem(400);
        incidents.MapPost("/{id:guid}/resolve", Resolve).WithName("ResolveIncident").WithSummary("Mends what is stuck and begins the element anew; a call goes out under a new key").ProducesProblem(403).ProducesProblem(404).ProducesProblem(422);
        incidents.MapPost("/resolve", ResolveMany).WithName("ResolveIncidents").WithSummary("Mends up to a thousand incidents with the same values; says of each what became of it").ProducesProblem(422);
        incidents.MapPost("/{id:guid}/confirm", Confirm).WithName("ConfirmCall").WithSummary("Says that the receiver of the call did act; the instance goes on as if the answer had come").ProducesProblem(403).ProducesProblem(404).ProducesProblem(422);
        incidents.MapPost("/{id:guid}/resend", Resend).WithName("ResendCall").WithSummary("Says that the receiver of the call did not act; the same call goes out again under the same key").ProducesProblem(403).ProducesProblem(404).ProducesProblem(422);
    }

    private static async Task<Results<Ok<Page<IncidentDocument>>, ProblemHttpResult>> List(
        HttpContext http, int? limit, string? cursor, Hospital hospital, Shells shells, CancellationToken cancel)
    {
        if (Paging.Objection(limit) is { } objection)
        {
            return objection;
        }

        if (cursor is not null && PageKey.Parse(cursor) is null)
        {
            return Paging.BadCursor();
        }

        var most = limit ?? Paging.DefaultLimit;
        var facilities = shells.Find(http) is { } viewer ? viewer.Facilities : [.. hospital.Organisation.Facilities.Select(facility => (int)facility.Id)];
        var rows = await hospital.Store.Read.Instances.OpenIncidents([.. facilities, 0], PageKey.Parse(cursor) ?? (long.MinValue, Guid.Empty), most + 1, cancel);
        return TypedResults.Ok(new Page<IncidentDocument>(
            [.. rows.Take(most).Select(Document)], rows.Count > most ? PageKey.Write(rows[most - 1].Raised, rows[most - 1].Id) : null));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Resolve(HttpContext http, Guid id, ResolveRequest? body, Submissions submissions)
    {
        if (Given.Object("variables", body?.Variables) is { } objection)
        {
            return objection;
        }

        var variables = body?.Variables is { ValueKind: JsonValueKind.Object } given ? given.GetRawText() : "{}";
        return Answer(await submissions.ResolveIncidentAsync(id, variables, new Terms(ApiCaller.Of(http))));
    }

    private static async Task<Results<Ok<IReadOnlyList<ResolvedDocument>>, ProblemHttpResult>> ResolveMany(HttpContext http, ResolveManyRequest body, Operations operations)
    {
        if (body.Incidents is not { Count: > 0 and <= MostAtOnce } incidents)
        {
            return Problems.Invalid($"Expected 1 to {MostAtOnce} incidents, but there are {body.Incidents?.Count ?? 0}");
        }

        if (Given.Object("variables", body.Variables) is { } objection)
        {
            return objection;
        }

        var variables = body.Variables is { ValueKind: JsonValueKind.Object } given ? given.GetRawText() : "{}";
        var replies = await operations.ResolveAsync(incidents, variables, new Terms(ApiCaller.Of(http)));
        return TypedResults.Ok<IReadOnlyList<ResolvedDocument>>([.. replies.Select(reply => new ResolvedDocument(
            reply.Incident, reply.Reply is Reply.Accepted, reply.Reply is Reply.Accepted ? null : Problems.Of(reply.Reply).ProblemDetails.Detail))]);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Confirm(HttpContext http, Guid id, ConfirmRequest body, Submissions submissions)
    {
        if (body.Response is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) } other)
        {
            return Problems.BadRequest("response-unreadable", "No answer of a receiver", $"Expected 'response' to be an object, but it is {other.ValueKind}");
        }

        if (Given.Object("response", body.Response) is { } objection)
        {
            return objection;
        }

        var response = body.Response is { ValueKind: JsonValueKind.Object } given ? given.GetRawText() : "{}";
        return Answer(await submissions.ConfirmCallAsync(id, response, body.Reason ?? "", new Terms(ApiCaller.Of(http))));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Resend(HttpContext http, Guid id, ResendRequest body, Submissions submissions) =>
        Answer(await submissions.ResendCallAsync(id, body.Reason ?? "", new Terms(ApiCaller.Of(http))));

    private static Results<NoContent, ProblemHttpResult> Answer(Reply reply) => reply is Reply.Accepted ? TypedResults.NoContent() : Problems.Of(reply);

    private static IncidentDocument Document(IncidentRow row) => new(row.Id, row.Instance, row.Element, row.Kind, row.Message, Micros.ToTime(row.Raised), row.Subject);
}
