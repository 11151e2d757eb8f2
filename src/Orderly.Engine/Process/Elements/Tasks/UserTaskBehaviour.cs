using Orderly.Engine.Bpmn;
using Orderly.Engine.Ids;
using Orderly.Engine.Work;

namespace Orderly.Engine.Process;

/// <summary>Offers work to people, and starts its clock.</summary>
internal sealed class UserTaskBehaviour : ElementBehaviour
{
    private const int DefaultPriority = 50;

    public override void Enter(Execution run, ElementInstance instance, Element element, Step step)
    {
        var task = (UserTaskDetail)element.Detail!;
        var id = new TaskId(run.NewId());
        var assignee = Expressions.OptionalText(run, instance, task.Assignee, $"assignee of '{element.Id}'");
        // Who is asked first is not given the work yet.
        var asks = MoveAsking.Listens(element, TaskMove.Create) || (assignee is not null && MoveAsking.Listens(element, TaskMove.Assign));
        var groups = Expressions.Names(run, instance, task.CandidateGroups, $"candidate groups of '{element.Id}'");
        run.Emit(new TaskCreated(
            id,
            instance.Id,
            element.Id,
            element.Name,
            Queue(run, instance, element, task, groups),
            asks ? null : assignee,
            groups,
            Expressions.Names(run, instance, task.CandidateUsers, $"candidate users of '{element.Id}'"),
            task.Priority is null ? DefaultPriority : Expressions.Integer(run, instance, task.Priority, $"priority of '{element.Id}'"),
            Moments.OptionalInstant(run, instance, task.DueDate, $"due date of '{element.Id}'"),
            Moments.OptionalInstant(run, instance, task.FollowUpDate, $"follow-up date of '{element.Id}'"),
            task.FormId));
        if (asks && MoveAsking.Listens(element, TaskMove.Create))
            MoveAsking.Begin(run, run.State.Tasks.Known(id), new(TaskMove.Create, run.Actor) { To = assignee });
        else
            Offer(run, instance, element, id, asks ? assignee : null);
    }

    /// <summary>The work is there from now on: its clocks run.</summary>
    /// <param name="assignee">Whom it is to be given to, by a move of its own; null where nobody is, or has it already.</param>
    public static void Offer(Execution run, ElementInstance instance, Element element, TaskId id, string? assignee)
    {
        var task = (UserTaskDetail)element.Detail!;
        if (task.PreAlert)
            run.Emit(new TaskPreAlerted(id));
        if (task.Approval is { } approval)
            ApprovalRequesting.Request(run, instance, element, approval, id);
        if (element.Slas.Length > 0)
            ClockRunning.StartAll(run, instance, element, run.State.Tasks[id]);
        if (assignee is null)
            return;
        if (MoveAsking.Listens(element, TaskMove.Assign))
            MoveAsking.Begin(run, run.State.Tasks.Known(id), new(TaskMove.Assign, Actor.System) { To = assignee });
        else
            run.Emit(new TaskAssigned(id, assignee));
    }

    /// <summary>What the model says; else the lane is the unit, and the first candidate group the role.</summary>
    private static WorkQueue Queue(Execution run, ElementInstance instance, Element element, UserTaskDetail task, System.Collections.Immutable.ImmutableArray<string> groups)
    {
        var place = $"queue of '{element.Id}'";
        var unit = Expressions.OptionalText(run, instance, task.Queue?.Unit, place) ?? element.Lane;
        var role = Expressions.OptionalText(run, instance, task.Queue?.Role, place) ?? (groups.Length > 0 ? groups[0] : null);
        return run.World.Organisation.Queue(run.State.Facility, unit, role, Expressions.OptionalText(run, instance, task.Queue?.Sensitivity, place));
    }
}
