namespace Orderly.Engine.Work;

/// <summary>What a task listener changes of its task; what is null stays as it is.</summary>
public sealed record TaskCorrections
{
    /// <summary>The owner; empty for nobody.</summary>
    public string? Assignee { get; init; }

    /// <summary>Empty for none. The first is the role of the task's queue.</summary>
    public IReadOnlyList<string>? CandidateGroups { get; init; }

    /// <summary>Empty for none.</summary>
    public IReadOnlyList<string>? CandidateUsers { get; init; }

    public DateTimeOffset? Due { get; init; }

    /// <summary>Takes the due date away.</summary>
    public bool NoDue { get; init; }

    public DateTimeOffset? FollowUp { get; init; }

    /// <summary>Takes the follow-up date away.</summary>
    public bool NoFollowUp { get; init; }

    /// <summary>0 to 100.</summary>
    public int? Priority { get; init; }

    /// <summary>These, and where they say nothing, the earlier ones.</summary>
    internal TaskCorrections After(TaskCorrections? earlier) => earlier is null ? this : new()
    {
        Assignee = Assignee ?? earlier.Assignee,
        CandidateGroups = CandidateGroups ?? earlier.CandidateGroups,
        CandidateUsers = CandidateUsers ?? earlier.CandidateUsers,
        Due = NoDue ? null : Due ?? earlier.Due,
        NoDue = NoDue || (Due is null && earlier.NoDue),
        FollowUp = NoFollowUp ? null : FollowUp ?? earlier.FollowUp,
        NoFollowUp = NoFollowUp || (FollowUp is null && earlier.NoFollowUp),
        Priority = Priority ?? earlier.Priority,
    };

    /// <summary>The task as corrected. Its priority is not among it: that is an event of its own, because clocks follow it.</summary>
    internal TaskItem ApplyTo(TaskItem task)
    {
        task = task with
        {
            CandidateGroups = CandidateGroups is { } groups ? [.. groups] : task.CandidateGroups,
            CandidateUsers = CandidateUsers is { } users ? [.. users] : task.CandidateUsers,
            Due = NoDue ? null : Due ?? task.Due,
            FollowUp = NoFollowUp ? null : FollowUp ?? task.FollowUp,
        };
        return Assignee switch
        {
            null => task,
            "" => task.Free(),
            var owner when task.Owner is null => task.With(owner),
            var owner => task with { Owner = owner },
        };
    }
}
