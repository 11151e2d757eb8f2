using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Web.Messages.Outgoing;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Messages;

/// <summary>Messages in and out by time, the newest first, for those who look after the interfaces.</summary>
internal sealed class MessageListReading(Hospital hospital, OutgoingReading outgoing)
{
    private const int PageSize = 50;
    private const int MostStopped = 100;

    public async ValueTask<MessageListView> Read(Viewer viewer, MessageFilter filter, CancellationToken cancel)
    {
        var time = hospital.TimeAt(viewer.Facility);
        var before = PageKey.Parse(filter.Before) ?? (Micros.Never, Guid.AllBitsSet);
        var found = new List<(long At, Guid Id, MessageLine Line)>();
        if (filter.TakesInbox)
        {
            found.AddRange(await Inbox(filter, before, time, cancel));
        }

        if (filter.TakesRefused)
        {
            var refused = await hospital.Store.Read.Inbox.Refusals(filter.Find?.ToLowerInvariant() ?? "", before, PageSize + 1, cancel);
            found.AddRange(refused.Select(row => (row.Received, row.Id, InboxLines.Of(row, time))));
        }

        if (filter.TakesOutgoing)
        {
            found.AddRange(await outgoing.Lines(filter, before, PageSize + 1, time, cancel));
        }

        var ordered = found.OrderByDescending(one => one.At).ThenByDescending(one => one.Id).ToList();
        var shown = ordered.Take(PageSize).ToList();
        // Several calls of one decision share their place: a page ends after the last of them.
        shown.AddRange(ordered.Skip(PageSize).TakeWhile(one => one.At == shown[^1].At && one.Id == shown[^1].Id));
        var older = ordered.Count > shown.Count ? (filter with { Before = PageKey.Write(shown[^1].At, shown[^1].Id) }).Address : null;
        return new MessageListView([.. shown.Select(one => one.Line)], filter.Find, filter.State, older)
        {
            Chips = filter.ToChips(),
            Standing = await Standing(cancel),
        };
    }

    private async ValueTask<IEnumerable<(long, Guid, MessageLine)>> Inbox(MessageFilter filter, (long, Guid) before, LocalTime time, CancellationToken cancel)
    {
        var rows = filter.Find is { } words
            ? await hospital.Store.Read.Inbox.Search(filter.Inbox, words.ToLowerInvariant(), await OrderKeysOf(words, cancel), before, PageSize + 1, cancel)
            : await hospital.Store.Read.Inbox.Page(filter.Inbox, before, PageSize + 1, cancel);
        var events = (await hospital.Store.Read.Inbox.EventsOfInboxes([.. rows.Select(row => row.Id)], cancel)).ToLookup(one => one.Inbox);
        return rows.Select(row => (row.Received, row.Id, InboxLines.Of(row, events[row.Id], time)));
    }

    /// <summary>A record number finds the visits its patient has work for; the messages themselves are sealed.</summary>
    private async ValueTask<IReadOnlyList<string>> OrderKeysOf(string number, CancellationToken cancel)
    {
        var keys = new List<string>();
        foreach (var facility in hospital.Organisation.Facilities)
        {
            if (await hospital.Store.Read.Patients.ByRecordNumber(hospital.Store.Blind.Of(facility.Code, number), cancel) is not { } patient)
            {
                continue;
            }

            var tasks = await hospital.Store.Read.Work.OfPatient(await hospital.Store.Read.Patients.Group(patient.Token, cancel), cancel);
            foreach (var root in tasks.Select(task => task.Focus ?? task.Instance).Distinct())
            {
                if (await hospital.Store.Read.Instances.Head(root, cancel) is { BusinessKey: { } key } head)
                {
                    keys.Add($"{hospital.Facility(head.Facility)?.Code}|{key}");
                }
            }
        }

        return keys;
    }

    private async ValueTask<string> Standing(CancellationToken cancel)
    {
        var start = (Micros.Never, Guid.AllBitsSet);
        var stopped = (await hospital.Store.Read.Inbox.Page(InboxState.Quarantined, start, MostStopped, cancel)).Count + await outgoing.Stopped(MostStopped, cancel);
        var held = (await hospital.Store.Read.Inbox.Page(InboxState.HeldForOrder, start, MostStopped, cancel)).Count;
        return $"{Counted(stopped)} stopped for a person, {Counted(held)} held for order";
    }

    private static string Counted(int count) => count >= MostStopped ? $"{MostStopped} or more" : $"{count}";
}
