using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Runtime.Submission;
using Orderly.Web.Sources;

namespace Orderly.Web.Api.Conditions;

/// <param name="Facility">Id of the facility the facts are about.</param>
/// <param name="Variables">The facts; what begins has them as its variables.</param>
internal sealed record ConditionsRequest(short Facility, string? BusinessKey = null, JsonElement? Variables = null);

internal sealed record BegunDocument(string Process, string Element, Guid Instance);

/// <summary>Conditional start events: whoever knows facts tells them, and what begins by them begins.</summary>
internal static class ConditionApi
{
    public static void MapConditions(this IEndpointRouteBuilder api) =>
        api.MapPost("/conditions", Tell).WithName("TellConditions").WithSummary("Begins every process whose conditional start event holds for the facts")
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(422);

    private static async Task<Results<Ok<IReadOnlyList<BegunDocument>>, ProblemHttpResult>> Tell(HttpContext http, ConditionsRequest request, Submissions submissions, Hospital hospital)
    {
        if ((Given.AtMost("businessKey", request.BusinessKey) ?? Given.Facility(hospital, request.Facility) ?? Given.Object("variables", request.Variables)) is { } objection)
        {
            return objection;
        }

        var variables = request.Variables is { ValueKind: JsonValueKind.Object } given ? given.GetRawText() : "{}";
        var (terms, problem) = ApiCaller.Creating(http, $"{request.Facility}\n{request.BusinessKey}\n{variables}");
        if (terms is null)
        {
            return problem!;
        }

        var begun = new List<BegunDocument>();
        foreach (var (process, element, reply) in await submissions.BeginByConditionsAsync(request.Facility, variables, request.BusinessKey, terms))
        {
            if (reply is not Reply.Accepted accepted)
            {
                return Problems.Of(reply);
            }

            begun.Add(new(process, element, accepted.Instance));
        }

        return TypedResults.Ok<IReadOnlyList<BegunDocument>>(begun);
    }
}
