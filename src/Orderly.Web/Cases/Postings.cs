using System.Globalization;
using Orderly.Engine.Feel;
using Orderly.Web.Cases.Traces;
using Orderly.Web.Design;

namespace Orderly.Web.Cases;

/// <summary>Calls to outside systems as rows: the operation, what was booked, where it stands.</summary>
internal static class Postings
{
    private static readonly string[] DocumentNames = ["document", "documentId", "number", "id"];

    public static Posting Of(CallTrace call, string step, string? address) => new(
        step,
        $"{call.Requested.Operation} · {call.Requested.Connector}{(call.Requested.Inverse is { } inverse ? $" · undo: {inverse}" : "")}",
        call.Ended switch
        {
            CallEnd.Done => StatusLook.Done.Saying(Document(call.Result) ?? "Done"),
            CallEnd.Failed => StatusLook.Failed.Saying("Not done"),
            CallEnd.Unknown => StatusLook.Failed.Saying("Outcome unknown"),
            CallEnd.Cancelled => StatusLook.Cancelled,
            _ => StatusLook.InProgress.Saying("Under way"),
        },
        Amount(call.Requested.Input),
        address);

    /// <summary>The receiver's own number for what it booked; null when it gave none.</summary>
    public static string? Document(FeelContext? result) =>
        result is null ? null : DocumentNames.Select(name => result[name]).OfType<FeelString>().FirstOrDefault()?.Value;

    private static string Amount(FeelContext input) =>
        (input["amount"] as FeelContext)?["amount"] is FeelNumber money ? Shown(money) : input["amount"] is FeelNumber plain ? Shown(plain) : "";

    private static string Shown(FeelNumber number) =>
        decimal.TryParse(number.ToString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount.ToString("#,0.00", CultureInfo.InvariantCulture) : number.ToString();
}
