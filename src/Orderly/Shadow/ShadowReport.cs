namespace Orderly.Shadow;

/// <summary>One task of the day: what its signals would have done, beside what people recorded.</summary>
/// <param name="Signal">The message that ended it, or null: no signal ends it, and a person must.</param>
/// <param name="Recorded">When people recorded it as done; null: nobody did in these hours.</param>
internal sealed record ShadowLine(string Case, string Task, string Role, DateTimeOffset Opened, string? Signal, DateTimeOffset? SignalAt, DateTimeOffset? Recorded, string Finding)
{
    /// <summary>Minutes from what people recorded to the signal: below zero the signal was first.</summary>
    public double? MinutesApart => SignalAt is { } signal && Recorded is { } recorded ? Math.Round((signal - recorded).TotalMinutes, 1) : null;
}

/// <summary>One kind of task over the day.</summary>
/// <param name="MedianApart">Minutes from what people recorded to the signal, where there are both.</param>
internal sealed record ShadowSum(string Task, int Made, int BySignal, int ByPerson, int Withdrawn, int NotReached, double? MedianApart);

/// <summary>A recorded day in shadow, task by task.</summary>
/// <param name="KeptBack">Effects the day would have sent; none was.</param>
internal sealed record ShadowReport(int Messages, IReadOnlyList<ShadowLine> Lines, IReadOnlyList<ShadowSum> Sums, long KeptBack)
{
    private const string NotReached = "Not reached in the shadow";

    public static ShadowReport Of(RecordedDay day, IReadOnlyList<TaskStory> shadow, long keptBack)
    {
        var seen = shadow.ToDictionary(story => story.Recorded.Key);
        var lines = shadow.Select(story => Line(story, day.Tasks.GetValueOrDefault(story.Recorded.Key))).ToList();
        lines.AddRange(day.Tasks.Values.Where(task => !seen.ContainsKey(task.Key)).Select(task =>
            new ShadowLine(task.Key.Case, task.Name, task.Role, task.Opened, null, null, task.Done, NotReached)));
        lines.Sort((a, b) => (a.Opened, a.Case, a.Task).CompareTo((b.Opened, b.Case, b.Task)));
        return new ShadowReport(day.Messages.Count, lines, [.. lines.GroupBy(line => line.Task).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Sum(group.Key, [.. group]))], keptBack);
    }

    private static ShadowLine Line(TaskStory story, RecordedTask? recorded) => new(
        story.Recorded.Key.Case, story.Recorded.Name, story.Recorded.Role, story.Recorded.Opened,
        story.End == TaskEnd.BySignal ? story.Signal : null,
        story.End == TaskEnd.BySignal ? story.Ended : null,
        recorded?.Done,
        story.End switch
        {
            TaskEnd.BySignal when recorded?.Done is null => $"{story.Signal} ends it; people recorded nothing",
            TaskEnd.BySignal when story.Ended <= recorded!.Done => $"{story.Signal} ends it before people recorded it",
            TaskEnd.BySignal => $"{story.Signal} ends it",
            TaskEnd.ByPerson => "No signal before a person recorded it",
            TaskEnd.Withdrawn when story.Signal is { } signal => $"Withdrawn with its case by {signal}",
            TaskEnd.Withdrawn => "Withdrawn with its case",
            _ when recorded?.Done is { } => "Recorded by a person, but not taken in the shadow",
            _ => "Open at the end: no signal, and nobody recorded it",
        });

    private static ShadowSum Sum(string task, List<ShadowLine> lines)
    {
        var apart = lines.Select(line => line.MinutesApart).OfType<double>().Order().ToList();
        return new ShadowSum(
            task, lines.Count, lines.Count(line => line.SignalAt is not null), lines.Count(line => line.Finding.StartsWith("No signal before", StringComparison.Ordinal)),
            lines.Count(line => line.Finding.StartsWith("Withdrawn", StringComparison.Ordinal)), lines.Count(line => line.Finding == NotReached),
            apart.Count == 0 ? null : apart[apart.Count / 2]);
    }
}
