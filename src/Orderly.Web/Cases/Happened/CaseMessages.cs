using Orderly.Journal;
using Orderly.Web.Messages;
using Orderly.Web.Messages.Outgoing;
using Orderly.Web.Sources;

namespace Orderly.Web.Cases.Happened;

/// <summary>Messages in and out of a case, the newest first.</summary>
internal sealed class CaseMessages(Hospital hospital)
{
    private const int Most = 100;

    public async ValueTask<IReadOnlyList<MessageLine>> Of(IReadOnlyList<CasePart> parts, CaseFacts fact, LocalTime time, CancellationToken cancel)
    {
        var root = parts[0].Head;
        var lines = new List<(DateTimeOffset At, MessageLine Line)>();
        if (fact.Text("encounter") is { } encounter)
        {
            var rows = await hospital.Store.Read.Inbox.OfOrderKey($"{hospital.Facility(root.Facility)?.Code}|{encounter}", Most, cancel);
            var events = (await hospital.Store.Read.Inbox.EventsOfInboxes([.. rows.Select(row => row.Id)], cancel)).ToLookup(one => one.Inbox);
            lines.AddRange(rows.Select(row => (Micros.ToTime(row.Received), InboxLines.Of(row, events[row.Id], time))));
        }

        var effects = (await hospital.Store.Read.Effects.OfInstances([.. parts.Select(part => part.Head.Id)], cancel)).ToDictionary(effect => effect.Id);
        lines.AddRange(parts.SelectMany(part => part.Trace.Calls.Select(call => (call.At, OutgoingLines.Of(part.Head.Id, call, fact, effects.GetValueOrDefault(call.Id), time)))));
        return [.. lines.OrderByDescending(one => one.At).Take(Most).Select(one => one.Line)];
    }
}
