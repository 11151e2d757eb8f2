using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Engine.Ids;
using Orderly.Engine.Work;

namespace Orderly.Web.Api.Tasks;

/// <summary>Who is asked to do a task, and what people write on it.</summary>
internal static class TaskDirectionApi
{
    public static void MapTaskDirections(this IEndpointRouteBuilder task)
    {
        Map<AssignRequest>(task, "assign", "AssignTask", "Gives a task to someone, or to its queue again", (id, body) => new AssignTask(id, body.To));
        Map<DelegateRequest>(task, "delegate", "DelegateTask", "Has someone else do one's own task", (id, body) => new DelegateTask(id, body.To));
        Map<ForwardRequest>(task, "forward", "ForwardTask", "Moves a task to another unit or role", (id, body) => new ForwardTask(id, body.Unit, body.Role, body.Reason));
        Map<PeopleRequest>(task, "nominate", "NominateForTask", "Asks only these people", (id, body) => new NominateForTask(id, body.People));
        Map<PeopleRequest>(task, "candidates", "AddTaskCandidates", "Asks these people as well", (id, body) => new AddTaskCandidates(id, body.People));
        Map<ExcludeRequest>(task, "exclude", "ExcludeFromTask", "Says who must not do it", (id, body) => new ExcludeFromTask(id, body.People, body.Reason));
        Map<PriorityRequest>(task, "priority", "PrioritiseTask", "Sets how urgent it is, and with it its target", (id, body) => new PrioritiseTask(id, body.Priority, body.Reason));
        Map<ReasonRequest>(task, "decline", "DeclineTask", "Says no to a task one is offered or was given", (id, body) => new DeclineTask(id, body.Reason));
        Map<ReasonRequest>(task, "enter-in-error", "MarkTaskEnteredInError", "Says that the task should never have come up", (id, body) => new MarkTaskEnteredInError(id, body.Reason));
        Map<ReasonRequest>(task, "reopen", "ReopenTask", "Has ended work done again, beside the flow", (id, body) => new ReopenTask(id, body.Reason));
        Map<CommentRequest>(task, "comments", "CommentOnTask", "Writes a comment", (id, body) => new CommentOnTask(id, body.Text));
        Map<AttachmentRequest>(task, "attachments", "AttachToTask", "Adds a document's address", (id, body) => new AttachToTask(id, body.Name, body.MediaType, body.Address));
        Described(task.MapPut("/draft", SaveDraft), "SaveTaskDraft", "Keeps what its owner has filled in so far");
    }

    private static void Map<TBody>(IEndpointRouteBuilder task, string path, string name, string summary, Func<TaskId, TBody, TaskCommand> command) =>
        Described(task.MapPost(path, (HttpContext http, Guid id, TBody body, TaskChanges to) => to.Do(http, command(new TaskId(id), body), body)), name, summary);

    private static void Described(RouteHandlerBuilder route, string name, string summary) => TaskApi.Change(route, name, summary);

    private static async Task<Results<Ok<ChangedDocument>, ProblemHttpResult>> SaveDraft(HttpContext http, Guid id, DraftRequest body, TaskChanges to)
    {
        var (variables, objection) = Given.Variables(body.Variables);
        return variables is null ? objection! : await to.Do(http, new SaveTaskDraft(new TaskId(id), variables), body);
    }
}

/// <param name="To">Null offers it to the queue again.</param>
internal sealed record AssignRequest(string? To = null);

internal sealed record DelegateRequest(string To);

/// <param name="Unit">Absent keeps the unit; so does an absent role the role.</param>
internal sealed record ForwardRequest(string Reason, string? Unit = null, string? Role = null);

internal sealed record PeopleRequest(IReadOnlyList<string> People);

internal sealed record ExcludeRequest(IReadOnlyList<string> People, string Reason);

/// <param name="Priority">0 to 100.</param>
internal sealed record PriorityRequest(int Priority, string Reason);

internal sealed record ReasonRequest(string Reason);

internal sealed record CommentRequest(string Text);

/// <param name="Address">Absolute, https or urn: the document stays in the system that keeps it.</param>
internal sealed record AttachmentRequest(string Name, string MediaType, string Address);

internal sealed record DraftRequest(JsonElement Variables);
