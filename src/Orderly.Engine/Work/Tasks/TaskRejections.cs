using Orderly.Engine.Ids;
using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

public sealed record TaskNotOpen(TaskId Task) : Rejection($"Expected task {Task} to be open, but it has ended or never was");

public sealed record TaskStateForbids(TaskMove Move, TaskState State) : Rejection($"Expected a task that one may {TaskMoveWords.Of(Move)}, but it is {State}");

/// <summary>One move at a time: the next would be decided on a task that is about to change.</summary>
public sealed record TaskMoveUnderWay(TaskMove Move) : Rejection($"Expected a task that its listeners are not asked about, but somebody wants to {TaskMoveWords.Of(Move)} it, and they have not answered yet");

public sealed record TaskOwnedByAnother(string? Owner, string Actor) : Rejection($"Expected the task's owner, but '{Actor}' is not '{Owner}'");

/// <summary>Whoever comes second is told who came first.</summary>
public sealed record TaskTaken(string Owner) : Rejection($"Expected a task that nobody has, but '{Owner}' has it");

public sealed record TaskVersionDiffers(int Expected, int Actual) : Rejection($"Expected version {Expected} of the task, but it is at {Actual}");

public sealed record HoldIsOver(DateTimeOffset Until) : Rejection($"Expected a hold that ends in the future, but it ends at {Until:O}");

public sealed record TaskNotOfferedTo(string Person) : Rejection($"Expected someone the task is offered to, but '{Person}' was not asked or has declined");

public sealed record PersonExcluded(string Person) : Rejection($"Expected someone who may do this task, but '{Person}' is excluded from it");

public sealed record DelegatedAlready(string By) : Rejection($"Expected one's own task, but '{By}' delegated it, and what was delegated is not delegated on");

public sealed record DelegatedToOneself(string Person) : Rejection($"Expected someone else to delegate to, but '{Person}' has the task");

public sealed record ForwardedNowhere(WorkQueue Queue) : Rejection($"Expected another unit or role, but the task is {Queue.Role ?? "anyone"}'s at {Queue.Unit ?? "the facility"} already");

public sealed record PriorityOutOfRange(int Priority) : Rejection($"Expected a priority of 0 to 100, but was {Priority}");

public sealed record PeopleMiscounted(int Count) : Rejection($"Expected 1 to {TaskDirecting.MostPeople} people, but got {Count}");

public sealed record TextMiscounted(string What, int Length, int Most) : Rejection($"Expected {What} of 1 to {Most} characters, but it has {Length}");

public sealed record AddressNotAbsolute(string Address) : Rejection($"Expected an absolute address of the document, but got '{Address}'");

public sealed record CannotBeReopened(TaskId Task, string Why) : Rejection($"Expected task {Task} to be one that can be reopened, but {Why}");

internal static class TaskMoveWords
{
    public static string Of(TaskMove move) => move switch
    {
        TaskMove.Hold => "put on hold",
        TaskMove.Nominate => "nominate people for",
        TaskMove.AddCandidates => "add candidates to",
        TaskMove.Exclude => "exclude people from",
        TaskMove.MarkEnteredInError => "mark as entered in error",
        TaskMove.Comment => "comment on",
        TaskMove.Attach => "attach to",
        TaskMove.DecideApproval => "approve or reject",
        TaskMove.DelegateApproval => "delegate the approval of",
        TaskMove.DeclareEmergency => "declare an emergency",
        TaskMove.SaveDraft => "save a draft of",
        _ => move.ToString().ToLowerInvariant(),
    };
}
