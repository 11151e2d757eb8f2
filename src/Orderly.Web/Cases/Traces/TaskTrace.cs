using Orderly.Engine.Work;

namespace Orderly.Web.Cases.Traces;

/// <summary>A task from its creation to where it stands.</summary>
internal sealed class TaskTrace(TaskCreated created, DateTimeOffset at)
{
    private readonly List<SaidOnTask> said = [];

    public Guid Id => created.Task.Value;

    public string Element => created.Element;

    public string Name => created.Name ?? created.Element;

    public WorkQueue Queue { get; private set; } = created.Queue;

    public string? FormId => created.FormId;

    public int Priority => created.Priority;

    public DateTimeOffset Created { get; } = at;

    public TaskState State { get; private set; } = created.Owner is null ? TaskState.Offered : TaskState.Claimed;

    /// <summary>When it came into its state, and by whom.</summary>
    public DateTimeOffset Since { get; private set; } = at;

    public string? By { get; private set; }

    public string? Owner { get; private set; } = created.Owner;

    public TaskHeld? Hold { get; private set; }

    /// <summary>What people said about it, the oldest first.</summary>
    public IReadOnlyList<SaidOnTask> Said => said;

    private TaskState HeldFrom { get; set; }

    public bool IsOpen => State is TaskState.Offered or TaskState.Claimed or TaskState.InProgress or TaskState.OnHold or TaskState.Failed or TaskState.PreAlerted or TaskState.Declined or TaskState.AwaitingApproval or TaskState.Creating;

    /// <summary>What was asked for and refused since the last move, as "Complete: the reason".</summary>
    public string? Denied { get; private set; }

    public void Deny(TaskMove move, string reason) => Denied = $"{move}: {reason}";

    public void Say(string text, DateTimeOffset when, string by) => said.Add(new SaidOnTask(when, by, text));

    public void Move(TaskState state, DateTimeOffset when, string by) => (State, Since, By, Denied) = (state, when, by, null);

    public void Take(string? owner, DateTimeOffset when, string by)
    {
        Owner = owner;
        Move(owner is null ? TaskState.Offered : TaskState.Claimed, when, by);
    }

    public void Send(WorkQueue queue, DateTimeOffset when, string by)
    {
        Queue = queue;
        Take(null, when, by);
    }

    public void Ask(WorkQueue queue, DateTimeOffset when, string by)
    {
        (Queue, Owner) = (queue, null);
        Move(TaskState.AwaitingApproval, when, by);
    }

    public void Exclude(IReadOnlyList<string> people, DateTimeOffset when, string by)
    {
        if (Owner is { } owner && people.Contains(owner))
        {
            Take(null, when, by);
        }
    }

    /// <summary>Its listeners agreed, and may have corrected it.</summary>
    public void Grant(TaskMoveGranted granted, DateTimeOffset when, string by)
    {
        Queue = granted.Queue;
        if (granted.Corrected?.Assignee is { } owner)
        {
            Take(owner.Length == 0 ? null : owner, when, by);
        }
        else if (granted.Move == TaskMove.Create)
        {
            Move(TaskState.Offered, when, by);
        }
    }

    public void Reopen(string? owner, DateTimeOffset when, string by)
    {
        Take(owner, when, by);
        if (owner is not null)
        {
            Move(TaskState.InProgress, when, by);
        }
    }

    public void Put(TaskHeld hold, DateTimeOffset when, string by)
    {
        (Hold, HeldFrom) = (hold, State);
        Move(TaskState.OnHold, when, by);
    }

    public void GoOn(DateTimeOffset when, string by)
    {
        Hold = null;
        Move(HeldFrom, when, by);
    }
}

/// <param name="By">Id of the person.</param>
internal sealed record SaidOnTask(DateTimeOffset At, string By, string Text);
