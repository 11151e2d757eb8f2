using Orderly.Canonical.Erp;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Journal;
using Orderly.Journal.Rows;

namespace Orderly.Runtime.Postings;

/// <summary>What Orderly was told is booked, read from the journals: nothing else remembers it, so nothing else can disagree with it.</summary>
public sealed class PostingLedger(IStore store, string connector = "erp")
{
    private const int Page = 500;

    /// <summary>Documents the ERP booked within [<paramref name="from"/>, <paramref name="to"/>), oldest first; and how many calls have no answer yet.</summary>
    /// <exception cref="ArgumentException">A call of something that is no verb of an ERP.</exception>
    /// <exception cref="InvalidDataException">An answer that is no document: a person confirmed the call without saying what was booked, for example.</exception>
    public async Task<(IReadOnlyList<LedgerLine> Lines, int Unanswered)> Read(DateTimeOffset from, DateTimeOffset to, CancellationToken cancel = default)
    {
        var lines = new List<LedgerLine>();
        var unanswered = 0;
        var after = Guid.Empty;
        while (await store.Read.Instances.After(after, Page, cancel) is { Count: > 0 } page)
        {
            foreach (var head in page) unanswered += await Read(head, lines, cancel);
            after = page[^1].Id;
        }
        return ([.. lines.Where(line => line.BookedAt >= from && line.BookedAt < to).OrderBy(line => line.BookedAt).ThenBy(line => line.Number, StringComparer.Ordinal)], unanswered);
    }

    private async Task<int> Read(InstanceRow head, List<LedgerLine> lines, CancellationToken cancel)
    {
        var open = new Dictionary<CallId, CallRequested>();
        foreach (var entry in await store.Read.Instances.Journal(head.Id, 0, cancel: cancel))
        {
            foreach (var happened in EventJson.Read(entry.Body))
            {
                switch (happened)
                {
                    case CallRequested e when e.Connector == connector && ErpVerbs.Booked(e.Operation) is not null: open.Add(e.Call, e); break;
                    case CallSucceeded e when open.Remove(e.Call, out var call): lines.Add(Line(head, call, e.Result)); break;
                    case CallConfirmed e when open.Remove(e.Call, out var call): lines.Add(Line(head, call, e.Result)); break;
                    // Withdrawn before it was answered: if it was booked all the same, the tie-out finds a document that is not here.
                    case CallCancelled e: open.Remove(e.Call); break;
                    default: break;
                }
            }
        }
        return open.Count;
    }

    private static LedgerLine Line(InstanceRow head, CallRequested call, FeelContext document)
    {
        var booked = new DocumentReading(head.Id, call.Operation, document);
        return new LedgerLine(
            booked.Text("number"),
            booked.Text("key"),
            ErpVerbs.Booked(call.Operation)!.Value,
            booked.Text("encounter"),
            booked.Amount(),
            DateTimeOffset.Parse(booked.Text("bookedAt"), System.Globalization.CultureInfo.InvariantCulture))
        {
            Case = head.Root,
            Task = call.Input["correlation"] is FeelContext correlation && correlation["task"] is FeelString task ? task.Value : null,
        };
    }

    /// <summary>An answer, read as the document it must be.</summary>
    private sealed class DocumentReading(Guid instance, string operation, FeelContext document)
    {
        public string Text(string field) => document[field] switch
        {
            FeelString text => text.Value,
            FeelNull => throw Wrong(field, "nothing"),
            var other => other.ToString()!,
        };

        public decimal Amount() =>
            document["value"] is FeelContext value && decimal.TryParse(value["amount"].ToString(), System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out var amount)
                ? amount
                : throw Wrong("value.amount", "no number");

        private InvalidDataException Wrong(string field, string found) =>
            new($"Expected '{field}' in the answer to {operation} of instance {instance}, but there is {found}");
    }
}
