using Orderly.Engine.Process;
using Orderly.Engine.Work;

namespace Orderly.Web.Cases.Clocks;

/// <summary>
/// Whose minutes a case's time was: while someone had any of its work, it was theirs; while all of it stood still, it was
/// held; while work waited with no one, it was the queue's; else the product's own.
/// </summary>
internal static class CaseMinutes
{
    private static readonly (string Owner, string Css) Owned = ("With an owner", "w-pharm");
    private static readonly (string Owner, string Css) Nobody = ("No one yet", "w-queue");
    private static readonly (string Owner, string Css) Held = ("On hold", "w-att");
    private static readonly (string Owner, string Css) System = ("System", "w-sys");

    public static IReadOnlyList<OwnedTime> Of(IEnumerable<JournalEntry> entries, DateTimeOffset from, DateTimeOffset until)
    {
        var states = new Dictionary<Guid, TaskState>();
        var shares = new List<OwnedTime>();
        var at = from;
        foreach (var entry in entries.OrderBy(entry => entry.At))
        {
            if (entry.At > at && entry.At <= until)
            {
                Add(shares, Whose(states), entry.At - at);
                at = entry.At;
            }

            foreach (var happened in entry.Events)
            {
                Take(states, happened);
            }
        }

        if (until > at)
        {
            Add(shares, Whose(states), until - at);
        }

        return shares;
    }

    private static (string Owner, string Css) Whose(Dictionary<Guid, TaskState> states) =>
        states.Count == 0 ? System
        : states.ContainsValue(TaskState.InProgress) || states.ContainsValue(TaskState.Claimed) ? Owned
        : states.ContainsValue(TaskState.Offered) ? Nobody
        : Held;

    private static void Add(List<OwnedTime> shares, (string Owner, string Css) whose, TimeSpan span)
    {
        if (shares.Count > 0 && shares[^1].Owner == whose.Owner)
        {
            shares[^1] = shares[^1] with { Span = shares[^1].Span + span };
        }
        else
        {
            shares.Add(new OwnedTime(whose.Owner, span, whose.Css));
        }
    }

    private static void Take(Dictionary<Guid, TaskState> states, Event happened)
    {
        switch (happened)
        {
            case TaskCreated e: states[e.Task.Value] = e.Owner is null ? TaskState.Offered : TaskState.Claimed; break;
            case TaskPreAlerted e: states[e.Task.Value] = TaskState.PreAlerted; break;
            case TaskMoveAsked { Move.Move: TaskMove.Create } e: states[e.Task.Value] = TaskState.Creating; break;
            case TaskMoveGranted { Move: TaskMove.Create } e: states[e.Task.Value] = TaskState.Offered; break;
            case TaskClaimed e: states[e.Task.Value] = TaskState.Claimed; break;
            case TaskReleased e: states[e.Task.Value] = TaskState.Offered; break;
            case TaskAssigned e: states[e.Task.Value] = e.Owner is null ? TaskState.Offered : TaskState.Claimed; break;
            case TaskStarted e: states[e.Task.Value] = TaskState.InProgress; break;
            case TaskHeld e: states[e.Task.Value] = TaskState.OnHold; break;
            case TaskResumed e: states[e.Task.Value] = TaskState.InProgress; break;
            case ApprovalRequested e: states[e.Task.Value] = TaskState.Offered; break;
            case TaskDelegated e: states[e.Task.Value] = TaskState.Claimed; break;
            case TaskForwarded e: states[e.Task.Value] = TaskState.Offered; break;
            case TaskDeclined e: states[e.Task.Value] = e.GoesTo is null ? TaskState.Offered : TaskState.Claimed; break;
            case TaskReopened e: states[e.Task.Value] = e.Owner is null ? TaskState.Offered : TaskState.InProgress; break;
            case TaskEnteredInError e: states.Remove(e.Task.Value); break;
            case TaskCompleted e: states.Remove(e.Task.Value); break;
            case TaskSkipped e: states.Remove(e.Task.Value); break;
            case TaskCancelled e: states.Remove(e.Task.Value); break;
        }
    }
}
