using Orderly.Engine.Process;
using Orderly.Engine.Work;
using Orderly.Journal;
using Orderly.Journal.Rows;

namespace Orderly.Runtime.Projection;

/// <summary>A rung that was reached as the rows that tell its addressees.</summary>
internal static class EscalationRows
{
    /// <summary>The addressee that is whoever has the task, or those who may take it while nobody has.</summary>
    public const string Owner = "owner";

    /// <summary>Work that is no task has no owner, so a rung that names one tells nobody by it.</summary>
    public static IEnumerable<EscalationRow> Of(InstanceState state, ProjectedEntry entry, Notify told, Func<WorkQueue, int> queueOf)
    {
        var task = told.Task is { } id ? state.Tasks[id] : null;
        for (var i = 0; i < told.Audience.Length; i++)
        {
            var audience = told.Audience[i];
            if (QueueOf(state, task, audience) is not { } queue) continue;
            yield return new EscalationRow(
                Clock: told.Clock.Value,
                Level: (short)told.Level,
                Index: (short)i,
                Facility: queue.Facility,
                Instance: state.Id.Value,
                Task: told.Task?.Value,
                Element: told.Element,
                Queue: queueOf(queue),
                ToOwner: audience.Role == Owner,
                Role: audience.Role,
                Unit: queue.Unit,
                Channel: told.Channel,
                At: Micros.From(entry.At),
                Ended: null);
        }
    }

    /// <summary>The places a rung tells; the store must know them before its rows are written.</summary>
    public static IEnumerable<WorkQueue> QueuesOf(InstanceState state, RungReached reached)
    {
        var task = state.Clocks[reached.Clock]?.Task is { } id ? state.Tasks[id] : null;
        return reached.Audience.Select(audience => QueueOf(state, task, audience)).OfType<WorkQueue>();
    }

    /// <summary>Null for the owner of what is no task.</summary>
    public static WorkQueue? QueueOf(InstanceState state, TaskItem? task, Audience audience) =>
        audience.Role == Owner ? task?.Queue : new WorkQueue(task?.Queue.Facility ?? state.Facility, audience.Unit, audience.Role, task?.Queue.Sensitivity);
}
