using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Runtime.Submission;
using Orderly.Web.Layout;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Incidents;

internal static class IncidentEndpoints
{
    public static void MapIncidents(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/incidents", Show).RequireAuthorization(Policies.SeeIncidents);
        pages.MapPost("/incidents", Press).RequireAuthorization(Policies.SeeIncidents);
    }

    private static Task<RazorComponentResult> Show(HttpContext http, IncidentReading reading, Shells shells, string? said, Guid? ask, CancellationToken cancel) =>
        Page(http, reading, shells, ask, AnswerDraft.Nothing, Said(said), StatusCodes.Status200OK, cancel);

    private static string? Said(string? verb) => verb switch
    {
        "retry" => "Tried again. If it is stuck still, it comes back with its reason.",
        "confirm" => "Kept as done, with your reason. The case goes on.",
        "resend" => "Sent again under the same key. If the outcome is unknown again, you are asked again.",
        _ => null,
    };

    private static async Task<Results<RazorComponentResult, RedirectHttpResult>> Press(
        HttpContext http, IncidentReading reading, Submissions submissions, Shells shells, Guid? ask, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var draft = new AnswerDraft(form["reason"].ToString().Trim(), form["response"].ToString().Trim(), null);
        if (form["do"].ToString().Split(' ') is not [var verb, var id] || !Guid.TryParse(id, out var incident))
        {
            return await Refused("Expected an incident of this page, but it is none.", StatusCodes.Status422UnprocessableEntity);
        }

        var terms = new Terms(Caller.Person(shells.Viewer(http).Id));
        var reply = verb switch
        {
            "retry" => await submissions.ResolveIncidentAsync(incident, "{}", terms),
            "confirm" => await submissions.ConfirmCallAsync(incident, draft.Response.Length == 0 ? "{}" : draft.Response, draft.Reason, terms),
            "resend" => await submissions.ResendCallAsync(incident, draft.Reason, terms),
            _ => new Reply.Rejected("UnknownVerb", $"Expected retry, confirm or resend, but it is '{verb}'"),
        };
        return reply is Reply.Accepted
            ? TypedResults.LocalRedirect($"/incidents?said={verb}")
            : await Refused($"{RefusalWords.Of(reply)}.", StatusCodes.Status409Conflict);

        Task<RazorComponentResult> Refused(string why, int status) => Page(http, reading, shells, ask, draft with { Refusal = why }, null, status, cancel);
    }

    private static async Task<RazorComponentResult> Page(
        HttpContext http, IncidentReading reading, Shells shells, Guid? ask, AnswerDraft draft, string? done, int status, CancellationToken cancel)
    {
        var viewer = shells.Viewer(http);
        var view = await reading.Read(viewer, ask, draft, done, cancel);
        return new RazorComponentResult<IncidentsPage>(new { Shell = await shells.Of(viewer, "Incidents", "/incidents", ["incidents"], cancel), View = view })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };
    }
}
