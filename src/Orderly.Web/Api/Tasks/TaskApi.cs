using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Engine.Ids;
using Orderly.Engine.Work;
using Orderly.Journal.Read;
using Orderly.Journal.Rows;
using Orderly.Web.Cases;
using Orderly.Web.Cases.Traces;
using Orderly.Web.Layout;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Api.Tasks;

internal static class TaskApi
{
    public static void MapTasks(this IEndpointRouteBuilder api)
    {
        var tasks = api.MapGroup("/tasks").RequireAuthorization(Policies.AtWork);
        tasks.MapGet("", List).WithName("ListTasks").WithSummary("Open tasks of the caller's queues by urgency, then due time").ProducesProblem(400).ProducesProblem(403);
        tasks.MapGet("/{id:guid}", One).WithName("ReadTask").WithSummary("One task, with its version as ETag").ProducesProblem(404);

        tasks.MapGet("/{id:guid}/history", History).WithName("ReadTaskHistory").WithSummary("What happened to a task, by whom and why").ProducesProblem(404);
        tasks.MapGet("/{id:guid}/draft", Draft).WithName("ReadTaskDraft").WithSummary("What its owner has filled in so far").ProducesProblem(404);

        var changes = tasks.MapGroup("/{id:guid}");
        Change(changes.MapPost("/claim", (HttpContext http, Guid id, TaskChanges to) => to.Do(http, new ClaimTask(new TaskId(id)), null)), "ClaimTask", "Takes an offered task");
        Change(changes.MapPost("/release", (HttpContext http, Guid id, ReleaseRequest? body, TaskChanges to) => to.Release(http, id, body)), "ReleaseTask", "Gives a task back to its queue");
        Change(changes.MapPost("/start", (HttpContext http, Guid id, TaskChanges to) => to.Do(http, new StartTask(new TaskId(id)), null)), "StartTask", "Begins the work");
        Change(changes.MapPost("/complete", (HttpContext http, Guid id, CompleteRequest? body, TaskChanges to, CancellationToken cancel) => to.Complete(http, id, body, cancel)), "CompleteTask", "Completes the work with the answers its form asks for");
        Change(changes.MapPost("/hold", (HttpContext http, Guid id, HoldRequest body, TaskChanges to, CancellationToken cancel) => to.Hold(http, id, body, cancel)), "HoldTask", "Stops the clock for a coded reason");
        Change(changes.MapPost("/resume", (HttpContext http, Guid id, TaskChanges to) => to.Do(http, new ResumeTask(new TaskId(id)), null)), "ResumeTask", "Lets the clock run again");
        Change(changes.MapPost("/fail", (HttpContext http, Guid id, FailRequest body, TaskChanges to) => to.Fail(http, id, body)), "FailTask", "Says that the work cannot be done");
        Change(changes.MapPost("/skip", (HttpContext http, Guid id, SkipRequest body, TaskChanges to, CancellationToken cancel) => to.Skip(http, id, body, cancel)), "SkipTask", "Goes on without the work one has claimed");
        changes.MapTaskDirections();
        changes.MapApprovals();
    }

    public static void Change(RouteHandlerBuilder route, string name, string summary) => route.WithName(name).WithSummary(summary)
        .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status412PreconditionFailed)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status428PreconditionRequired);

    private static async Task<Results<Ok<Page<TaskDocument>>, ProblemHttpResult>> List(
        HttpContext http, int? queue, int? limit, string? cursor, Hospital hospital, Shells shells, CancellationToken cancel)
    {
        if (Paging.Objection(limit) is { } objection)
        {
            return objection;
        }

        if (cursor is not null && TaskCursor.Parse(cursor) is null)
        {
            return Paging.BadCursor();
        }

        var queues = await Queues.Read(hospital.Store, cancel);
        var viewer = shells.Viewer(http);
        if (queue is { } asked && !queues.IsOpenTo(asked, viewer))
        {
            return Problems.Denied($"Expected a queue of the caller, but {asked} is not open to it");
        }

        var open = queue is { } one ? [one] : queues.OpenTo(viewer);
        var most = limit ?? Paging.DefaultLimit;
        var rows = await hospital.Store.Read.Work.Page(open, TaskCursor.Parse(cursor) ?? WorklistKey.Start, most + 1, cancel);
        var items = rows.Take(most).Select(row => TaskDocument.Of(row, queues.Find(row.Queue))).ToList();
        return TypedResults.Ok(new Page<TaskDocument>(items, rows.Count > most ? TaskCursor.Write(WorklistKey.Of(rows[most - 1])) : null));
    }

    private static async Task<Results<Ok<TaskDocument>, ProblemHttpResult>> One(
        HttpContext http, Guid id, Hospital hospital, Shells shells, Looks looks, CancellationToken cancel)
    {
        if (await Seen(http, id, hospital, shells, looks, cancel) is not { } row)
        {
            return Missing(id);
        }

        http.Response.Headers.ETag = ETag.Of(row.Version);
        return TypedResults.Ok(TaskDocument.Of(row, (await Queues.Read(hospital.Store, cancel)).Find(row.Queue)));
    }

    private static async Task<Results<Ok<TaskHistoryDocument>, ProblemHttpResult>> History(
        HttpContext http, Guid id, Hospital hospital, Shells shells, Looks looks, InstanceTraces traces, CancellationToken cancel) =>
        await Seen(http, id, hospital, shells, looks, cancel) is { } row
            ? TypedResults.Ok(new TaskHistoryDocument(TaskHistory.Of(id, await traces.Entries(row.Instance, cancel))))
            : Missing(id);

    /// <summary>What is half filled in is its owner's alone.</summary>
    private static async Task<Results<Ok<TaskDraftDocument>, ProblemHttpResult>> Draft(
        HttpContext http, Guid id, Hospital hospital, Shells shells, Looks looks, InstanceTraces traces, CancellationToken cancel) =>
        await Seen(http, id, hospital, shells, looks, cancel) is not { } row ? Missing(id)
        : row.Owner != shells.Viewer(http).Id ? Problems.Denied("Expected the task's owner, but the caller is not")
        : TypedResults.Ok(new TaskDraftDocument(TaskHistory.Draft(id, await traces.Entries(row.Instance, cancel))));

    /// <summary>The task's row, with the look at it recorded; null for whoever may not see it.</summary>
    private static async ValueTask<TaskRow?> Seen(HttpContext http, Guid id, Hospital hospital, Shells shells, Looks looks, CancellationToken cancel)
    {
        var viewer = shells.Viewer(http);
        if (await hospital.Store.Read.Work.Task(id, cancel) is not { } row || !(await Queues.Read(hospital.Store, cancel)).IsOpenTo(row.Queue, viewer))
        {
            return null;
        }

        await looks.Record(viewer.Id, "api-task", row.Patient is { } patient ? [patient] : [], cancel);
        return row;
    }

    private static ProblemHttpResult Missing(Guid id) => Problems.NotFound($"Expected a task {id} of the caller's queues, but there is none");
}
