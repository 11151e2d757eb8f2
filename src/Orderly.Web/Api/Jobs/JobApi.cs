using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Runtime.Jobs;
using Orderly.Runtime.Submission;
using Orderly.Web.Security;

namespace Orderly.Web.Api.Jobs;

/// <param name="Lease">How long the jobs are the worker's, in seconds.</param>
/// <param name="Wait">How long to wait for a job when there is none, in seconds; 0 answers at once.</param>
/// <param name="FetchVariables">The names of the variables wanted; absent for all that a job has.</param>
internal sealed record ActivateRequest(string Type, string Worker, int Most = 32, double Lease = 60, double Wait = 0, string[]? FetchVariables = null);

/// <param name="Key">Stable over all tries: hand it to the outside as idempotency key.</param>
/// <param name="Listener">What a listener is asked about: its event, and the task it is about; absent for an element's own job.</param>
internal sealed record JobDocument(
    Guid Id, string Key, string Type, Guid Instance, string Element, int Attempt, int RetriesLeft, JsonNode? Variables, JsonNode? Headers, DateTimeOffset LeaseEnds, JsonNode? Listener);

internal sealed record JobsDocument(IReadOnlyList<JobDocument> Jobs);

/// <param name="Result">What a task listener says of the move it was asked about.</param>
internal sealed record JobCompleteRequest(JsonElement? Variables = null, ListenerAnswer? Result = null);

/// <param name="Wait">Seconds until the job may be taken again.</param>
internal sealed record JobFailRequest(string Message, int RetriesLeft, double Wait = 0);

internal sealed record JobErrorRequest(string Code, string? Message = null, JsonElement? Variables = null);

internal static class JobApi
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    public static void MapJobs(this IEndpointRouteBuilder api)
    {
        var jobs = api.MapGroup("/jobs").RequireAuthorization(Policies.Worker);
        jobs.MapPost("/activate", Activate).WithName("ActivateJobs").WithSummary("Takes jobs of a type under a lease").ProducesProblem(422).ProducesProblem(403);
        jobs.MapPost("/{id:guid}/complete", Complete).WithName("CompleteJob").WithSummary("The job is done").ProducesProblem(404).ProducesProblem(422);
        jobs.MapPost("/{id:guid}/fail", Fail).WithName("FailJob").WithSummary("The job could not be done this time; without tries left it waits for a person").ProducesProblem(404).ProducesProblem(422);
        jobs.MapPost("/{id:guid}/error", Error).WithName("ThrowJobError").WithSummary("The job ended in an error the model may catch").ProducesProblem(404).ProducesProblem(422);
    }

    private static async Task<Results<Ok<JobsDocument>, ProblemHttpResult>> Activate(HttpContext http, ActivateRequest request, Runtime.Jobs.Jobs jobs, CancellationToken cancel)
    {
        if ((Given.Text("type", request.Type) ?? Given.Text("worker", request.Worker)
            ?? Given.Seconds("lease", request.Lease, TimeSpan.FromSeconds(1), JobRequest.LongestLease) ?? Given.Seconds("wait", request.Wait, TimeSpan.Zero, JobRequest.LongestPoll)) is { } objection)
        {
            return objection;
        }

        var asked = new JobRequest(request.Type, request.Worker, request.Most, TimeSpan.FromSeconds(request.Lease), TimeSpan.FromSeconds(request.Wait), request.FetchVariables);
        return await jobs.ActivateAsync(asked, ApiCaller.Of(http), cancel) switch
        {
            JobActivation.Activated activated => TypedResults.Ok(new JobsDocument([.. activated.Jobs.Select(Document)])),
            JobActivation.Rejected rejected => Problems.Of(new Reply.Rejected("InvalidActivation", rejected.Reason)),
            JobActivation.Denied denied => Problems.Denied(denied.Reason),
            JobActivation.Unavailable away => Problems.Of(new Reply.Unavailable(away.Reason)),
            var other => throw new InvalidOperationException($"Expected a known activation, but it is {other.GetType().Name}"),
        };
    }

    private static Task<Results<NoContent, ProblemHttpResult>> Complete(HttpContext http, Guid id, JobCompleteRequest? body, Runtime.Jobs.Jobs jobs)
    {
        var (result, objection) = body?.Result?.Read() ?? (null, null);
        return Answer(objection ?? Given.Object("variables", body?.Variables), () => jobs.CompleteAsync(id, Text(body?.Variables), new Terms(ApiCaller.Of(http)), result));
    }

    private static Task<Results<NoContent, ProblemHttpResult>> Fail(HttpContext http, Guid id, JobFailRequest body, Runtime.Jobs.Jobs jobs) =>
        Answer(Given.Seconds("wait", body.Wait, TimeSpan.Zero, LongestWait), () => jobs.FailAsync(id, body.RetriesLeft, body.Message, TimeSpan.FromSeconds(body.Wait), new Terms(ApiCaller.Of(http))));

    private static Task<Results<NoContent, ProblemHttpResult>> Error(HttpContext http, Guid id, JobErrorRequest body, Runtime.Jobs.Jobs jobs) =>
        Answer(Given.Text("code", body.Code) ?? Given.Object("variables", body.Variables), () => jobs.ThrowErrorAsync(id, body.Code, body.Message, Text(body.Variables), new Terms(ApiCaller.Of(http))));

    private static async Task<Results<NoContent, ProblemHttpResult>> Answer(ProblemHttpResult? objection, Func<Task<Reply>> ask)
    {
        if (objection is not null)
        {
            return objection;
        }

        var reply = await ask();
        return reply is Reply.Accepted ? TypedResults.NoContent() : Problems.Of(reply);
    }

    private static JobDocument Document(ActivatedJob job) => new(
        job.Id, job.Key, job.Type, job.Instance, job.Element, job.Attempt, job.RetriesLeft, JsonNode.Parse(job.Variables), JsonNode.Parse(job.Headers), job.LeaseEnds, job.Listener is { } listener ? JsonNode.Parse(listener) : null);

    private static string Text(JsonElement? variables) => variables is { ValueKind: JsonValueKind.Object } given ? given.GetRawText() : "{}";
}
