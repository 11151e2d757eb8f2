using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Runtime.Submission;
using Orderly.Web.Layout;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Api.Incidents;

internal sealed record IncidentDocument(Guid Id, Guid Instance, string Element, string Kind, string Message, DateTimeOffset Raised);

/// <param name="Variables">Set where the instance is stuck, before it tries again.</param>
internal sealed record ResolveRequest(JsonElement? Variables);

internal static class IncidentApi
{
    public static void MapIncidentsApi(this IEndpointRouteBuilder api)
    {
        var incidents = api.MapGroup("/incidents").RequireAuthorization(Policies.SeeIncidents);
        incidents.MapGet("", List).WithName("ListIncidents").WithSummary("What waits for a person, the oldest first").ProducesProblem(400);
        incidents.MapPost("/{id:guid}/resolve", Resolve).WithName("ResolveIncident").WithSummary("Mends what is stuck and tries again").ProducesProblem(403).ProducesProblem(404).ProducesProblem(422);
    }

    private static async Task<Results<Ok<Page<IncidentDocument>>, ProblemHttpResult>> List(
        HttpContext http, int? limit, string? cursor, IStore store, Shells shells, CancellationToken cancel)
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
        var rows = await store.Read.Instances.OpenIncidents([.. shells.Viewer(http).Facilities, 0], PageKey.Parse(cursor) ?? (long.MinValue, Guid.Empty), most + 1, cancel);
        return TypedResults.Ok(new Page<IncidentDocument>(
            [.. rows.Take(most).Select(Document)], rows.Count > most ? PageKey.Write(rows[most - 1].Raised, rows[most - 1].Id) : null));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Resolve(HttpContext http, Guid id, ResolveRequest? body, Submissions submissions)
    {
        var variables = body?.Variables is { ValueKind: JsonValueKind.Object } given ? given.GetRawText() : "{}";
        var reply = await submissions.ResolveIncidentAsync(id, variables, new Terms(ApiCaller.Of(http)));
        return reply is Reply.Accepted ? TypedResults.NoContent() : Problems.Of(reply);
    }

    private static IncidentDocument Document(IncidentRow row) => new(row.Id, row.Instance, row.Element, row.Kind, row.Message, Micros.ToTime(row.Raised));
}
