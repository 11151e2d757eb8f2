using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;
using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Web.Cases;
using Orderly.Web.Cases.Traces;
using Orderly.Web.Design;
using Orderly.Web.Security;
using Orderly.Web.Sources;
using JournalEntry = Orderly.Engine.Process.JournalEntry;

namespace Orderly.Web.Messages.Outgoing;

/// <summary>
/// Calls to other systems, read from the journals that asked for them: what is done leaves the outbox and stays there. The outbox
/// adds how often one that is still to go was tried.
/// </summary>
internal sealed class OutgoingReading(Hospital hospital, InstanceTraces traces, CaseFactsMemory facts, Looks looks)
{
    /// <summary>How far back a search looks, in calls.</summary>
    private const int MostSearched = 500;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async ValueTask<IReadOnlyList<(long At, Guid Id, MessageLine Line)>> Lines(MessageFilter filter, (long At, Guid Id) before, int limit, LocalTime time, CancellationToken cancel)
    {
        var asked = await hospital.Store.Read.Instances.CallsNewest(before, filter.Find is null && filter.Show != MessageShow.Stopped ? limit : MostSearched, cancel);
        Guid[] instances = [.. asked.Select(row => row.Instance).Distinct()];
        var open = (await hospital.Store.Read.Effects.OfInstances(instances, cancel)).ToDictionary(effect => effect.Id);
        var lines = new List<(long, Guid, MessageLine)>();
        foreach (var instance in instances)
        {
            if (await traces.Of(instance, cancel) is not { } trace || await facts.Of(instance, cancel) is not { } fact)
            {
                continue;
            }

            var times = asked.Where(row => row.Instance == instance).Select(row => row.At).ToHashSet();
            lines.AddRange(trace.Calls.Where(call => times.Contains(Micros.From(call.At)))
                .Select(call => (Micros.From(call.At), instance, OutgoingLines.Of(instance, call, fact, open.GetValueOrDefault(call.Id), time))));
        }

        return [.. lines.Where(one => Matches(one.Item3, filter.Find) && (filter.Show != MessageShow.Stopped || one.Item3.Answer.Css == StatusLook.Failed.Css))
            .OrderByDescending(one => one.Item1).ThenByDescending(one => one.Item2).Take(limit)];
    }

    /// <summary>How many wait for a person.</summary>
    public async ValueTask<int> Stopped(int most, CancellationToken cancel)
    {
        var start = (long.MinValue, Guid.Empty);
        return (await hospital.Store.Read.Effects.InState(EffectState.Unknown, start, most, cancel)).Count + (await hospital.Store.Read.Effects.InState(EffectState.Failed, start, most, cancel)).Count;
    }

    public async ValueTask<OutgoingView?> One(Viewer viewer, Guid instance, Guid id, CancellationToken cancel)
    {
        if (await hospital.Store.Read.Instances.Head(instance, cancel) is not { } head || await facts.Of(instance, cancel) is not { } fact)
        {
            return null;
        }

        var entries = await traces.Entries(instance, cancel);
        if (new InstanceTrace(entries).Call(id) is not { } call)
        {
            return null;
        }

        await looks.Record(viewer.Id, "outgoing", Guid.TryParseExact(fact.Text("patient"), "N", out var patient) ? [patient] : [], cancel);
        var time = hospital.TimeAt(head.Facility);
        var effect = (await hospital.Store.Read.Effects.OfInstances([instance], cancel)).FirstOrDefault(row => row.Id == id);
        var line = OutgoingLines.Of(instance, call, fact, effect, time);
        return new OutgoingView(line, hospital.Model(fact.Process, fact.Version)?.Find(call.Requested.Target)?.Name ?? call.Requested.Target, $"/cases/{head.Root}", $"Case {line.About}")
        {
            Asked = Json(call.Requested.Input),
            Answered = call.Result is { } result ? Json(result) : null,
            Story = [.. Story(entries, id, time)],
            Inverse = call.Requested.Inverse,
            UsefulUntil = call.Requested.UsefulUntil is { } until ? time.Clock(until) : null,
            IsStopped = call.Ended is CallEnd.Failed or CallEnd.Unknown,
        };
    }

    /// <summary>Every turn of the call that its journal tells of.</summary>
    private IEnumerable<MessageTry> Story(IEnumerable<JournalEntry> entries, Guid id, LocalTime time)
    {
        var number = 0;
        foreach (var entry in entries)
        {
            foreach (var happened in entry.Events)
            {
                if (Turn(happened, id, entry.Actor.Id) is { } turn)
                {
                    yield return new MessageTry((++number).ToString(CultureInfo.InvariantCulture), time.Seconds(entry.At), turn.Look, turn.Detail);
                }
            }
        }
    }

    private (StatusLook Look, string Detail)? Turn(Event happened, Guid id, string actor) => happened switch
    {
        CallRequested e when e.Call.Value == id => (StatusLook.Waiting.Saying("Asked"), "Written with the decision that asked for it"),
        CallSucceeded e when e.Call.Value == id => (StatusLook.Done.Saying("Answered"), Postings.Document(e.Result) ?? "Done there"),
        CallFailed e when e.Call.Value == id => (StatusLook.Failed.Saying("Not done"), e.Message),
        CallOutcomeUnknown e when e.Call.Value == id => (StatusLook.Failed.Saying("Outcome unknown"), e.Message),
        CallConfirmed e when e.Call.Value == id => (StatusLook.Done.Saying("Confirmed"), $"{hospital.NameOf(actor)}: {e.Reason}"),
        CallResent e when e.Call.Value == id => (StatusLook.InProgress.Saying("Sent again"), $"{hospital.NameOf(actor)}: {e.Reason}"),
        CallCancelled e when e.Call.Value == id => (StatusLook.Cancelled, "Withdrawn"),
        _ => null,
    };

    private static bool Matches(MessageLine line, string? words) =>
        words is null || $"{line.Type} {line.System} {line.Key} {line.About}".Contains(words, StringComparison.OrdinalIgnoreCase);

    private static string Json(FeelContext values) => JsonSerializer.Serialize(FeelJson.ToPlain(values), Readable);
}
