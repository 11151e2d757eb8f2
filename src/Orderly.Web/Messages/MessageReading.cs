using System.Globalization;
using System.Text.Json;
using Orderly.Canonical;
using Orderly.Canonical.PatientFlow;
using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Web.Cases;
using Orderly.Web.Cases.Happened;
using Orderly.Web.Design;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Messages;

/// <summary>One message that came in, whole: what was sent, what was read of it, what was made of it, and what came of that.</summary>
internal sealed class MessageReading(Hospital hospital, Looks looks, MessageTrails trails)
{
    private const int MostReplays = 20;

    public async ValueTask<MessageView?> One(Viewer viewer, Guid id, bool masked, CancellationToken cancel)
    {
        if (await hospital.Store.Read.Inbox.One(id, cancel) is not { } row)
        {
            return null;
        }

        var time = hospital.TimeAt(row.Facility);
        var rows = await hospital.Store.Read.Inbox.EventsOfInboxes([id], cancel);
        var events = rows.Select(one => JsonSerializer.Deserialize(one.Body, CanonicalJson.Default.PatientFlowEvent)!).ToList();
        var patients = events.Select(one => one.Patient).OfType<PatientToken>().Select(token => Guid.ParseExact(token.ToString(), "N")).Distinct().ToList();
        await looks.Record(viewer.Id, masked ? "message" : "message-unmasked", patients, cancel);
        var raw = new SegmentGlance(row.Raw);
        return new MessageView(InboxLines.Of(row, rows, time), time.Seconds(Micros.ToTime(row.Received)), row.Raw.Length, raw.Segments(masked), new SegmentGlance(row.Ack).Segments(masked: false))
        {
            Fields = raw.Fields(masked),
            Events = [.. events.Select(one => new MappedEvent(CaseNarrative.Words(one.Type.ToString()), [.. Facts(one, time)]))],
            Reason = row.Reason,
            HeldUntil = InboxLines.HeldUntil(row, time),
            MayReplay = row.State is InboxState.Quarantined or InboxState.Ignored,
            IsMasked = masked,
            Tries = await Tries(row, time, cancel),
            Trail = await trails.Of(row, cancel),
            Links = await trails.Neighbours(row, time, cancel),
        };
    }

    public async ValueTask<MessageView?> Refused(Viewer viewer, Guid id, bool masked, CancellationToken cancel)
    {
        if (await hospital.Store.Read.Inbox.Refusal(id, cancel) is not { } row)
        {
            return null;
        }

        var time = hospital.TimeAt(viewer.Facility);
        var raw = new SegmentGlance(row.Raw);
        return new MessageView(InboxLines.Of(row, time), time.Seconds(Micros.ToTime(row.Received)), row.Raw.Length, raw.Segments(masked), new SegmentGlance(row.Ack).Segments(masked: false))
        {
            Fields = raw.Fields(masked),
            Reason = row.Reason,
            IsMasked = masked,
            IsRefused = true,
        };
    }

    /// <summary>The first mapping and every replay a person asked for; only the latest has its outcome on record.</summary>
    private async ValueTask<IReadOnlyList<MessageTry>> Tries(InboxRow row, LocalTime time, CancellationToken cancel)
    {
        var replays = (await hospital.Store.Read.Records.AuditOf($"inbox/{row.Id}", MostReplays, cancel)).Reverse().ToList();
        var tries = new List<MessageTry> { new("1", time.Seconds(Micros.ToTime(row.Received)), StatusLook.Waiting.Saying("Taken in"), "Stored, then answered") };
        tries.AddRange(replays.Select((replay, index) => new MessageTry(
            (index + 2).ToString(CultureInfo.InvariantCulture), time.Seconds(Micros.ToTime(replay.At)), StatusLook.Waiting.Saying("Taken up again"), $"Asked for by {hospital.NameOf(replay.Actor)}")));
        tries[^1] = tries[^1] with { Result = Result(row), Detail = row.Reason ?? tries[^1].Detail };
        return tries;
    }

    private static StatusLook Result(InboxRow row) => row.State switch
    {
        InboxState.Mapped => StatusLook.Done.Saying("Mapped"),
        InboxState.Quarantined => StatusLook.Failed.Saying("Mapping stopped"),
        InboxState.HeldForOrder => StatusLook.OnHold.Saying("Held for order"),
        InboxState.Ignored => StatusLook.Skipped.Saying("Ignored"),
        _ => StatusLook.InProgress.Saying("Its turn comes"),
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
}
