using System.Text;
using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Web.Cases;
using Orderly.Web.Cases.Happened;
using Orderly.Web.Design;
using Orderly.Web.Sources;

namespace Orderly.Web.Messages;

/// <summary>Stored messages as rows of the list.</summary>
internal static class InboxLines
{
    public static MessageLine Of(InboxRow row, IEnumerable<CanonicalEventRow> events, LocalTime time) => new(
        row.Id.ToString(), $"{MessageFilter.Path}/{row.Id}", time.Seconds(Micros.ToTime(row.Received)), IsOut: false, row.Type, System(row.Source), row.ControlId, Answer(row.Ack))
    {
        At = Micros.ToTime(row.Received),
        About = VisitOf(row.OrderKey),
        State = Words(row.State),
        Route = row.Route ?? "",
        Tries = "1",
        Did = Did(row, events, time),
    };

    public static MessageLine Of(RefusalRow row, LocalTime time) => new(
        row.Id.ToString(), $"{MessageFilter.Path}/refused/{row.Id}", time.Seconds(Micros.ToTime(row.Received)), IsOut: false,
        row.Type.Length > 1 ? row.Type : "Unreadable", row.Source.Length > 1 ? System(row.Source) : row.Listener, row.ControlId, Answer(row.Ack))
    {
        At = Micros.ToTime(row.Received),
        State = "Refused",
        Tries = "1",
        Did = $"Refused: {row.Reason}",
    };

    /// <summary>"MAIN|HP|V-123" (facility, who assigned the visit, visit) is about V-123; a message without a visit has an order key of its own, that is about nothing.</summary>
    public static string VisitOf(string orderKey) => orderKey.Split('|') is [_, _, { Length: > 0 } visit] && visit[0] != '~' ? visit : "";

    public static string Words(InboxState state) => state switch
    {
        InboxState.Received => "Received",
        InboxState.Mapped => "Mapped",
        InboxState.HeldForOrder => "Held for order",
        InboxState.Quarantined => "Quarantined",
        _ => "Ignored",
    };

    public static string? HeldUntil(InboxRow row, LocalTime time) =>
        row is { State: InboxState.HeldForOrder, HeldUntil: { } until } ? time.Seconds(Micros.ToTime(until)) : null;

    /// <summary>The code of the answer that was sent, as MSA says it.</summary>
    public static StatusLook Answer(byte[] ack)
    {
        var text = Encoding.Latin1.GetString(ack);
        var at = text.IndexOf("MSA", StringComparison.Ordinal);
        var code = at >= 0 && text.Length >= at + 6 ? text.Substring(at + 4, 2) : "";
        return code switch
        {
            "AA" or "CA" => StatusLook.Done.Saying(code),
            "" => StatusLook.Waiting.Saying(ack.Length == 0 ? "None asked" : "Sent"),
            _ => StatusLook.Failed.Saying(code),
        };
    }

    private static string System(string source) => source.Replace('|', ' ');

    private static string Did(InboxRow row, IEnumerable<CanonicalEventRow> events, LocalTime time) => row.State switch
    {
        InboxState.Quarantined => row.Reason ?? "Waits for its route to be mended",
        InboxState.Ignored => row.Reason ?? "Nothing of it is wanted",
        InboxState.HeldForOrder => $"Waits for the message before it, until {HeldUntil(row, time)}",
        InboxState.Received => "Its turn comes",
        _ when row.Reason is { } remark => remark,
        _ => $"{Told(events)}{(row.Flagged ? "; its control id was used before" : "")}",
    };

    private static string Told(IEnumerable<CanonicalEventRow> events) =>
        string.Join(", ", events.Select(one => CaseNarrative.Words(one.Kind)).Distinct()) is { Length: > 0 } words ? words : "Nothing to tell";
}
