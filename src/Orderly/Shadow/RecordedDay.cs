using Orderly.Engine.Feel;
using Orderly.Journal;
using Orderly.Journal.Rows;

namespace Orderly.Shadow;

/// <summary>Which task of which case: its business key, process, element, and the how manieth there.</summary>
internal sealed record TaskKey(string Case, string Process, string Element, int Round);

/// <summary>What people recorded of a task: when it was opened and done, by whom, with what answers.</summary>
internal sealed record RecordedTask(TaskKey Key, string Name, string Role, DateTimeOffset Opened)
{
    public DateTimeOffset? Done { get; init; }

    public string? By { get; init; }

    public FeelContext Values { get; init; } = FeelContext.Empty;
}

/// <summary>The messages of some hours and what people recorded of the work they made, read from a store; nothing is written to it.</summary>
internal sealed record RecordedDay(DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<InboxRow> Messages, IReadOnlyDictionary<TaskKey, RecordedTask> Tasks)
{
    private const int Page = 500;

    /// <summary>Business keys of the visits that were spoken of.</summary>
    public IReadOnlyList<string> Cases { get; } = [.. Messages.Select(row => row.OrderKey[(row.OrderKey.IndexOf('|', StringComparison.Ordinal) + 1)..]).Distinct()];

    public static async Task<RecordedDay> Read(IStore store, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel)
    {
        var messages = new List<InboxRow>();
        var before = (Micros.From(until), Guid.Empty);
        while (await store.Read.Inbox.Page(null, before, Page, cancel) is { Count: > 0 } page)
        {
            messages.AddRange(page.TakeWhile(row => row.Received >= Micros.From(from)));
            if (page[^1].Received < Micros.From(from)) break;
            before = (page[^1].Received, page[^1].Id);
        }
        messages.Sort((a, b) => (a.Received, a.Ordinal).CompareTo((b.Received, b.Ordinal)));

        var tasks = new Dictionary<TaskKey, RecordedTask>();
        var day = new RecordedDay(from, until, messages, tasks);
        foreach (var key in day.Cases)
            foreach (var root in (await store.Read.Instances.ByBusinessKey(key, cancel)).Where(head => head.Parent is null))
                foreach (var task in await TaskStories.Of(store, key, root.Id, cancel)) tasks.TryAdd(task.Recorded.Key, task.Recorded);
        return day;
    }
}
