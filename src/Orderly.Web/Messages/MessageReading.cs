using System.Globalization;
using System.Text.Json;
using Orderly.Canonical;
using Orderly.Canonical.PatientFlow;
using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Web.Cases;
using Orderly.Web.Design;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Messages;

/// <summary>Which messages are listed. It is the page's address.</summary>
internal sealed record MessageFilter(string? Find, InboxState? State, string? Before)
{
    public static MessageFilter Parse(string? q, string? state, string? before) =>
        new(string.IsNullOrWhiteSpace(q) ? null : q.Trim(), Enum.TryParse<InboxState>(state, ignoreCase: true, out var one) ? one : null, before);
}

/// <summary>Inbound messages for those who look after the interfaces.</summary>
internal sealed class MessageReading(Hospital hospital, Looks looks)
{
    private const int PageSize = 50;
    private const int MostSearched = 500;

    public async ValueTask<MessageListView> List(Viewer viewer, MessageFilter filter, CancellationToken cancel)
    {
        var time = hospital.TimeAt(viewer.Facility);
        var start = PageKey.Parse(filter.Before) ?? (Micros.Never, Guid.AllBitsSet);
        var rows = await hospital.Store.Read.Inbox.Page(filter.State, start, filter.Find is null ? PageSize + 1 : MostSearched, cancel);
        var found = rows.Where(row => Matches(row, filter.Find)).Take(PageSize + 1).ToList();
        var shown = found.Take(PageSize).ToList();
        var older = found.Count > PageSize ? Address(filter with { Before = PageKey.Write(shown[^1].Received, shown[^1].Id) }) : null;
        return new MessageListView([.. shown.Select(row => Line(row, time))], filter.Find, filter.State?.ToString() ?? "", older)
        {
            States = [.. new (string Name, InboxState? State)[] { ("All", null), ("Mapped", InboxState.Mapped), ("Quarantined", InboxState.Quarantined), ("Held for order", InboxState.HeldForOrder), ("Ignored", InboxState.Ignored), ("Just received", InboxState.Received) }
                .Select(one => (one.Name, Address(filter with { State = one.State, Before = null }), one.State == filter.State))],
        };
    }

    public async ValueTask<MessageView?> One(Viewer viewer, Guid id, bool masked, CancellationToken cancel)
    {
        if (await hospital.Store.Read.Inbox.One(id, cancel) is not { } row)
        {
            return null;
        }

        var time = hospital.TimeAt(row.Facility);
        var rows = await hospital.Store.Read.Inbox.EventsOfInbox(id, cancel);
        var events = rows.Select(one => JsonSerializer.Deserialize(one.Body, CanonicalJson.Default.PatientFlowEvent)!).ToList();
        var patients = events.Select(one => one.Patient).OfType<PatientToken>().Select(token => Guid.ParseExact(token.ToString(), "N")).Distinct().ToList();
        await looks.Record(viewer.Id, masked ? "message" : "message-unmasked", patients, cancel);
        var raw = new SegmentGlance(row.Raw);
        return new MessageView(Line(row, time), time.Seconds(Micros.ToTime(row.Received)), row.Raw.Length, raw.Segments(masked), new SegmentGlance(row.Ack).Segments(masked: false))
        {
            Fields = raw.Fields(masked),
            Events = [.. events.Select(one => new MappedEvent(CaseNarrative.Words(one.Type.ToString()), [.. Facts(one, time)]))],
            Reason = row.Reason,
            HeldUntil = HeldUntil(row, time),
            MayReplay = row.State is InboxState.Quarantined or InboxState.Ignored,
            IsMasked = masked,
            Cases = await Cases(events, cancel),
        };
    }

    private async ValueTask<IReadOnlyList<(string Name, string Address)>> Cases(IEnumerable<PatientFlowEvent> events, CancellationToken cancel)
    {
        var cases = new List<(string, string)>();
        foreach (var encounter in events.Select(one => one.Encounter?.ToString()).OfType<string>().Distinct())
        {
            var heads = await hospital.Store.Read.Instances.ByBusinessKey(encounter, cancel);
            cases.AddRange(heads.Where(head => head.Parent is null).Select(head => ($"Case {encounter.Split('|')[^1]}", $"/cases/{head.Id}")));
        }

        return cases;
    }

    private static MessageLine Line(InboxRow row, LocalTime time) => new(
        row.Id, $"/messages/{row.Id}", time.Seconds(Micros.ToTime(row.Received)), row.Type, row.Source.Replace('|', ' '), row.ControlId, Answer(row), Words(row.State), row.Route ?? "", Did(row, time))
    {
        IsFlagged = row.Flagged || row is { State: InboxState.Mapped, Reason: not null },
    };

    private static StatusLook Answer(InboxRow row)
    {
        var ack = new SegmentGlance(row.Ack).Fields(masked: false);
        var code = System.Text.Encoding.Latin1.GetString(row.Ack) is { } text && text.IndexOf("MSA|", StringComparison.Ordinal) is >= 0 and var at && text.Length >= at + 6 ? text.Substring(at + 4, 2) : "";
        return code switch
        {
            "AA" or "CA" => StatusLook.Done.Saying(code),
            "" => StatusLook.Waiting.Saying(ack.Count == 0 ? "None" : "Sent"),
            _ => StatusLook.Failed.Saying(code),
        };
    }

    private static string Words(InboxState state) => state switch
    {
        InboxState.Received => "Received",
        InboxState.Mapped => "Mapped",
        InboxState.HeldForOrder => "Held for order",
        InboxState.Quarantined => "Quarantined",
        _ => "Ignored",
    };

    private static string? HeldUntil(InboxRow row, LocalTime time) =>
        row is { State: InboxState.HeldForOrder, HeldUntil: { } until } ? time.Seconds(Micros.ToTime(until)) : null;

    private static string Did(InboxRow row, LocalTime time) => row.State switch
    {
        InboxState.Quarantined => row.Reason ?? "Waits for its route to be mended",
        InboxState.Ignored => row.Reason ?? "Nothing of it is wanted",
        InboxState.HeldForOrder => $"Waits for the message before it, until {HeldUntil(row, time)}",
        InboxState.Received => "Its turn comes",
        _ when row.Reason is { } remark => remark,
        _ => row.Flagged ? "Mapped; its control id was used before" : "Mapped",
    };

    private IEnumerable<(string Name, string Value)> Facts(PatientFlowEvent one, LocalTime time)
    {
        yield return ("type", one.Type.ToString());
        yield return ("facility", hospital.Facility(one.Facility)?.Name ?? one.Facility.ToString(CultureInfo.InvariantCulture));
        yield return ("occurred", $"{time.Seconds(one.OccurredAt)}{(one.TimeIsAmbiguous ? ", the earlier of two" : "")}");
        if (one.Encounter is { } encounter)
        {
            yield return ("encounter", encounter.ToString());
        }

        if ((one.Location?.To ?? one.Location?.From) is { } place)
        {
            yield return ("location", $"{hospital.UnitName(place.Unit)} {place.Room}{(place.Bed is null ? "" : $"-{place.Bed}")}");
        }

        yield return ("signal", one.Confidence.ToString().ToLowerInvariant());
        yield return ("semantic key", one.SemanticKey);
    }

    private static bool Matches(InboxRow row, string? words) => words is null
        || row.ControlId.Contains(words, StringComparison.OrdinalIgnoreCase)
        || row.Type.Contains(words, StringComparison.OrdinalIgnoreCase)
        || row.OrderKey.Contains(words, StringComparison.OrdinalIgnoreCase)
        || row.Source.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static string Address(MessageFilter filter)
    {
        var query = new Microsoft.AspNetCore.Http.Extensions.QueryBuilder();
        if (filter.Find is { } words)
        {
            query.Add("q", words);
        }

        if (filter.State is { } state)
        {
            query.Add("state", state.ToString().ToLowerInvariant());
        }

        if (filter.Before is { } before)
        {
            query.Add("before", before);
        }

        return $"/messages{query.ToQueryString()}";
    }
}
