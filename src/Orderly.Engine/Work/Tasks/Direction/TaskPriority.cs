using Orderly.Engine.Bpmn;
using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

/// <summary>How urgent a task is: its rule's answer, asked again when the process's variables change, or a person's word.</summary>
internal static class TaskPriority
{
    public const string ReasonRule = "RULE";

    public static Rejection? Set(Execution run, TaskItem task, PrioritiseTask command)
    {
        if (command.Priority is < 0 or > 100)
            return new PriorityOutOfRange(command.Priority);
        if (TaskDirecting.Unreasoned(command.Reason) is { } unreasoned)
            return unreasoned;
        Take(run, task, command.Priority, command.Reason);
        return null;
    }

    /// <summary>Asks the rules of all open tasks again. What a person has set stays.</summary>
    public static void LookAtAll(Execution run)
    {
        foreach (var task in run.State.Tasks.ToArray())
        {
            if (task.PriorityReason is not (null or ReasonRule) || task.State == TaskState.Failed || run.Model[task.Element].Detail is not UserTaskDetail { Priority: { Feel: not null } rule })
                continue;
            StuckWork.Guard(run, task.Holder, () => Ask(run, task, rule));
        }
    }

    private static void Ask(Execution run, TaskItem task, Expression rule)
    {
        var now = Expressions.Integer(run, run.State.Known(task.Holder), rule, $"priority of '{task.Element}'");
        if (now != task.Priority)
            Take(run, task, now, ReasonRule);
    }

    public static void Take(Execution run, TaskItem task, int priority, string reason)
    {
        run.Emit(new TaskPrioritised(task.Id, priority, reason));
        StuckWork.Guard(run, task.Holder, () => ClockRetargeting.Retarget(run, run.State.Tasks.Known(task.Id)));
    }
}
