using System.Globalization;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Process;
using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Web.Design;
using Orderly.Web.Flow;
using Orderly.Web.Security;
using Orderly.Web.Sources;
using Orderly.Web.Worklist;
using JournalEntry = Orderly.Engine.Process.JournalEntry;

namespace Orderly.Web.Cases;

/// <summary>Puts a case together: its root instance's journal, what was called from it, and the messages of its encounter.</summary>
internal sealed class CaseReading(Hospital hospital, CaseFactsMemory facts, Patients patients, Looks looks, InstanceSight sight)
{
    private const int MostMessages = 200;

    /// <returns>Null when there is no such case, or the viewer has no part in it: the two are not told apart.</returns>
    public async ValueTask<CaseView?> Read(Viewer viewer, Guid id, CaseChoice choice, bool linkMessages, CancellationToken cancel)
    {
        if (await hospital.Store.Read.Instances.Head(id, cancel) is not { } head || !await sight.MaySee(viewer, head, cancel))
        {
            return null;
        }

        var entries = await new InstanceTraces(hospital.Store).Entries(id, cancel);
        if (entries.Count == 0 || await facts.Of(id, cancel) is not { } fact)
        {
            return null;
        }

        var trace = new InstanceTrace(entries);
        var time = hospital.TimeAt(head.Facility);
        var model = hospital.Model(fact.Process, fact.Version);
        var patient = Guid.TryParseExact(fact.Text("patient"), "N", out var token) ? token : (Guid?)null;
        var names = await patients.Of(viewer, patient is { } one ? [one] : [], cancel);
        await looks.Record(viewer.Id, "case", patient is { } seen ? [seen] : [], cancel);

        var standing = new StepStanding(hospital, trace, time);
        var timeline = await Timeline(entries, trace, model, fact, linkMessages, time, cancel);
        var chips = CaseChoice.Chips(id, timeline, choice).ToList();
        var steps = model is null ? [] : standing.Steps(model).ToList();
        return new CaseView
        {
            Id = id,
            Address = $"/cases/{id}",
            Process = model?.Name ?? fact.Process,
            Version = fact.Version,
            Key = fact.Text("visit") ?? fact.BusinessKey ?? id.ToString(),
            Patient = names.Banner(patient, Where(fact), fact.Text("visit"), DateOnly.FromDateTime(time.Here.DateTime)) is { } banner ? banner with { Facts = [.. Facts(fact)] } : null,
            Status = CaseStatus.Look(head.Status),
            Clock = Clock(entries, trace, model, time),
            Stages = model is null ? [] : StageReading.Of(model, trace, time),
            Stuck = Stuck(trace, time),
            Flow = Picture(model, fact, trace, standing),
            IsWhole = choice.IsWhole,
            Steps = steps,
            Timeline = [.. timeline.Where(entry => choice.Shows(entry))],
            Chips = chips,
            Ladders = [.. Ladders(trace, model, time)],
            Postings = [.. trace.Calls.Select(call => Postings.Of(call, model?.Find(call.Requested.Target)?.Name ?? call.Requested.Target))],
            Incidents = [.. trace.OpenIncidents.Select(pair => new CaseIncident(pair.Key, model?.Find(pair.Value.ElementId)?.Name ?? pair.Value.ElementId, pair.Value.Message.TrimEnd('.'), time.Clock(Raised(entries, pair.Key))))],
            Entry = head.Seq,
        };
    }

    private async ValueTask<IReadOnlyList<TimelineEntry>> Timeline(
        IReadOnlyList<JournalEntry> entries, InstanceTrace trace, ProcessModel? model, CaseFacts fact, bool linkMessages, LocalTime time, CancellationToken cancel)
    {
        var narrative = new CaseNarrative(hospital, trace, model, time);
        var told = entries.SelectMany(narrative.Of).ToList();
        if (fact.Text("encounter") is { } encounter)
        {
            foreach (var message in await hospital.Store.Read.Inbox.EventsOfEncounter(encounter, MostMessages, cancel))
            {
                var at = Micros.ToTime(message.Received);
                told.Add(new TimelineEntry(at, time.Clock(at), "in", CaseNarrative.Words(message.Kind))
                {
                    Lead = "In",
                    Link = linkMessages && message.Inbox is { } inbox ? $"/messages/{inbox}" : null,
                    Meta = $"Occurred {time.Clock(Micros.ToTime(message.Occurred))}",
                    Kind = TimelineKind.Message,
                    Weight = TimelineWeight.Key,
                });
            }
        }

        // Events of one entry have one time; the later of them is the newer.
        return [.. told.Index().OrderByDescending(one => one.Item.At).ThenByDescending(one => one.Index).Select(one => one.Item)];
    }

    private static CaseClock? Clock(IReadOnlyList<JournalEntry> entries, InstanceTrace trace, ProcessModel? model, LocalTime time)
    {
        var clock = trace.Clocks.Where(one => one.Task is null).MaxBy(one => one.Target);
        if (clock?.Read(time.Now) is not { } reading)
        {
            return null;
        }

        var until = clock.IsRunning ? time.Now : clock.Started + reading.Gross;
        var (number, words) = reading.Phase switch
        {
            ClockPhase.Late => (Spans.Short(-reading.Left), $"past the {time.Clock(clock.BreachAt)} target"),
            ClockPhase.Met => (Spans.Short(reading.Net), "and the promise was kept"),
            ClockPhase.Missed => (Spans.Short(-reading.Left), "past the target when it was done"),
            _ => (Spans.Short(reading.Left), $"to the {time.Clock(clock.BreachAt)} target"),
        };
        return new CaseClock(reading, number, words, model?.Find(clock.Element)?.Name ?? clock.Element, time.Clock(clock.Started), time.Clock(clock.WarnAt), time.Clock(clock.BreachAt))
        {
            Shares = CaseMinutes.Of(entries, clock.Started, until),
        };
    }

    private (string Lead, string Words)? Stuck(InstanceTrace trace, LocalTime time)
    {
        var late = trace.Tasks.Where(task => task.IsOpen)
            .Select(task => (Task: task, Clock: trace.ClockOfTask(task.Id)))
            .Select(one => (one.Task, one.Clock, Reading: one.Clock?.Read(time.Now)))
            .Where(one => one.Reading is { Phase: ClockPhase.Late })
            .OrderBy(one => one.Reading!.Due)
            .FirstOrDefault();
        if (late.Task is not { } task)
        {
            return null;
        }

        var role = InSentence.Of(hospital.RoleName(task.Queue.Role ?? ""));
        var who = task.Owner is { } owner ? $"{TaskLines.ShortName(hospital.NameOf(owner))} has {task.Name}" : $"No one has {task.Name} yet";
        var next = late.Clock!.Next is { } rung ? $" L{rung.Level} comes at {time.Clock(rung.At)}." : "";
        var now = late.Clock.Climbed.Count > 0 ? $" Now at L{late.Clock.Climbed[^1].Rung.Level}." : "";
        return ($"Stuck on {role}.", $"{who}, late {Spans.Short(-late.Reading!.Left)}.{now}{next}");
    }

    private static FlowPicture Picture(ProcessModel? model, CaseFacts fact, InstanceTrace trace, StepStanding standing)
    {
        if (model is null)
        {
            return new FlowPicture($"{fact.Process}, version {fact.Version}") { Summary = "The model of this version is not in force on this node." };
        }

        var here = model.Elements.Where(element => trace.Step(element.Id) is { Active: > 0 } && !element.IsScope && element.Name is { Length: > 0 }).Select(element => element.Name!).ToList();
        var picture = ModelPicture.Of(model, $"{model.Name ?? model.Id}, version {fact.Version}", standing.Of, trace.FlowsTaken);
        return picture with { Summary = here.Count == 0 ? "No token is left." : $"Tokens stand on {string.Join(", ", here)}." };
    }

    private IEnumerable<CaseLadder> Ladders(InstanceTrace trace, ProcessModel? model, LocalTime time)
    {
        foreach (var clock in trace.Clocks.Where(clock => clock.IsRunning && clock.Climbed.Count > 0).OrderByDescending(clock => clock.Climbed[^1].Rung.Level).Take(2))
        {
            var of = clock.Task is { } task ? trace.Task(task)?.Name : model?.Find(clock.Element)?.Name;
            var known = clock.Ladder is { } ladder ? hospital.World.Now.World.Ladders.GetValueOrDefault(ladder) : null;
            var standsOn = clock.Climbed[^1].Rung.Level;
            var levels = clock.Climbed.Select(one => one.Rung.Level).Concat(clock.Rungs.Select(rung => rung.Level)).Distinct().Order();
            yield return new CaseLadder(of ?? clock.Element, [.. levels.Select(level => new LadderRung(
                level,
                Capital(string.Join(", ", (known?.Rungs.FirstOrDefault(rung => rung.Level == level)?.Audience ?? []).Select(one => one.Role == "owner" ? "owner" : hospital.RoleName(one.Role)))),
                clock.Climbed.FirstOrDefault(one => one.Rung.Level == level) is { Rung: not null } reached ? time.Clock(reached.At)
                    : clock.Rungs.FirstOrDefault(rung => rung.Level == level) is { } coming ? time.Clock(coming.At) : "",
                level == standsOn ? StageReached.Is : level < standsOn ? StageReached.Was : StageReached.WillBe))]);
        }
    }

    private string Where(CaseFacts fact) =>
        string.Join(", ", new[] { fact.Text("unit") is { } unit ? hospital.UnitName(unit) : null, fact.Bed is { Length: > 0 } bed ? bed : null }.OfType<string>());

    private static IEnumerable<(string Label, string Value)> Facts(CaseFacts fact)
    {
        if (fact.Text("disposition") is { } disposition && Dispositions.Words(disposition) is { } going)
        {
            yield return ("Going", going);
        }

        if (fact.IsTrue("bedDemanded"))
        {
            yield return ("Next in bed", "someone waits");
        }
    }

    private static DateTimeOffset Raised(IReadOnlyList<JournalEntry> entries, Guid incident) =>
        entries.Last(entry => entry.Events.OfType<IncidentRaised>().Any(raised => raised.Incident.Value == incident)).At;

    private static string Capital(string words) => words.Length == 0 ? words : char.ToUpper(words[0], CultureInfo.InvariantCulture) + words[1..];
}
