using Orderly.Engine.Bpmn;
using Orderly.Engine.Work;
using Orderly.Web.Cases;
using Orderly.Web.Cases.Traces;
using Orderly.Web.Design;
using Orderly.Web.Sources;
using Orderly.Web.Worklist;

namespace Orderly.Web.Boards;

/// <summary>Who owes what: a row a case, a column a department that the models of these cases name as a lane with work for people.</summary>
internal sealed class OwesMatrix(Hospital hospital, PatientNames names, LocalTime time)
{
    public OwesTable Of(IReadOnlyList<BoardCase> cases)
    {
        var departments = cases.SelectMany(one => one.Parts).Select(part => part.Model).OfType<ProcessModel>().DistinctBy(model => model.Id)
            .SelectMany(model => Departments.In(model, hospital)).Distinct().ToList();
        var rows = cases.Select(one => (Case: one, Row: Row(one, departments)))
            .OrderBy(one => one.Row.Cells.Any(cell => cell.Css == "late") ? 0 : one.Row.Cells.Any(cell => cell.Css == "soon") ? 1 : 2)
            .ThenBy(one => one.Case.Promise(time.Now)?.Due ?? DateTimeOffset.MaxValue)
            .ThenBy(one => one.Row.Bed, StringComparer.Ordinal)
            .Select(one => one.Row)
            .ToList();
        return new OwesTable(departments, rows, [.. departments.Select((_, index) => (rows.Count(row => row.Cells[index].Css == "late"), rows.Count(row => row.Cells[index].Css == "soon")))]);
    }

    private OwesRow Row(BoardCase one, List<string> departments)
    {
        var next = one.Parts.SelectMany(part => part.Trace.Clocks).Select(clock => clock.Next).OfType<RungTime>().OrderBy(rung => rung.At).FirstOrDefault();
        return new OwesRow(
            one.Head.Id,
            one.Address,
            one.Bed,
            names.Name(one.Patient),
            one.Promise(time.Now) is { Due: { } due } ? time.Clock(due) : "",
            one.Tasks.Where(pair => pair.Task.IsOpen).Select(pair => TaskLook.Priority(pair.Task.Priority)).DefaultIfEmpty(4).Min(),
            [.. departments.Select(department => Cell(one, department))],
            next is null ? "None" : $"L{next.Level} at {time.Clock(next.At)}");
    }

    private OwesCell Cell(BoardCase one, string department)
    {
        var theirs = one.Tasks.Where(pair => Departments.Of(pair.Part.Model, pair.Task, hospital) == department).ToList();
        var open = theirs.Where(pair => pair.Task.IsOpen).Select(pair => (pair.Task, Clock: pair.Part.Trace.ClockOfTask(pair.Task.Id)?.Read(time.Now))).ToList();
        if (open.Count > 0)
        {
            var (task, clock) = open.OrderBy(pair => Order(pair.Clock)).ThenBy(pair => pair.Clock?.Due ?? DateTimeOffset.MaxValue).First();
            return Cell(task, clock);
        }

        if (theirs.Where(pair => pair.Task.State is TaskState.Completed or TaskState.Skipped).Select(pair => pair.Task).MaxBy(task => task.Since) is { } done)
        {
            return new OwesCell("done", "done", "Done", time.Clock(done.Since));
        }

        return one.Parts.Any(part => part.Model is { } model && Departments.In(model, hospital).Contains(department)) && theirs.Count == 0
            ? new OwesCell("fc", "prealert", "Later", "")
            : OwesCell.None;
    }

    private OwesCell Cell(TaskTrace task, ClockReading? clock) => (clock, task.State) switch
    {
        ({ Phase: ClockPhase.Late } late, _) => new OwesCell("late", "c-late", "Late", Spans.Terse(-late.Left)),
        ({ Phase: ClockPhase.Soon } soon, _) => new OwesCell("soon", "c-soon", "Soon", time.Clock(soon.Due!.Value)),
        (_, TaskState.OnHold) => new OwesCell("hold", "hold", "Held", time.Clock(task.Since)),
        (_, TaskState.Claimed or TaskState.InProgress) => new OwesCell("run", "progress", "Doing", Due(clock)),
        (_, TaskState.Failed) => new OwesCell("late", "failed", "Failed", time.Clock(task.Since)),
        _ => new OwesCell("open", "open", "Open", Due(clock)),
    };

    private string Due(ClockReading? clock) => clock?.Due is { } due ? time.Clock(due) : "";

    private static int Order(ClockReading? clock) => clock?.Phase switch
    {
        ClockPhase.Late => 0,
        ClockPhase.Soon => 1,
        ClockPhase.Stopped => 2,
        _ => 3,
    };
}
