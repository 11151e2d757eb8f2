using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Work;
using Orderly.Journal;

namespace Orderly.Shadow;

/// <summary>How a task came to its end in a journal.</summary>
internal enum TaskEnd
{
    Open,
    ByPerson,

    /// <summary>By a message that its own step waits for.</summary>
    BySignal,

    /// <summary>Withdrawn with what it was part of.</summary>
    Withdrawn,
}

/// <param name="Signal">The message that ended it, or what it was part of.</param>
internal sealed record TaskStory(Guid Task, RecordedTask Recorded, ElementInstanceId Holder, TaskEnd End = TaskEnd.Open, DateTimeOffset? Ended = null, string? Signal = null);

/// <summary>Reads the tasks of an instance from its journal.</summary>
internal sealed class TaskStories(string businessKey)
{
    private readonly Dictionary<Guid, TaskStory> stories = [];
    private readonly Dictionary<string, int> rounds = [];
    private readonly Dictionary<Guid, SubscriptionOpened> waits = [];
    private string process = "";

    /// <summary>Of an instance and of all that was called from it.</summary>
    public static async Task<IReadOnlyList<TaskStory>> Of(IStore store, string businessKey, Guid root, CancellationToken cancel)
    {
        var all = new List<TaskStory>();
        foreach (var part in await store.Read.Instances.OfCase(root, cancel))
        {
            var reading = new TaskStories(businessKey);
            foreach (var row in await store.Read.Instances.Journal(part.Id, 0, cancel: cancel)) reading.Take(EventJson.Read(row.Body), Micros.ToTime(row.At), row.Actor);
            all.AddRange(reading.stories.Values);
        }
        return all;
    }

    private void Take(IReadOnlyList<Event> events, DateTimeOffset at, string actor)
    {
        var told = events.OfType<MessageCorrelated>().Select(message => waits.GetValueOrDefault(message.Subscription.Value)).OfType<SubscriptionOpened>().FirstOrDefault();
        foreach (var happened in events)
        {
            switch (happened)
            {
                case InstanceStarted e: process = e.Process; break;
                case SubscriptionOpened e: waits[e.Subscription.Value] = e; break;
                case TaskCreated e:
                    var round = rounds[e.Element] = rounds.GetValueOrDefault(e.Element) + 1;
                    stories[e.Task.Value] = new TaskStory(e.Task.Value, new RecordedTask(new TaskKey(businessKey, process, e.Element, round), e.Name ?? e.Element, e.Queue.Role ?? "", at), e.Holder);
                    break;
                case TaskCompleted e:
                    var done = stories[e.Task.Value];
                    stories[e.Task.Value] = done with { End = TaskEnd.ByPerson, Ended = at, Recorded = done.Recorded with { Done = at, By = actor, Values = e.Values } };
                    break;
                case TaskCancelled e:
                    var gone = stories[e.Task.Value];
                    stories[e.Task.Value] = gone with { End = told is not null && told.Holder == gone.Holder ? TaskEnd.BySignal : TaskEnd.Withdrawn, Ended = at, Signal = told?.Name };
                    break;
            }
        }
    }
}
