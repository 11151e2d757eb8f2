using Orderly.Engine.Work;
using Orderly.Web.Cases;
using Orderly.Web.Cases.Traces;
using Orderly.Web.Design;
using Orderly.Web.Escalations;
using Orderly.Web.Security;
using Orderly.Web.Sources;
using Orderly.Web.Worklist;

namespace Orderly.Web.Boards;

/// <summary>What breaches next: one line a stuck step, the latest first, then by the minute each is due.</summary>
/// <param name="viewer">Null on a wall, which takes and asks nothing.</param>
internal sealed class BreachLines(Hospital hospital, PatientNames names, LocalTime time, BoardPlace place, Viewer? viewer)
{
    private static readonly TimeSpan Near = TimeSpan.FromMinutes(20);
    private const int MostAhead = 8;

    public IReadOnlyList<BreachGroup> Of(IEnumerable<BoardCase> cases)
    {
        var lines = cases.SelectMany(Of).OrderBy(line => line.Clock.Due).ThenBy(line => line.Task).ToList();
        var late = lines.Where(line => line.Clock.Phase == ClockPhase.Late).ToList();
        var near = lines.Except(late).Where(line => line.Clock.Due <= time.Now + Near).ToList();
        var ahead = lines.Except(late).Except(near).Take(MostAhead).ToList();
        return
        [
            .. new[] { Group("Late", late), Group("Next 20 min", near), Group("Then", ahead) }.Where(group => group.Lines.Count > 0),
        ];
    }

    private IEnumerable<BreachLine> Of(BoardCase one)
    {
        foreach (var (part, task) in one.Tasks.Where(pair => pair.Task.IsOpen))
        {
            if (part.Trace.ClockOfTask(task.Id) is not { } clock || clock.Read(time.Now) is not { Due: not null } reading)
            {
                continue;
            }

            yield return new BreachLine(task.Id, one.Address, reading, time.Time(reading.Due!.Value))
            {
                Bed = one.Bed,
                Patient = names.Name(one.Patient),
                Flow = part.Model?.Name ?? one.Facts.Process,
                StuckOn = Departments.Of(part.Model, task, hospital),
                Step = task.Name,
                Who = task.Owner is { } owner ? TaskLines.ShortName(hospital.NameOf(owner)) : null,
                Role = hospital.RoleName(task.Queue.Role ?? ""),
                Since = time.Clock(task.Created),
                For = Spans.Short(time.Now - task.Created),
                Why = Why(one, task),
                ThenWaits = part.Model is { } model ? string.Join(", ", Following.Of(model, task.Element).Take(2)) : "",
                Rung = clock.Climbed.Count > 0 ? clock.Climbed[^1].Rung.Level : null,
                MayTake = task.Owner is null && task.State == TaskState.Offered && viewer is not null && viewer.Oversees([task.Queue.Role ?? ""], task.Queue.Facility, task.Queue.Unit),
                AskAddress = $"{BoardEndpoints.Path}{place.Query}&ask={task.Id}",
                NextRung = clock.Next is { } next ? $"L{next.Level} {time.Time(next.At)}" : null,
            };
        }
    }

    /// <summary>How the work stands says more than why the case is pressing; that comes next.</summary>
    private static string Why(BoardCase one, TaskTrace task) => task switch
    {
        { State: TaskState.OnHold, Hold: { } hold } => HoldReasons.Words(hold.Reason),
        { State: TaskState.Claimed } => "Claimed, not started",
        { State: TaskState.Failed } => "Cannot be done",
        _ => WhyWords.Of(one.Facts).FirstOrDefault() ?? (task.State == TaskState.Offered ? "Not taken" : "Under way"),
    };

    private static BreachGroup Group(string title, List<BreachLine> lines) => new(title, lines.Count == 1 ? "1 step" : $"{lines.Count} steps", lines);
}
