using Orderly.Engine.Work;
using Orderly.Journal;
using Orderly.Journal.Read;
using Orderly.Journal.Rows;
using Orderly.Runtime.Projection;
using Orderly.Web.Design;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Worklist;

/// <summary>What was just asked of a task and did not go through, to be shown with the page.</summary>
internal sealed record Pressed
{
    public static readonly Pressed Nothing = new();

    /// <summary>Set when it was done: said in a toast, and the page is fetched anew.</summary>
    public string? Done { get; init; }

    /// <summary>The word whose sentence says what came of it, where that is not the verb that was pressed.</summary>
    public string? Verb { get; init; }

    public string? Refusal { get; init; }

    public Forms.FormAnswers? Answers { get; init; }

    public string? HoldFault { get; init; }

    /// <summary>What a refused hold was filled in with.</summary>
    public HoldAnswers? Hold { get; init; }

    public bool IsDone => Refusal is null && HoldFault is null && (Answers is null || Answers.Faults.Count == 0);
}

/// <summary>Puts the worklist page together from the store, for one viewer and one filter.</summary>
internal sealed class WorklistReading(Hospital hospital, CaseFactsMemory facts, Patients patients, TaskPanelReading panels, Looks looks)
{
    private const int Most = 200;

    public async ValueTask<WorklistView> Read(Viewer viewer, WorklistFilter filter, Pressed pressed, CancellationToken cancel)
    {
        var queues = await Queues.Read(hospital.Store, cancel);
        var open = queues.OpenTo(viewer);
        var rows = await hospital.Store.Read.Work.Page(open, WorklistKey.Start, Most + 1, cancel);
        var tasks = new List<TaskOnList>();
        foreach (var row in rows.Take(Most))
        {
            tasks.Add(await OnList(row, queues, cancel));
        }

        var time = hospital.TimeAt(viewer.Facility);
        var names = await patients.Of(viewer, Tokens(tasks), cancel);
        var lines = new TaskLines(hospital, viewer.Id, filter);
        var all = tasks.Select(task => (Task: task, Line: lines.Of(task, names, time))).ToList();
        var narrowed = all.Where(one => Matches(one.Task, one.Line, filter)).ToList();
        var shown = narrowed.Where(one => IsShown(one.Task, one.Line, filter.Show, viewer)).ToList();

        await looks.Record(viewer.Id, "worklist", Tokens(shown.Select(one => one.Task)), cancel);
        return new WorklistView
        {
            Title = Title(viewer, filter),
            Counts = new WorklistCounts(all.Count, all.Count(one => IsLate(one.Line)), all.Count(one => one.Line.Clock is { Phase: ClockPhase.Soon }), all.Count(one => one.Line.WaitingOn is null)),
            Filter = filter,
            Tabs = [.. Tabs(narrowed, filter, viewer)],
            Groups = TaskGroups.Of([.. shown.Select(one => one.Line)], time, filter.Sort),
            Units = [.. all.Select(one => one.Task.Unit).OfType<string>().Distinct().Order().Select(unit => (unit, hospital.UnitName(unit)))],
            Panel = filter.Task is { } task ? await panels.Read(viewer, task, queues, filter, pressed, cancel) : null,
            Done = pressed.Done,
            Refusal = pressed.Refusal,
            AsOf = time.Time(time.Now),
            IsCut = rows.Count > Most,
        };
    }

    public async ValueTask<TaskOnList> OnList(TaskRow row, Queues queues, CancellationToken cancel) =>
        new(row, TaskView.Read(row.View), await facts.Of(row.Instance, cancel), queues.Find(row.Queue));

    /// <summary>The task a person should take next: the most urgent that no one has, the earliest due among equals.</summary>
    public async ValueTask<TaskRow?> NextBest(Viewer viewer, CancellationToken cancel)
    {
        var queues = await Queues.Read(hospital.Store, cancel);
        var rows = await hospital.Store.Read.Work.Page(queues.OpenTo(viewer), WorklistKey.Start, Most, cancel);
        return rows.FirstOrDefault(row => (TaskState)row.State == TaskState.Offered);
    }

    private string Title(Viewer viewer, WorklistFilter filter) => filter.Role is { } role
        ? $"{hospital.RoleName(role)} worklist"
        : viewer.Roles.Count == 1 ? $"{viewer.Roles[0].Name} worklist" : "Worklist";

    private static IEnumerable<WorklistTab> Tabs(List<(TaskOnList Task, TaskLine Line)> narrowed, WorklistFilter filter, Viewer viewer)
    {
        foreach (var (show, name) in new[] { (WorklistShow.Mine, "Mine"), (WorklistShow.LateOrSoon, "Late or soon"), (WorklistShow.NoOne, "No one yet"), (WorklistShow.All, "All") })
        {
            var count = narrowed.Count(one => IsShown(one.Task, one.Line, show, viewer));
            yield return new WorklistTab(name, count, (filter with { Show = show, Task = null }).Address, filter.Show == show);
        }
    }

    private static bool IsShown(TaskOnList task, TaskLine line, WorklistShow show, Viewer viewer) => show switch
    {
        WorklistShow.Mine => task.IsOf(viewer.Id),
        WorklistShow.LateOrSoon => line.Clock is { Phase: ClockPhase.Late or ClockPhase.Soon },
        WorklistShow.NoOne => line.WaitingOn is null,
        _ => true,
    };

    private static bool Matches(TaskOnList task, TaskLine line, WorklistFilter filter) =>
        (filter.Unit is null || task.Unit == filter.Unit)
        && (filter.Role is null || task.Queue?.Role == filter.Role)
        && (filter.Find is not { } words || $"{line.About} {line.Place} {line.Title} {line.Why} {task.Facts?.BusinessKey}".Contains(words, StringComparison.OrdinalIgnoreCase));

    private static bool IsLate(TaskLine line) => line.Clock is { Phase: ClockPhase.Late };

    private static IReadOnlyCollection<Guid> Tokens(IEnumerable<TaskOnList> tasks) => [.. tasks.Select(task => task.Row.Patient).OfType<Guid>().Distinct()];
}
