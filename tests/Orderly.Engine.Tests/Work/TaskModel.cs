using Orderly.Engine.Work;

namespace Orderly.Engine.Tests.Work;

/// <summary>
/// What a task may go through, written down a second time from the table of states and in other words than the engine's: who
/// has it, who is asked, who must not. The engine is held to it move by move.
/// </summary>
internal sealed class TaskModel
{
    public TaskState State { get; private set; } = TaskState.Offered;

    public string? Owner { get; private set; }

    public string? Unit { get; private set; } = "4W";

    private string? lender;
    private bool started;
    private HashSet<string>? asked;
    private readonly HashSet<string> refused = [];
    private readonly HashSet<string> barred = [];

    public bool IsOver => State is TaskState.Completed or TaskState.Skipped or TaskState.EnteredInError;

    private bool IsOwned => State is TaskState.Claimed or TaskState.InProgress or TaskState.OnHold;

    private bool IsUnowned => State is TaskState.Offered or TaskState.Declined;

    /// <summary>Whether the move is one that may succeed; when it is, the model has made it.</summary>
    public bool Try(TaskMove move, string by, string other) => move switch
    {
        TaskMove.Claim => When(State == TaskState.Offered && MaySayYes(by), () => Own(by)),
        TaskMove.Release => When(IsAt(by) && State != TaskState.OnHold, Free),
        TaskMove.Start => When(IsAt(by) && State == TaskState.Claimed, () => (State, started) = (TaskState.InProgress, true)),
        TaskMove.Hold => When(IsAt(by) && State != TaskState.OnHold, () => State = TaskState.OnHold),
        TaskMove.Resume => When(IsAt(by) && State == TaskState.OnHold, Resume),
        TaskMove.Complete => When(IsAt(by), () => State = TaskState.Completed),
        TaskMove.Skip => When(IsOwned || IsUnowned, () => State = TaskState.Skipped),
        TaskMove.MarkEnteredInError => When(IsOwned || IsUnowned, () => State = TaskState.EnteredInError),
        TaskMove.Assign => When((IsOwned || IsUnowned) && !barred.Contains(other), () => Own(other)),
        TaskMove.Delegate => When(IsAt(by) && lender is null && other != by && !barred.Contains(other), () =>
        {
            Own(other);
            lender = by;
        }),
        TaskMove.Forward => When((IsUnowned || IsAt(by)) && other != Unit, () =>
        {
            (Unit, asked) = (other, null);
            refused.Clear();
            Free();
        }),
        TaskMove.Nominate => When(IsUnowned && !barred.Contains(other), () =>
        {
            asked = [other];
            refused.Remove(other);
            Free();
        }),
        TaskMove.AddCandidates => When(IsUnowned && !barred.Contains(other), () =>
        {
            asked?.Add(other);
            refused.Remove(other);
            Free();
        }),
        TaskMove.Prioritise => IsOwned || IsUnowned,
        TaskMove.Exclude => When(IsOwned || IsUnowned, () => Bar(other)),
        TaskMove.Decline => When((State == TaskState.Offered && MaySayYes(by)) || (State == TaskState.Claimed && Owner == by), () => Refuse(by)),
        TaskMove.Comment or TaskMove.Attach => !IsOver,
        TaskMove.SaveDraft => IsAt(by),
        TaskMove.Reopen => When(IsOver, () => Reopen(by)),
        _ => throw new InvalidOperationException($"Expected a move of the model, but was {move}"),
    };

    /// <summary>The hold ran out.</summary>
    public void Resume() => State = started ? TaskState.InProgress : TaskState.Claimed;

    private static bool When(bool allowed, Action make)
    {
        if (allowed)
            make();
        return allowed;
    }

    private bool IsAt(string person) => IsOwned && Owner == person;

    private bool MaySayYes(string person) => !barred.Contains(person) && !refused.Contains(person) && (asked is null || asked.Contains(person));

    private void Own(string person) => (State, Owner, lender, started) = (TaskState.Claimed, person, null, false);

    private void Free() => (State, Owner, lender, started) = (asked is not null && !asked.Any(MaySayYes) ? TaskState.Declined : TaskState.Offered, null, null, false);

    private void Bar(string person)
    {
        barred.Add(person);
        if (IsUnowned || Owner == person)
            Free();
    }

    private void Refuse(string by)
    {
        if (lender is { } back && !barred.Contains(back))
        {
            Own(back);
            return;
        }
        refused.Add(by);
        Free();
    }

    private void Reopen(string by)
    {
        (State, Owner, lender, started, asked) = (TaskState.InProgress, by, null, true, null);
        refused.Clear();
        barred.Clear();
    }
}
