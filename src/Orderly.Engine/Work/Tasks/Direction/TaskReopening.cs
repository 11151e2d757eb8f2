using Orderly.Engine.Bpmn;
using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

/// <summary>
/// Doing ended work again. The process has gone on meanwhile, so the work runs beside its flow: its scope waits for it, what
/// it yields is taken over, and no token leaves it.
/// </summary>
internal static class TaskReopening
{
    public static Rejection? Decide(Execution run, ReopenTask command)
    {
        if (run.State.Tasks.TryGet(command.Task, out var open))
            return new TaskStateForbids(TaskMove.Reopen, open.State);
        if (command.Was is not { } was)
            return new TaskNotOpen(command.Task);
        if (command.IfVersion is { } version && version != was.Version)
            return new TaskVersionDiffers(version, was.Version);
        if (!TaskGuards.Allows(TaskMove.Reopen, was.State))
            return new TaskStateForbids(TaskMove.Reopen, was.State);
        if (TaskDirecting.Unreasoned(command.Reason) is { } unreasoned)
            return unreasoned;
        if (run.State.Status == InstanceStatus.Cancelling)
            return new InstanceIsEnding();
        if (run.Model.Find(was.Element) is not { Kind: ElementKind.UserTask, Detail: UserTaskDetail detail } element)
            return new CannotBeReopened(command.Task, $"'{was.Element}' is no user task of the process");
        if (detail.Approval is not null)
            return new CannotBeReopened(command.Task, "an approval is asked for anew when its amount moves");
        if (element.Loop is not null)
            return new CannotBeReopened(command.Task, $"'{element.Id}' is repeated, and its results are gathered already");
        var scope = run.Model.Elements[element.Scope];
        var scopes = run.State.Elements.Where(one => one.Element == scope.Id && one is { IsBody: false, Terminating: false, Interrupted: false }).ToList();
        if (scopes is not [var around])
            return new CannotBeReopened(command.Task, $"'{scope.Id}', which it stands in, is active {scopes.Count} times");
        Begin(run, command, element, detail, around);
        return null;
    }

    private static void Begin(Execution run, ReopenTask command, Element element, UserTaskDetail detail, ElementInstance around)
    {
        var was = command.Was!;
        var id = run.NextElement;
        run.Emit(new ElementActivated(id, around.Id, element.Id));
        var holder = run.State.Known(id);
        holder.Index = element.Index;
        run.Emit(new TaskReopened(
            command.Task, id, element.Id, element.Name, was.Queue, run.Actor.Kind == ActorKind.Person ? run.Actor.Id : was.Owner, was.Priority, detail.FormId, was.State, command.Reason, was.Version + 1));
        if (element.Inputs.Length > 0)
            Variables.MapInputs(run, holder, element);
        if (element.Slas.Length > 0)
            ClockRunning.StartAll(run, holder, element, run.State.Tasks[command.Task]);
    }
}
