using Orderly.Canonical.Inbound;
using Orderly.Canonical.PatientFlow;
using Orderly.Connectors.Routes;
using Orderly.Engine.Ids;
using Orderly.Engine.Work;
using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Journal.Sealing;
using Orderly.Packs;
using Orderly.Runtime.Deployment;
using Orderly.Runtime.Nodes;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Submission;

namespace Orderly.Shadow;

/// <summary>
/// A recorded day once more, in a hospital of its own: an empty store in memory, a node with no connector and every site sealed, and
/// a clock that stands where the recording stood. Messages come at their minute. What people recorded is put in at theirs, and only
/// where no signal has ended the task before: so each task is reached as it was, and is asked whether it needed anybody.
/// </summary>
internal sealed class ShadowRun
{
    /// <summary>After the last message, for what is still under way.</summary>
    private static readonly TimeSpan Tail = TimeSpan.FromMinutes(5);

    private readonly StillTime time;
    private readonly OneThread thread = new();
    private readonly Store store;
    private readonly RuntimeNode node;

    private ShadowRun(StillTime time, Store store, IReadOnlyList<Pack> packs, KeyEncryptionKey key)
    {
        (this.time, this.store) = (time, store);
        var facilities = packs.SelectMany(pack => pack.Organisation?.Facilities ?? []).DistinctBy(facility => facility.Id).ToList();
        var routes = new RouteTable(RouteSet.Load(packs.Select(pack => pack.Routes).OfType<string>(), facilities));
        node = thread.Complete(time, () => RuntimeNode.StartAsync(new NodeSettings(store)
        {
            Name = "shadow",
            Real = time,
            Scheduler = thread,
            Mapper = new RouteMapper(routes, new PatientTokens(key.Derive("patient-token"))),
            SealedMode = new SealedMode { Facilities = [.. facilities.Select(facility => facility.Id)] },
        }));
        foreach (var pack in packs)
        {
            var outcome = thread.Complete(time, () => node.Deployments.DeployAsync(pack.ToBundle(), Caller.Operator($"pack/{pack.Id}")));
            if (outcome is not DeploymentOutcome.Deployed) throw new InvalidOperationException($"Expected pack {pack.Id} to be deployed in the shadow, but: {outcome}");
        }
    }

    /// <returns>Every task the day made in the shadow, and how each ended there.</returns>
    public static async Task<ShadowReport> Of(RecordedDay day, IReadOnlyList<Pack> packs, KeyEncryptionKey key)
    {
        var time = new StillTime(day.Messages.Count > 0 ? Micros.ToTime(day.Messages[0].Received) - TimeSpan.FromMinutes(1) : day.From);
        await using var store = await Store.OpenInMemory(new StoreOptions { Key = key, Time = time });
        var run = new ShadowRun(time, store, packs, key);
        run.Play(day);
        var stories = await run.Stories(day);
        var sent = (await store.Read.Effects.SealedByPlace()).Sum(place => place.Count);
        run.thread.Complete(time, async () =>
        {
            await run.node.DisposeAsync();
            return true;
        });
        return ShadowReport.Of(day, stories, sent);
    }

    private void Play(RecordedDay day)
    {
        var steps = day.Messages.Select(row => (At: Micros.ToTime(row.Received), Order: 0, Do: (Action)(() => Receive(row))))
            .Concat(day.Tasks.Values.Where(task => task.Done <= day.Until).Select(task => (At: task.Done!.Value, Order: 1, Do: (Action)(() => Record(task)))))
            .OrderBy(step => step.At).ThenBy(step => step.Order);
        var last = day.From;
        foreach (var step in steps)
        {
            thread.PassUntil(time, step.At);
            step.Do();
            last = step.At;
        }
        thread.PassUntil(time, last + Tail);
    }

    private void Receive(InboxRow row) => thread.Complete(time, () => node.Inbound.AcceptAsync(
        new InboundMessage
        {
            Source = row.Source,
            ControlId = row.ControlId,
            Hash = row.Hash,
            Type = row.Type,
            Route = row.Route ?? "",
            Facility = row.Facility,
            OrderKey = row.OrderKey,
            Raw = row.Raw,
            Ack = row.Ack,
            ReceivedAt = Micros.ToTime(row.Received),
        },
        CancellationToken.None));

    /// <summary>What a person recorded, by that person, if the task still waits for somebody.</summary>
    private void Record(RecordedTask recorded)
    {
        if (Find(recorded.Key) is not { } story || story.End != TaskEnd.Open) return;
        var by = new Terms(Caller.Person(recorded.By!));
        // The one who completed it had it; how they came to have it is not the question here.
        thread.Complete(time, () => node.Submissions.OnTaskAsync(new ClaimTask(new TaskId(story.Task)), by));
        thread.Complete(time, () => node.Submissions.OnTaskAsync(new CompleteTask(new TaskId(story.Task), recorded.Values), by));
    }

    private TaskStory? Find(TaskKey key) => StoriesOf(key.Case).GetAwaiter().GetResult().FirstOrDefault(story => story.Recorded.Key == key);

    private async Task<List<TaskStory>> Stories(RecordedDay day)
    {
        var stories = new List<TaskStory>();
        foreach (var key in day.Cases) stories.AddRange(await StoriesOf(key));
        return stories;
    }

    private async Task<List<TaskStory>> StoriesOf(string key)
    {
        var stories = new List<TaskStory>();
        foreach (var root in (await store.Read.Instances.ByBusinessKey(key)).Where(head => head.Parent is null)) stories.AddRange(await TaskStories.Of(store, key, root.Id, CancellationToken.None));
        return stories;
    }
}
