using Orderly.Engine.Work;
using Orderly.Web.Design;

namespace Orderly.Web.Worklist;

/// <summary>The engine's task states in the screens' vocabulary.</summary>
internal static class TaskLook
{
    /// <summary>A move was asked for, and the task's listeners have not answered.</summary>
    public static readonly StatusLook Asked = StatusLook.Waiting.Saying("Waits for an answer");

    public static StatusLook Of(TaskState state) => state switch
    {
        TaskState.Offered => StatusLook.Open,
        TaskState.Claimed => StatusLook.Claimed,
        TaskState.InProgress => StatusLook.InProgress,
        TaskState.OnHold => StatusLook.OnHold,
        TaskState.Completed => StatusLook.Done,
        TaskState.Failed => StatusLook.Failed,
        TaskState.Skipped => StatusLook.Skipped,
        TaskState.Cancelled => StatusLook.Cancelled,
        TaskState.PreAlerted => StatusLook.Forecast,
        TaskState.Declined => StatusLook.Declined,
        TaskState.AwaitingApproval => StatusLook.InApproval,
        TaskState.Creating => StatusLook.Waiting.Saying("Being made"),
        TaskState.EnteredInError => StatusLook.EnteredInError,
        _ => throw new InvalidOperationException($"Expected a known task state, but it is {state}"),
    };

    /// <summary>The engine's 0 to 100 as the four classes people speak of.</summary>
    public static int Priority(int urgency) => urgency switch
    {
        >= 85 => 1,
        >= 65 => 2,
        >= 35 => 3,
        _ => 4,
    };
}
