using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Runtime.Submission;
using Orderly.Web.Api.Tasks;

namespace Orderly.Web.Api.Instances;

/// <summary>What an operator does to a running instance: each is a command, so each is an entry in its journal.</summary>
internal static class OperationApi
{
    private const int MostAtOnce = 1_000;

    public static void MapOperations(this IEndpointRouteBuilder api)
    {
        Map(api.MapPost("/instances/{id:guid}/suspend", Suspend), "SuspendInstance", "Makes an instance stand still; messages, timers and results are kept");
        Map(api.MapPost("/instances/{id:guid}/resume", Resume), "ResumeInstance", "Lets a suspended instance go on with all that came meanwhile");
        Map(api.MapPost("/instances/{id:guid}/modify", Modify), "ModifyInstance", "Begins elements and ends others, as a repair");
        Map(api.MapPost("/instances/{id:guid}/migrate", Migrate), "MigrateInstance", "Goes on as another version of the process");
        Map(api.MapPost("/instances/{id:guid}/choose", Choose), "ChooseActivities", "Begins activities of an ad-hoc subprocess");

        static void Map(RouteHandlerBuilder route, string name, string summary) => route.WithName(name).WithSummary(summary)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static Task<Results<Ok<ChangedDocument>, ProblemHttpResult>> Suspend(HttpContext http, Guid id, SuspendRequest request, Submissions submissions) =>
        Given.Text("reason", request.Reason) is { } objection ? Refused(objection) : Command(http, id, new SuspendInstance(request.Reason!), submissions);

    private static Task<Results<Ok<ChangedDocument>, ProblemHttpResult>> Resume(HttpContext http, Guid id, Submissions submissions) =>
        Command(http, id, new ResumeInstance(), submissions);

    private static Task<Results<Ok<ChangedDocument>, ProblemHttpResult>> Modify(HttpContext http, Guid id, ModifyRequest request, Submissions submissions)
    {
        var (begin, end) = (request.Activate ?? [], request.End ?? []);
        if ((Given.Text("reason", request.Reason) ?? Count(begin.Count + end.Count)) is { } objection)
            return Refused(objection);
        var orders = ImmutableArray.CreateBuilder<ActivationOrder>(begin.Count);
        foreach (var one in begin)
        {
            var (variables, unreadable) = Given.Variables(one.Variables);
            if ((Given.Text("element", one.Element) ?? unreadable) is { } wrong)
                return Refused(wrong);
            orders.Add(new(one.Element!, variables!));
        }
        return Command(http, id, new ModifyInstance(orders.ToImmutable(), [.. end.Select(number => new ElementInstanceId(number))], request.Reason!), submissions);
    }

    private static Task<Results<Ok<ChangedDocument>, ProblemHttpResult>> Migrate(HttpContext http, Guid id, MigrateRequest request, Submissions submissions)
    {
        if ((Given.Text("reason", request.Reason) ?? Count((request.Elements?.Count ?? 0) + (request.Flows?.Count ?? 0))) is { } objection)
            return Refused(objection);
        return Command(http, id, Migration(request, request.Reason!), submissions);
    }

    public static MigrateInstance Migration(MigrateRequest request, string reason) => new(request.Version, Sorted(request.Elements), Sorted(request.Flows), reason);

    private static Task<Results<Ok<ChangedDocument>, ProblemHttpResult>> Choose(HttpContext http, Guid id, ChooseRequest request, Submissions submissions) =>
        Count(request.Activities?.Count ?? 0) is { } objection ? Refused(objection) : Command(http, id, new ChooseActivities(new ElementInstanceId(request.Subprocess), request.Activities ?? []), submissions);

    private static async Task<Results<Ok<ChangedDocument>, ProblemHttpResult>> Command(HttpContext http, Guid id, Command command, Submissions submissions)
    {
        var reply = await submissions.CommandAsync(id, command, new Terms(ApiCaller.Of(http)));
        return reply is Reply.Accepted accepted ? TypedResults.Ok(new ChangedDocument(accepted.Instance, accepted.Seq)) : Problems.Of(reply);
    }

    private static Task<Results<Ok<ChangedDocument>, ProblemHttpResult>> Refused(ProblemHttpResult objection) =>
        Task.FromResult<Results<Ok<ChangedDocument>, ProblemHttpResult>>(objection);

    private static ProblemHttpResult? Count(int count) => count > MostAtOnce ? Problems.Invalid($"Expected at most {MostAtOnce} elements at once, but there are {count}") : null;

    private static ImmutableSortedDictionary<string, string> Sorted(IReadOnlyDictionary<string, string>? names) =>
        (names ?? new Dictionary<string, string>()).ToImmutableSortedDictionary(StringComparer.Ordinal);
}
