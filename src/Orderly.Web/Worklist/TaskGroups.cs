using System.Globalization;
using Orderly.Web.Design;
using Orderly.Web.Sources;

namespace Orderly.Web.Worklist;

/// <summary>Puts rows under headings of time, as a timetable does.</summary>
internal static class TaskGroups
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan FirstReach = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan SecondReach = TimeSpan.FromMinutes(45);

    public static IReadOnlyList<TaskGroup> Of(IReadOnlyList<TaskLine> lines, LocalTime time, WorklistSort sort)
    {
        var (first, second) = Boundaries(time.Now);
        var headings = new (string Title, Func<TaskLine, bool> Has, string? Note)[]
        {
            ("Late", line => line.Clock is { Phase: ClockPhase.Late }, null),
            ($"Due by {time.Time(first)}", line => line.Clock?.Due <= first, null),
            ($"Due by {time.Time(second)}", line => line.Clock?.Due <= second, null),
            ("Due later", line => line.Clock?.Due is not null, null),
            ("Clock stopped", line => line.Clock is { Phase: ClockPhase.Stopped }, "each comes back on its own"),
            ("No clock", _ => true, null),
        };
        var left = lines.ToList();
        var groups = new List<TaskGroup>();
        foreach (var (title, has, note) in headings)
        {
            var mine = left.Where(has).ToList();
            left.RemoveAll(mine.Contains);
            if (mine.Count > 0)
            {
                groups.Add(new TaskGroup(title, Note(mine.Count, note), Sorted(mine, sort)));
            }
        }

        return groups;
    }

    /// <summary>The next quarter of an hour that is half an hour away or more, and the one three quarters after it.</summary>
    internal static (DateTimeOffset First, DateTimeOffset Second) Boundaries(DateTimeOffset now)
    {
        var first = new DateTimeOffset(((now + FirstReach).UtcTicks + Quarter.Ticks - 1) / Quarter.Ticks * Quarter.Ticks, TimeSpan.Zero);
        return (first, first + SecondReach);
    }

    private static List<TaskLine> Sorted(List<TaskLine> lines, WorklistSort sort) => sort == WorklistSort.Priority
        ? [.. lines.OrderBy(line => line.Priority).ThenBy(Due).ThenBy(line => line.Id)]
        : [.. lines.OrderBy(Due).ThenBy(line => line.Priority).ThenBy(line => line.Id)];

    private static DateTimeOffset Due(TaskLine line) => line.Clock?.Due ?? DateTimeOffset.MaxValue;

    private static string Note(int count, string? more) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "task" : "tasks")}{(more is null ? "" : $"; {more}")}");
}
