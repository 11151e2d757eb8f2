namespace Orderly.Web.Design;

/// <summary>How a state is shown: icon, word and colour, in that order. The word alone must be enough.</summary>
public sealed record StatusLook(string Css, string Icon, string Word)
{
    public static readonly StatusLook Forecast = new("prealert", "prealert", "Forecast");
    public static readonly StatusLook Waiting = new("blocked", "blocked", "Waiting");
    public static readonly StatusLook Open = new("open", "open", "Open");
    public static readonly StatusLook Claimed = new("claimed", "claimed", "Claimed");
    public static readonly StatusLook Declined = new("declined", "declined", "Declined");
    public static readonly StatusLook InProgress = new("progress", "progress", "In progress");
    public static readonly StatusLook OnHold = new("hold", "hold", "On hold");
    public static readonly StatusLook InApproval = new("approval", "approval", "In approval");
    public static readonly StatusLook Done = new("done", "done", "Done");
    public static readonly StatusLook Failed = new("failed", "failed", "Failed");
    public static readonly StatusLook Skipped = new("skipped", "skipped", "Skipped");
    public static readonly StatusLook Cancelled = new("cancelled", "cancelled", "Cancelled");
    public static readonly StatusLook Undoing = new("undo", "undo", "Undoing");
    public static readonly StatusLook EnteredInError = new("error", "error", "Entered in error");

    /// <summary>The same picture with a word of its own ("Waits for D02", "AA", "GI-88213").</summary>
    public StatusLook Saying(string word) => this with { Word = word };
}
