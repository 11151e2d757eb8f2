using System.Text.Json;
using System.Xml;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;
using Orderly.Engine.Rehearsal;
using Orderly.Runtime.Operations;
using Orderly.Runtime.Submission;
using Orderly.Web.Api.Tasks;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Api.Instances;

/// <summary>Looking back, and trying before doing: nothing here but the undo changes anything.</summary>
internal static class RepairApi
{
    public static void MapRepairs(this IEndpointRouteBuilder api)
    {
        Map(api.MapGet("/instances/{id:guid}/state", State), "ReadState", "The state of an instance after an entry, the last one when none is named");
        Map(api.MapPost("/instances/{id:guid}/fork", Fork), "ForkInstance", "Plays a script on a copy of the instance in memory; its calls go nowhere");
        Map(api.MapPost("/instances/{id:guid}/migrate/forecast", Forecast), "ForecastMigration", "What a migration would do, without doing it");
        Map(api.MapPost("/instances/{id:guid}/migrate/undo", Undo), "UndoMigration", "Goes back to the version before the last migration");

        static void Map(RouteHandlerBuilder route, string name, string summary) => route.RequireAuthorization(Policies.WorkOnIncidents).WithName(name).WithSummary(summary)
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Results<Ok<PastDocument>, ProblemHttpResult>> State(
        HttpContext http, Guid id, long? entry, Operations operations, Hospital hospital, InstanceSight sight, CancellationToken cancel)
    {
        var (past, objection) = await Past(http, id, entry, operations, hospital, sight, cancel);
        if (past is null)
        {
            return objection!;
        }

        using var state = JsonDocument.Parse(StateJson.Write(past));
        return TypedResults.Ok(new PastDocument(id, past.Seq, past.At, past.Status.ToString(), state.RootElement.Clone()));
    }

    private static async Task<Results<Ok<ForkDocument>, ProblemHttpResult>> Fork(
        HttpContext http, Guid id, ForkRequest request, Operations operations, Hospital hospital, InstanceSight sight, CancellationToken cancel)
    {
        Script script;
        try
        {
            script = Script.Read(request.Steps?.GetRawText() ?? "[]");
        }
        catch (RehearsalException e)
        {
            return Problems.Invalid(e.Message);
        }

        var (past, objection) = await Past(http, id, request.Entry, operations, hospital, sight, cancel);
        if (past is null)
        {
            return objection!;
        }

        var (fork, played, broken) = Operations.Fork(operations.World, past, script);
        return TypedResults.Ok(new ForkDocument(
            broken,
            played.Disappointments,
            [.. fork.Trace.Select(line => new ForkLine(XmlConvert.ToString(line.At), line.Instance, line.What, line.Subject, line.Detail))],
            [.. fork.Instances.Select(instance => new ForkedInstance(
                instance.Number, instance.State.Process, instance.State.Status.ToString(), FeelJson.ToPlain(instance.State.Variables?.ToContext() ?? FeelContext.Empty), [.. instance.Waits()]))]));
    }

    private static async Task<Results<Ok<ForecastDocument>, ProblemHttpResult>> Forecast(
        HttpContext http, Guid id, MigrateRequest request, Operations operations, Hospital hospital, InstanceSight sight, CancellationToken cancel)
    {
        var (past, objection) = await Past(http, id, null, operations, hospital, sight, cancel);
        if (past is null)
        {
            return objection!;
        }

        var forecast = await operations.ForecastAsync(id, OperationApi.Migration(request, "forecast"));
        return forecast is null
            ? Problems.NotFound($"Expected an instance {id}, but there is none")
            : TypedResults.Ok(new ForecastDocument(
                forecast.Rejection is null,
                forecast.Problems.IsEmpty && forecast.Rejection is { } rejection ? [rejection.Message] : forecast.Problems,
                forecast.Places,
                [.. forecast.Events.Select(EventWords.Document)]));
    }

    private static async Task<Results<Ok<ChangedDocument>, ProblemHttpResult>> Undo(HttpContext http, Guid id, UndoRequest request, Operations operations)
    {
        if (Given.Text("reason", request.Reason) is { } objection)
        {
            return objection;
        }

        var reply = await operations.UndoMigrationAsync(id, request.Reason!, new Terms(ApiCaller.Of(http)));
        return reply is Reply.Accepted accepted ? TypedResults.Ok(new ChangedDocument(accepted.Instance, accepted.Seq)) : Problems.Of(reply);
    }

    /// <summary>A state holds everything the instance knows, so only who may repair it may look.</summary>
    private static async Task<(InstanceState? Past, ProblemHttpResult? Objection)> Past(
        HttpContext http, Guid id, long? entry, Operations operations, Hospital hospital, InstanceSight sight, CancellationToken cancel)
    {
        if (await hospital.Store.Read.Instances.Head(id, cancel) is not { } head || !await sight.MaySee(http, head, cancel))
        {
            return (null, Problems.NotFound($"Expected an instance {id} this caller may see, but there is none"));
        }

        if (await operations.PastAsync(id, entry, cancel) is not { } past)
        {
            return (null, Problems.NotFound($"Expected an entry of 1 to {head.Seq}, but was {entry}"));
        }

        return operations.Objection(ApiCaller.Of(http), new SetVariables(FeelContext.Empty), past) is { } denied ? (null, Problems.Denied(denied)) : (past, null);
    }
}
