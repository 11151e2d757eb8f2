using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Web.Sources;

namespace Orderly.Web.Api.Decisions;

internal static class DecisionApi
{
    private const int MostEvaluations = 1_000;

    public static void MapDecisions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/decisions", List).WithName("ListDecisions").WithSummary("The decisions in force, the newest version of each");
        api.MapPost("/decisions/{decision}/evaluate", One).WithName("EvaluateDecision").WithSummary("Evaluates a deployed decision, on request with how it came about")
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(422).ProducesProblem(503);
        api.MapPost("/decisions/evaluate", Many).WithName("EvaluateDecisions").WithSummary("Evaluates many decisions under one version of the world, all of them or none")
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(422).ProducesProblem(503);
    }

    private static Ok<List<DecisionDocument>> List(Hospital hospital) => TypedResults.Ok(hospital.World.Now.World.Decisions.Values
        .Select(versions => versions[^1])
        .OrderBy(definition => definition.Id, StringComparer.Ordinal)
        .Select(definition => (definition, decision: definition.Model.Decisions.First(decision => decision.Id == definition.Id)))
        .Select(one => new DecisionDocument(one.definition.Id, one.decision.Name, one.definition.Version, one.definition.Deployment.Value, one.definition.Model.Name, one.decision.Inputs))
        .ToList());

    private static async Task<Results<Ok<EvaluatedDocument>, ProblemHttpResult>> One(HttpContext http, string decision, EvaluationRequest request, DecisionAsking asking, CancellationToken cancel)
    {
        var asked = new BatchedEvaluation(decision, request.Inputs, request.Version, request.Deployment, request.Facility, request.Instance, request.Trace);
        var (answers, problem) = await asking.Ask(http, [asked], isBatch: false, cancel);
        return answers is null ? problem! : TypedResults.Ok(answers.Answers[0]);
    }

    private static async Task<Results<Ok<BatchDocument>, ProblemHttpResult>> Many(HttpContext http, BatchRequest request, DecisionAsking asking, CancellationToken cancel)
    {
        if (request.Evaluations.Count is 0 or > MostEvaluations)
        {
            return Problems.Invalid($"Expected 1 to {MostEvaluations} evaluations, but there are {request.Evaluations.Count}");
        }

        var (answers, problem) = await asking.Ask(http, request.Evaluations, isBatch: true, cancel);
        return answers is null ? problem! : TypedResults.Ok(answers);
    }
}
