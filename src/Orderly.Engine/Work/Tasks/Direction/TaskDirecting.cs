using Orderly.Engine.Bpmn;
using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

/// <summary>Who is asked to do a task, and who is not.</summary>
internal static class TaskDirecting
{
    public const int MostPeople = 50;
    public const int LongestReason = 500;

    public static Rejection? Claim(Execution run, TaskItem task)
    {
        if (!task.MayBeGivenTo(run.Actor.Id))
            return new PersonExcluded(run.Actor.Id);
        if (!task.IsOfferedTo(run.Actor.Id))
            return new TaskNotOfferedTo(run.Actor.Id);
        run.Emit(new TaskClaimed(task.Id, run.Actor.Id));
        ClockRunning.Reach(run, task, TaskMoment.Claimed);
        return null;
    }

    public static Rejection? Assign(Execution run, TaskItem task, AssignTask command)
    {
        if (command.To is { } person && !task.MayBeGivenTo(person))
            return new PersonExcluded(person);
        TaskDeciding.EndHold(run, task);
        run.Emit(new TaskAssigned(task.Id, command.To));
        return null;
    }

    public static Rejection? Delegate(Execution run, TaskItem task, DelegateTask command)
    {
        if (task.OnBehalfOf is { } by)
            return new DelegatedAlready(by);
        if (command.To == task.Owner)
            return new DelegatedToOneself(command.To);
        if (!task.MayBeGivenTo(command.To))
            return new PersonExcluded(command.To);
        TaskDeciding.EndHold(run, task);
        run.Emit(new TaskDelegated(task.Id, command.To, task.Owner!));
        return null;
    }

    public static Rejection? Forward(Execution run, TaskItem task, ForwardTask command)
    {
        if (Unreasoned(command.Reason) is { } unreasoned)
            return unreasoned;
        if (run.Actor.Kind == ActorKind.Person && task.Owner is { } owner && owner != (run.Actor.OnBehalfOf ?? run.Actor.Id))
            return new TaskOwnedByAnother(owner, run.Actor.Id);
        var from = task.Queue;
        var to = run.World.Organisation.Queue(from.Facility, command.Unit ?? from.Unit, command.Role ?? from.Role, from.Sensitivity);
        if (to == from)
            return new ForwardedNowhere(from);
        TaskDeciding.EndHold(run, task);
        run.Emit(new TaskForwarded(task.Id, to, command.Reason));
        return null;
    }

    public static Rejection? Nominate(Execution run, TaskItem task, NominateForTask command)
    {
        if (Objection(task, command.People) is { } objection)
            return objection;
        run.Emit(new TaskNominated(task.Id, command.People));
        return null;
    }

    public static Rejection? AddCandidates(Execution run, TaskItem task, AddTaskCandidates command)
    {
        if (Objection(task, command.People) is { } objection)
            return objection;
        run.Emit(new TaskCandidatesAdded(task.Id, command.People));
        return null;
    }

    public static Rejection? Exclude(Execution run, TaskItem task, ExcludeFromTask command)
    {
        if (Unreasoned(command.Reason) is { } unreasoned)
            return unreasoned;
        if (command.People.Count is 0 or > MostPeople)
            return new PeopleMiscounted(command.People.Count);
        if (task.Owner is { } owner && command.People.Contains(owner))
            TaskDeciding.EndHold(run, task);
        run.Emit(new TaskPeopleExcluded(task.Id, command.People, command.Reason));
        return null;
    }

    public static Rejection? Decline(Execution run, TaskItem task, DeclineTask command)
    {
        if (Unreasoned(command.Reason) is { } unreasoned)
            return unreasoned;
        var person = run.Actor.OnBehalfOf ?? run.Actor.Id;
        if (task.Owner is { } owner && owner != person)
            return new TaskOwnedByAnother(owner, person);
        if (task.Owner is null && !task.IsOfferedTo(person))
            return new TaskNotOfferedTo(person);
        var back = task.OnBehalfOf is { } delegator && task.MayBeGivenTo(delegator) ? delegator : null;
        run.Emit(new TaskDeclined(task.Id, person, command.Reason, back, back is null && task.DeclinedFor(person).Unowned == TaskState.Declined));
        return null;
    }

    public static Rejection? Unreasoned(string reason) =>
        string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason ? new TextMiscounted("a reason", reason.Trim().Length, LongestReason) : null;

    private static Rejection? Objection(TaskItem task, IReadOnlyList<string> people)
    {
        if (people.Count is 0 or > MostPeople)
            return new PeopleMiscounted(people.Count);
        return people.FirstOrDefault(person => !task.MayBeGivenTo(person)) is { } excluded ? new PersonExcluded(excluded) : null;
    }
}
