namespace Orderly.Engine.Work;

/// <summary>What people may do with a task.</summary>
public enum TaskMove
{
    Claim,
    Release,
    Start,
    Complete,
    Hold,
    Resume,
    Fail,
    Skip,
    Assign,
    Delegate,
    Forward,
    Nominate,
    AddCandidates,
    Exclude,
    Prioritise,
    Decline,
    MarkEnteredInError,
    Comment,
    Attach,
    SaveDraft,
    DecideApproval,
    DelegateApproval,
    DeclareEmergency,

    /// <summary>From the states of work that has ended.</summary>
    Reopen,

    /// <summary>The process's own: what listeners of its coming up are asked about.</summary>
    Create,

    /// <summary>The process's own: what listeners of its withdrawal are asked about.</summary>
    Cancel,
}

internal static class TaskMoves
{
    public static TaskMove Of(TaskCommand command) => command switch
    {
        ClaimTask => TaskMove.Claim,
        ReleaseTask => TaskMove.Release,
        StartTask => TaskMove.Start,
        CompleteTask => TaskMove.Complete,
        HoldTask => TaskMove.Hold,
        ResumeTask => TaskMove.Resume,
        FailTask => TaskMove.Fail,
        SkipTask => TaskMove.Skip,
        AssignTask => TaskMove.Assign,
        DelegateTask => TaskMove.Delegate,
        ForwardTask => TaskMove.Forward,
        NominateForTask => TaskMove.Nominate,
        AddTaskCandidates => TaskMove.AddCandidates,
        ExcludeFromTask => TaskMove.Exclude,
        PrioritiseTask => TaskMove.Prioritise,
        DeclineTask => TaskMove.Decline,
        MarkTaskEnteredInError => TaskMove.MarkEnteredInError,
        CommentOnTask => TaskMove.Comment,
        AttachToTask => TaskMove.Attach,
        SaveTaskDraft => TaskMove.SaveDraft,
        DecideApproval => TaskMove.DecideApproval,
        DelegateApproval => TaskMove.DelegateApproval,
        DeclareEmergency => TaskMove.DeclareEmergency,
        ReopenTask => TaskMove.Reopen,
        _ => throw new InvalidOperationException($"Expected a task command, but was {command.GetType().Name}"),
    };
}
