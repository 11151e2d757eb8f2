using Orderly.Engine.Process;

namespace Orderly.Runtime.Ownership;

/// <summary>An instance's status as its row has it. The numbers are stored; they are never reused.</summary>
public enum StatusCode : short
{
    Active = 1,
    Cancelling = 2,
    Completed = 3,
    Cancelled = 4,
    Errored = 5,

    /// <summary>Runs, but is stuck somewhere until a person mends it.</summary>
    Incident = 6,

    /// <summary>Met a bug; takes no command until a person lets it go on.</summary>
    Quarantined = 7,
}

internal static class StatusCodes
{
    public static StatusCode Of(InstanceState state) => state.Status switch
    {
        InstanceStatus.Completed => StatusCode.Completed,
        InstanceStatus.Cancelled => StatusCode.Cancelled,
        InstanceStatus.Errored => StatusCode.Errored,
        InstanceStatus.Cancelling => StatusCode.Cancelling,
        _ => state.Incidents.Count > 0 ? StatusCode.Incident : StatusCode.Active,
    };
}
