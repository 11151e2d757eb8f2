namespace Orderly.Engine.Process;

public enum InstanceStatus
{
    /// <summary>Has no entry yet.</summary>
    New,

    Active,

    /// <summary>Is ending; called instances have yet to answer.</summary>
    Cancelling,

    Completed,

    Cancelled,

    /// <summary>Ended by an error its caller was told of.</summary>
    Errored,
}
