using System.Globalization;
using Orderly.Engine.Feel;
using Orderly.Web.Cases.Traces;
using Orderly.Web.Design;

namespace Orderly.Web.Cases;

/// <summary>Calls to outside systems as rows: the operation, what was booked, where it stands.</summary>
internal static class Postings
{
    private static readonly string[] DocumentNames = ["document", "documentId", "number", "id"];

    /// <param name="all">Every call of the case: a later one may have undone this.</param>
    public static Posting Of(CallTrace call, string step, string? address, IReadOnlyCollection<CallTrace> all) => new(
        step,
        string.Join(" · ", new[] { call.Requested.Operation, call.Requested.Connector, Task(call) is { } task ? $"for {task}" : null, call.Requested.Inverse is { } inverse ? $"undo: {inverse}" : null }.OfType<string>()),
        call.Ended switch
        {
            CallEnd.Done when UndoneBy(call, all) is { } undoing => StatusLook.Undoing.Saying($"{Document(call.Result)}, undone by {Document(undoing.Result)}"),
            CallEnd.Done => StatusLook.Done.Saying(Document(call.Result) ?? (call.Result?["refused"] is FeelString no ? $"Would be refused: {no.Value}" : "Done")),
            CallEnd.Failed => StatusLook.Failed.Saying("Not done"),
            CallEnd.Unknown => StatusLook.Failed.Saying("Outcome unknown"),
            CallEnd.Cancelled => StatusLook.Cancelled,
            _ => StatusLook.InProgress.Saying("Under way"),
        },
        call.Result is { } result && Amount(result) is { Length: > 0 } booked ? booked : Asked(call.Requested.Input),
        address);

    /// <summary>Code of the task the call is made for, as its model says it; null when it says none.</summary>
    private static string? Task(CallTrace call) => (call.Requested.Input["correlation"] as FeelContext)?["task"] is FeelString task ? task.Value : null;

    /// <summary>A booking is undone by another that names its key.</summary>
    private static CallTrace? UndoneBy(CallTrace call, IReadOnlyCollection<CallTrace> all) => call.Result?["key"] is FeelString key
        ? all.FirstOrDefault(other => other is { Ended: CallEnd.Done } && Document(other.Result) is not null && other.Requested.Input["reverses"] is FeelString reversed && reversed.Value == key.Value)
        : null;

    /// <summary>The receiver's own number for what it booked; null when it gave none.</summary>
    public static string? Document(FeelContext? result) =>
        result is null ? null : DocumentNames.Select(name => result[name]).OfType<FeelString>().FirstOrDefault()?.Value;

    /// <summary>Amount and currency of a document or of what one would be; empty where it has none.</summary>
    public static string Amount(FeelContext document) => document["value"] is FeelContext value ? Asked(value) : "";

    private static string Asked(FeelContext input) =>
        (input["amount"] as FeelContext)?["amount"] is FeelNumber money ? Shown(money) : input["amount"] is FeelNumber plain ? Shown(plain) : "";

    private static string Shown(FeelNumber number) =>
        decimal.TryParse(number.ToString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount.ToString("#,0.00", CultureInfo.InvariantCulture) : number.ToString();
}
