using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

/// <summary>The three questions of any open task.</summary>
/// <param name="Who">The person or the queue that has to act.</param>
/// <param name="Why">Why it is where it is: the reason last given, or that it came up.</param>
/// <param name="Until">When that ends or turns late; null only where neither a due date nor a clock was modelled.</param>
public sealed record TaskStanding(string Who, string Why, DateTimeOffset? Until)
{
    public static TaskStanding Of(InstanceState state, TaskItem task) => new(Whose(task), Reason(task), task.HeldUntil ?? task.Approval?.ExpiresAt ?? task.Due ?? Breach(state, task));

    private static string Whose(TaskItem task) =>
        task.Owner
        ?? (task is { State: TaskState.Offered, Nominated: { } asked } ? string.Join(", ", asked.Where(task.IsOfferedTo)) : $"{task.Queue.Role ?? "anyone"} at {task.Queue.Unit ?? "the facility"}");

    private static string Reason(TaskItem task) => task.HoldReason ?? task.Reason ?? task.Name ?? task.Element;

    private static DateTimeOffset? Breach(InstanceState state, TaskItem task)
    {
        DateTimeOffset? first = null;
        foreach (var clock in state.Clocks)
        {
            if (clock.Task == task.Id && (first is null || clock.BreachAt < first))
                first = clock.BreachAt;
        }
        return first;
    }
}
