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

namespace Orderly.Web.Api.Escalations;

/// <param name="Role">Who is told: a role, or "owner" for whoever has the task.</param>
/// <param name="Channel">How the ladder wants it told beside this list.</param>
internal sealed record EscalationDocument(Guid Clock, Guid Instance, Guid? Task, string Element, int Level, string Role, string? Unit, string? Channel, DateTimeOffset Since);

/// <param name="Plan">ON_IT, CALLED, REASSIGNED, STAFF_COMING, WAITS_ON_OTHERS or PASSED_ON.</param>
/// <param name="Minutes">How long the ladder is quiet for it.</param>
internal sealed record AcknowledgeRequest(string Plan, int Minutes);

internal static class EscalationApi
{
    public static void MapEscalations(this IEndpointRouteBuilder api)
    {
        var escalations = api.MapGroup("/escalations").RequireAuthorization(Policies.AtWork);
        escalations.MapGet("", List).WithName("ListEscalations").WithSummary("Late work the caller is told of, the longest first");
        escalations.MapPost("/{clock:guid}/acknowledge", Acknowledge).WithName("AcknowledgeEscalation").WithSummary("Says that someone has a plan; the ladder is quiet for its minutes, the clock runs on")
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(422);
    }

    private static async Task<Ok<IReadOnlyList<EscalationDocument>>> List(HttpContext http, EscalationSight escalations, Shells shells, CancellationToken cancel) =>
        TypedResults.Ok<IReadOnlyList<EscalationDocument>>([.. (await escalations.ToldTo(shells.Viewer(http), cancel)).Select(Document)]);

    private static async Task<Results<NoContent, ProblemHttpResult>> Acknowledge(HttpContext http, Guid clock, AcknowledgeRequest body, Submissions submissions)
    {
        var reply = await submissions.AcknowledgeEscalationAsync(clock, body.Plan, body.Minutes, new Terms(ApiCaller.Of(http)));
        return reply is Reply.Accepted ? TypedResults.NoContent() : Problems.Of(reply);
    }

    private static EscalationDocument Document(EscalationRow row) =>
        new(row.Clock, row.Instance, row.Task, row.Element, row.Level, row.Role, row.Unit, row.Channel, Micros.ToTime(row.At));
}
