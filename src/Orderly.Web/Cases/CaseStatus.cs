using Orderly.Runtime.Ownership;
using Orderly.Web.Design;

namespace Orderly.Web.Cases;

/// <summary>A stored instance status in the screens' vocabulary.</summary>
internal static class CaseStatus
{
    public static StatusLook Look(short stored) => (StatusCode)stored switch
    {
        StatusCode.Active => StatusLook.InProgress,
        StatusCode.Cancelling => StatusLook.Undoing.Saying("Cancelling"),
        StatusCode.Completed => StatusLook.Done,
        StatusCode.Cancelled => StatusLook.Cancelled,
        StatusCode.Errored => StatusLook.Failed.Saying("Ended by an error"),
        StatusCode.Incident => StatusLook.Failed.Saying("Waits for a person"),
        StatusCode.Quarantined => StatusLook.Failed.Saying("Stands aside"),
        _ => throw new InvalidOperationException($"Expected a known instance status, but it is {stored}"),
    };
}
