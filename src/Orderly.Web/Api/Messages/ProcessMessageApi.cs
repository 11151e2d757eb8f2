using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Runtime.Submission;
using Orderly.Web.Sources;

namespace Orderly.Web.Api.Messages;

/// <param name="Key">Which of the waiting instances is meant.</param>
/// <param name="TimeToLive">How long it waits for a subscription, in seconds; an hour when absent.</param>
/// <param name="MessageId">The sender's own id; the same id again is the same message.</param>
internal sealed record PublishRequest(string Name, string Key, short Facility, double TimeToLive = 3600, string? MessageId = null, JsonElement? Variables = null);

internal sealed record PublishedDocument(Guid Message);

/// <param name="Key">Which of the waiting instances is meant.</param>
/// <param name="MessageId">The sender's own id; the same id again is the same message.</param>
internal sealed record CorrelateRequest(string Name, string Key, short Facility, string? MessageId = null, JsonElement? Variables = null);

/// <param name="Instance">Which instance took the message, or began with it.</param>
internal sealed record CorrelatedDocument(Guid Instance);

internal static class ProcessMessageApi
{
    public static void MapProcessMessages(this IEndpointRouteBuilder api)
    {
        api.MapPost("/messages/correlate", Correlate).WithName("CorrelateMessage").WithSummary("Gives a message to what waits for it at this moment and says which instance took it; nothing is kept for later")
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(409).ProducesProblem(422);
        api.MapPost("/messages", Publish).WithName("PublishMessage").WithSummary("Gives a message to whatever waits for it, or starts what begins with it")
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(409).ProducesProblem(422);
    }

    private static async Task<Results<Ok<CorrelatedDocument>, ProblemHttpResult>> Correlate(HttpContext http, CorrelateRequest request, Submissions submissions, Hospital hospital)
    {
        if ((Given.Text("name", request.Name) ?? Given.AtMost("messageId", request.MessageId) ?? Given.Facility(hospital, request.Facility) ?? Given.Object("variables", request.Variables)) is { } objection)
        {
            return objection;
        }

        var variables = request.Variables is { ValueKind: JsonValueKind.Object } given ? given.GetRawText() : "{}";
        var (terms, problem) = ApiCaller.Creating(http, $"{request.Name}\n{request.Key}\n{request.Facility}\n{request.MessageId}\n{variables}");
        if (terms is null)
        {
            return problem!;
        }

        var reply = await submissions.CorrelateAsync(new NewMessage(request.Name, request.Key, request.Facility, TimeSpan.Zero, variables) { MessageId = request.MessageId }, terms);
        if (reply is not Reply.Accepted accepted)
        {
            return Problems.Of(reply);
        }

        ApiCaller.Tell(http, accepted);
        return TypedResults.Ok(new CorrelatedDocument(accepted.Instance));
    }

    private static async Task<Results<Accepted<PublishedDocument>, ProblemHttpResult>> Publish(HttpContext http, PublishRequest request, Submissions submissions, Hospital hospital)
    {
        if ((Given.Text("name", request.Name) ?? Given.AtMost("messageId", request.MessageId) ?? Given.Facility(hospital, request.Facility)
            ?? Given.Seconds("timeToLive", request.TimeToLive, TimeSpan.Zero, NewMessage.LongestTimeToLive) ?? Given.Object("variables", request.Variables)) is { } objection)
        {
            return objection;
        }

        var variables = request.Variables is { ValueKind: JsonValueKind.Object } given ? given.GetRawText() : "{}";
        var (terms, problem) = ApiCaller.Creating(http, $"{request.Name}\n{request.Key}\n{request.Facility}\n{request.TimeToLive}\n{request.MessageId}\n{variables}");
        if (terms is null)
        {
            return problem!;
        }

        var message = new NewMessage(request.Name, request.Key, request.Facility, TimeSpan.FromSeconds(request.TimeToLive), variables) { MessageId = request.MessageId };
        var reply = await submissions.PublishAsync(message, terms);
        if (reply is not Reply.Accepted accepted)
        {
            return Problems.Of(reply);
        }

        ApiCaller.Tell(http, accepted);
        return TypedResults.Accepted((string?)null, new PublishedDocument(accepted.Instance));
    }
}
