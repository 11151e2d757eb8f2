using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Orderly.Runtime.Submission;

namespace Orderly.Web.Api;

/// <summary>Refusals as RFC 9457 problems. The type is stable and what programs branch on; the detail is for people.</summary>
internal static class Problems
{
    public const string TypePrefix = "urn:orderly:problem:";

    /// <summary>The engine's own name for a command on a version that is no more.</summary>
    public const string TaskVersionDiffers = "TaskVersionDiffers";

    /// <summary>The engine's own name for a claim that came second.</summary>
    public const string TaskTaken = "TaskTaken";

    public static ProblemHttpResult Of(Reply reply) => reply switch
    {
        Reply.Rejected { Code: TaskVersionDiffers } stale => Make(StatusCodes.Status412PreconditionFailed, "version-conflict", "Changed meanwhile", stale.Reason),
        Reply.Rejected { Code: TaskTaken } taken => Make(StatusCodes.Status409Conflict, "task-taken", "Someone else was first", taken.Reason),
        Reply.Rejected rejected => Make(StatusCodes.Status422UnprocessableEntity, "rejected", "The command was rejected", rejected.Reason, ("code", rejected.Code)),
        Reply.Denied denied => Make(StatusCodes.Status403Forbidden, "denied", "Not open to this caller", denied.Reason),
        Reply.NotFound missing => Make(StatusCodes.Status404NotFound, "not-found", "Not there", missing.Reason),
        Reply.Conflict conflict => Make(StatusCodes.Status412PreconditionFailed, "version-conflict", "Changed meanwhile", conflict.Reason, ("currentVersion", conflict.Current)),
        Reply.KeyReused reused => Make(StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused", "The key was used for another request", reused.Reason),
        Reply.InProgress => Make(StatusCodes.Status409Conflict, "idempotency-key-in-progress", "The same request is under way", "Expected the request with this key to be answered, but it is still being worked on. Ask again."),
        Reply.Unavailable away => Make(StatusCodes.Status503ServiceUnavailable, "unavailable", "Not done, try again", away.Reason),
        Reply.Quarantined quarantined => Make(StatusCodes.Status409Conflict, "quarantined", "The instance stands aside", quarantined.Reason, ("instance", quarantined.Instance), ("incident", quarantined.Incident)),
        _ => throw new InvalidOperationException($"Expected a refusal, but it is {reply.GetType().Name}"),
    };

    public static ProblemHttpResult BadRequest(string code, string title, string detail) => Make(StatusCodes.Status400BadRequest, code, title, detail);

    /// <summary>A request that can be read and asks for what cannot be done.</summary>
    public static ProblemHttpResult Invalid(string detail) => Make(StatusCodes.Status422UnprocessableEntity, "invalid-request", "That cannot be asked", detail);

    public static ProblemHttpResult NotFound(string detail) => Make(StatusCodes.Status404NotFound, "not-found", "Not there", detail);

    public static ProblemHttpResult Denied(string detail) => Make(StatusCodes.Status403Forbidden, "denied", "Not open to this caller", detail);

    /// <summary>For what the middleware answers itself.</summary>
    public static ProblemHttpResult Plain(int status, string title, string detail) => Make(status, status switch
    {
        401 => "unauthenticated",
        403 => "denied",
        404 => "not-found",
        405 => "method-not-allowed",
        413 => "too-large",
        415 => "unsupported-media-type",
        429 => "too-many-requests",
        503 => "unavailable",
        >= 500 => "fault",
        _ => "bad-request",
    }, title, detail);

    public static ProblemHttpResult Make(int status, string code, string title, string detail, params (string Name, object? Value)[] more)
    {
        var problem = new ProblemDetails { Status = status, Type = TypePrefix + code, Title = title, Detail = detail };
        problem.Extensions["traceId"] = Activity.Current?.Id;
        foreach (var (name, value) in more)
        {
            problem.Extensions[name] = value;
        }

        return TypedResults.Problem(problem);
    }
}
