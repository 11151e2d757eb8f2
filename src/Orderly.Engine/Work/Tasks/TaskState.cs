namespace Orderly.Engine.Work;

/// <summary>The states of a person's work. The moves between them are in <see cref="TaskGuards"/>.</summary>
public enum TaskState
{
    /// <summary>Visible in its queue.</summary>
    Offered,

    /// <summary>Has an owner who has not started.</summary>
    Claimed,

    /// <summary>Its owner is at it.</summary>
    InProgress,

    /// <summary>Stopped for a coded reason until a time.</summary>
    OnHold,

    Completed,

    /// <summary>Cannot be done.</summary>
    Failed,

    /// <summary>Passed over by rule or authority.</summary>
    Skipped,

    /// <summary>Withdrawn by the process.</summary>
    Cancelled,

    /// <summary>A forecast with a ready-time band, not to be worked on; the process withdraws it when the work itself comes up.</summary>
    PreAlerted,

    /// <summary>Everyone who was asked has said no; whoever directs the work must assign, forward or ask others.</summary>
    Declined,

    /// <summary>Should never have come up.</summary>
    EnteredInError,

    /// <summary>Asks for authority and waits for those who have it.</summary>
    AwaitingApproval,

    /// <summary>Its listeners are asked before it is offered.</summary>
    Creating,
}
