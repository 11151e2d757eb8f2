using System.Globalization;
using System.Text.Json.Nodes;
using Orderly.Engine.Work;
using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Runtime.Projection;
using Orderly.Web.Cases;
using Orderly.Web.Cases.Traces;
using Orderly.Web.Design;
using Orderly.Web.Forms;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Worklist;

/// <summary>Puts the open task together: who it is about, its clock and ladder, why it is here, who waits, and its form.</summary>
internal sealed class TaskPanelReading(Hospital hospital, CaseFactsMemory facts, Patients patients, InstanceTraces traces, Looks looks)
{
    private const int MostSaid = 20;

    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(60);
    private static readonly TimeSpan UsualHold = TimeSpan.FromMinutes(30);

    /// <returns>Null when there is no such task in the viewer's queues: a stranger is not told that it exists.</returns>
    public async ValueTask<TaskPanel?> Read(Viewer viewer, Guid id, Queues queues, WorklistFilter filter, Pressed pressed, CancellationToken cancel)
    {
        if (await hospital.Store.Read.Work.Task(id, cancel) is not { } row || !queues.IsOpenTo(row.Queue, viewer))
        {
            return null;
        }

        var task = new TaskOnList(row, TaskView.Read(row.View), await facts.Of(row.Instance, cancel), queues.Find(row.Queue));
        var names = await patients.Of(viewer, row.Patient is { } token ? [token] : [], cancel);
        await looks.Record(viewer.Id, "task", row.Patient is { } seen ? [seen] : [], cancel);
        var trace = await traces.Of(row.Instance, cancel);
        var time = hospital.TimeAt(row.Facility);
        var line = new TaskLines(hospital, viewer.Id, filter).Of(task, names, time);
        var (form, issues) = await Form(task.View.Form, cancel);
        var clock = trace?.ClockOfTask(id);
        return new TaskPanel
        {
            Line = line,
            Standing = Standing(line, trace?.Task(id), task, viewer, time),
            Patient = names.Banner(row.Patient, Where(task), task.Facts?.Text("visit"), DateOnly.FromDateTime(time.Here.DateTime)),
            ClockFacts = line.Clock is { } reading ? $"{Spans.Minutes(reading.Net)} of {Spans.Minutes(reading.Target)} min net, {Spans.Minutes(reading.Gross)} gross" : null,
            Rung = clock?.Climbed.Count > 0 ? clock.Climbed[^1].Rung.Level : null,
            RungSince = clock?.Climbed.Count > 0 ? $" since {time.Clock(clock.Climbed[^1].At)}" : null,
            NextRung = NextRung(clock, time),
            Why = [.. Why(task, time)],
            WhoWaits = WhoWaits(task),
            CaseAddress = $"/cases/{row.Focus ?? row.Instance}",
            Asked = task.View.Asked,
            Denied = task.View.Asked is null ? trace?.Task(id)?.Denied : null,
            Said = [.. (trace?.Task(id)?.Said ?? []).TakeLast(MostSaid).Select(said => new SaidLine(said.By == viewer.Id ? "You" : TaskLines.ShortName(hospital.NameOf(said.By)), time.Clock(said.At), said.Text))],
            Hold = task.State == TaskState.OnHold ? HoldWords(task.View, time) : null,
            Form = form,
            FormIssues = issues,
            Answers = pressed.Answers ?? FormAnswers.None,
            Brought = trace is null ? null : Brought(task.Facts),
            May = May(task, viewer),
            IsForecast = task.State == TaskState.PreAlerted,
            IsOver = !row.Open,
            HoldReasons = Worklist.HoldReasons.All,
            HoldLatest = time.Time(time.Now + LongestHold),
            HoldProposed = time.Time(time.Now + UsualHold),
            IsHoldOpen = pressed.HoldFault is not null,
            HoldFault = pressed.HoldFault,
            HoldGiven = pressed.Hold,
        };
    }

    public async ValueTask<(FormSchema Schema, IReadOnlyList<FormIssue> Issues)> Form(string? id, CancellationToken cancel)
    {
        if (id is null)
        {
            return (FormSchema.Empty, []);
        }

        if (await hospital.Store.Read.Definitions.Latest("form", id, cancel) is not { } deployed)
        {
            return (FormSchema.Empty, [new FormIssue(id, $"Expected a deployed form '{id}', but there is none")]);
        }

        var (schema, issues) = FormSchemaReader.Read(deployed.Body);
        return (schema ?? FormSchema.Empty, issues);
    }

    private static TaskPanelActions May(TaskOnList task, Viewer viewer)
    {
        // While it waits for an answer no other move is taken.
        if (task.View.Asked is not null)
        {
            return new TaskPanelActions();
        }

        var isMine = task.IsOf(viewer.Id);
        return new TaskPanelActions
        {
            Claim = task.State == TaskState.Offered,
            Start = isMine && task.State == TaskState.Claimed,
            Complete = isMine && task.State is TaskState.Claimed or TaskState.InProgress && isMine,
            Hold = isMine && task.State is TaskState.Claimed or TaskState.InProgress && isMine,
            Resume = isMine && task.State == TaskState.OnHold,
            Release = isMine && task.State is TaskState.Claimed or TaskState.InProgress && isMine,
        };
    }

    private string Standing(TaskLine line, TaskTrace? trace, TaskOnList task, Viewer viewer, LocalTime time)
    {
        var since = trace is null ? "" : $" since {time.Clock(trace.Since)}";
        return task.Row.Owner switch
        {
            null => $"{line.Status.Word}{since}",
            var owner when owner == viewer.Id => $"{line.Status.Word}, you{since}",
            var owner => $"{line.Status.Word}, {TaskLines.ShortName(hospital.NameOf(owner))}{since}",
        };
    }

    private (string When, string What)? NextRung(ClockTrace? clock, LocalTime time)
    {
        if (clock?.Next is not { } next)
        {
            return null;
        }

        var audience = clock.Ladder is { } ladder && hospital.World.Now.World.Ladders.TryGetValue(ladder, out var known)
            ? known.Rungs.FirstOrDefault(rung => rung.Level == next.Level)?.Audience ?? []
            : [];
        var who = audience.Length == 0 ? "the next rung" : string.Join(" and ", audience.Select(one => one.Role == "owner" ? "the owner" : $"the {InSentence.Of(hospital.RoleName(one.Role))}"));
        return ($"L{next.Level} at {time.Clock(next.At)}", $"{who} {(audience.Length > 1 ? "are" : "is")} told unless the work is done.");
    }

    private IEnumerable<string> Why(TaskOnList task, LocalTime time)
    {
        if (task.Facts is not { } facts)
        {
            yield break;
        }

        var model = hospital.Model(facts.Process, facts.Version);
        yield return $"{model?.Name ?? facts.Process} began {time.Clock(facts.Started)}.";
        if (model?.Find(task.View.Element)?.Documentation is { Length: > 0 } documentation)
        {
            yield return documentation;
        }

        var reasons = WhyWords.Of(facts).ToList();
        if (reasons.Count > 0)
        {
            yield return $"{string.Join(". ", reasons)}.";
        }
    }

    private string WhoWaits(TaskOnList task)
    {
        var model = task.Facts is { } facts ? hospital.Model(facts.Process, facts.Version) : null;
        var next = model is null ? [] : Following.Of(model, task.View.Element).ToList();
        return next.Count == 0 ? "Nothing else in this case waits for it." : $"{string.Join(", then ", next.Take(3))}.";
    }

    private string Where(TaskOnList task)
    {
        var unit = task.Unit is { } code ? hospital.UnitName(code) : null;
        var bed = task.Facts?.Bed is { Length: > 0 } one ? one : null;
        return string.Join(", ", new[] { unit, bed }.OfType<string>());
    }

    private static string HoldWords(TaskView view, LocalTime time) =>
        string.Create(CultureInfo.InvariantCulture, $"{Worklist.HoldReasons.Words(view.HoldReason ?? "")}{(view.HeldUntil is { } until ? $", until {time.Clock(until)}" : "")}. The clock stands still and comes back on its own.");

    private static JsonObject? Brought(CaseFacts? facts) =>
        facts is null ? null : JsonObject.Create(Engine.Feel.FeelJson.ToPlain(facts.Variables));
}
