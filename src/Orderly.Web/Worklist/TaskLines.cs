using Orderly.Engine.Work;
using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Runtime.Projection;
using Orderly.Web.Design;
using Orderly.Web.Sources;

namespace Orderly.Web.Worklist;

/// <summary>A stored task with what a row needs beside it.</summary>
internal sealed record TaskOnList(TaskRow Row, TaskView View, CaseFacts? Facts, QueueRow? Queue)
{
    public TaskState State => (TaskState)Row.State;

    public bool IsOf(string person) => Row.Owner == person;

    public string? Unit => Queue is { Unit.Length: > 0 } ? Queue.Unit : Facts?.Text("unit");
}

/// <summary>Stored tasks as rows of the page.</summary>
internal sealed class TaskLines(Hospital hospital, string person, WorklistFilter filter)
{
    public TaskLine Of(TaskOnList task, PatientNames patients, LocalTime time)
    {
        var clock = Clock(task.View.Clock, time.Now);
        var due = clock?.Due ?? (task.View.Clock is null ? task.View.Due : task.View.Clock.BreachAt);
        return new TaskLine
        {
            Id = task.Row.Id,
            Version = task.Row.Version,
            Title = task.View.Name,
            Status = task.View.Asked is null ? TaskLook.Of(task.State) : TaskLook.Asked,
            Due = due is { } at ? time.Time(at) : "",
            Clock = clock,
            Priority = TaskLook.Priority(task.Row.Priority),
            About = patients.Name(task.Row.Patient) is { Length: > 0 } name ? name : task.Facts?.BusinessKey ?? "",
            Place = Place(task),
            Why = Why(task, time),
            WaitingOn = WaitingOn(task),
            Action = ActionOf(task),
            Address = (filter with { Task = task.Row.Id }).Address,
            IsSelected = filter.Task == task.Row.Id,
        };
    }

    public static ClockReading? Clock(ClockView? clock, DateTimeOffset now) => clock is null
        ? null
        : ClockReading.Running(now, clock.Started, clock.Target, clock.WarnAt, clock.BreachAt, clock.PausedAt);

    /// <summary>The word that differs comes first, because the column is narrow.</summary>
    private static string Why(TaskOnList task, LocalTime time)
    {
        if (task.Facts is not { } facts)
        {
            return "";
        }

        var reasons = WhyWords.Of(facts).ToList();
        var ordered = facts.Text("orderedAt") is { } at && DateTimeOffset.TryParse(at, System.Globalization.CultureInfo.InvariantCulture, out var when) ? when : facts.Started;
        var said = task.View.Comments switch { 0 => "", 1 => "1 message; ", var many => $"{many} messages; " };
        return reasons.Count > 0 ? $"{said}{reasons[0]}; order {time.Clock(ordered)}" : $"{said}Order {time.Clock(ordered)}";
    }

    private static string Place(TaskOnList task) => task.Facts?.Bed is { Length: > 0 } bed ? bed : task.Unit ?? "";

    private string? WaitingOn(TaskOnList task) => task switch
    {
        { State: TaskState.OnHold, View.HoldReason: { } reason } => HoldReasons.Words(reason),
        { Row.Owner: null } => null,
        _ when task.IsOf(person) => "You",
        _ => ShortName(hospital.NameOf(task.Row.Owner!)),
    };

    private TaskAction ActionOf(TaskOnList task) => task switch
    {
        { View.Asked: not null } => TaskAction.Open,
        { State: TaskState.Offered } => TaskAction.Claim,
        { State: TaskState.Claimed } when task.IsOf(person) => TaskAction.Start,
        { State: TaskState.OnHold } when task.IsOf(person) => TaskAction.Resume,
        _ => TaskAction.Open,
    };

    /// <summary>"P. Nair"; titles stay.</summary>
    public static string ShortName(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var first = Array.FindIndex(words, word => !word.EndsWith('.'));
        return words.Length < 2 || first < 0 || first == words.Length - 1
            ? name
            : string.Join(' ', [.. words[..first], $"{words[first][0]}.", words[^1]]);
    }
}
