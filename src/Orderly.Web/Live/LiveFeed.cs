using System.Collections.Immutable;
using System.Threading.Channels;
using Orderly.Runtime.Feed;

namespace Orderly.Web.Live;

/// <summary>One step of the stream: which things changed since the step before it.</summary>
internal sealed record LiveStep(long Number, ImmutableArray<string> Touched);

/// <summary>
/// The node's commits as numbered steps of ids, gathered for a moment so that a burst is one step. The last ones are kept,
/// so that a browser that was away for a moment misses nothing; one that was away longer is told so and fetches anew.
/// </summary>
internal sealed class LiveFeed : IDisposable
{
    private const int Kept = 512;
    private const int MostTouched = 1_000;
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);

    private readonly Lock gate = new();
    private readonly HashSet<string> gathered = [];
    private readonly Queue<LiveStep> kept = new();
    private readonly List<ChannelWriter<LiveStep>> listeners = [];
    private readonly IDisposable subscription;
    private readonly ITimer timer;
    private long number;

    public LiveFeed(ChangeFeed feed, TimeProvider time)
    {
        subscription = feed.Subscribe(Gather);
        timer = time.CreateTimer(_ => Flush(), null, Gathering, Gathering);
    }

    /// <summary>What a page watches to hear of what a role is told.</summary>
    public static string Told(string role) => $"told:{role}";

    public long Number
    {
        get
        {
            lock (gate)
            {
                return number;
            }
        }
    }

    /// <summary>Steps after <paramref name="after"/> as they come. <paramref name="missed"/>: some of them are forgotten.</summary>
    public LiveSubscription Listen(long? after, out bool missed)
    {
        // A listener that does not read loses the newest steps and is told "missed" by the gap in their numbers.
        var channel = Channel.CreateBounded<LiveStep>(new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        lock (gate)
        {
            missed = after is { } last && (last > number || (kept.TryPeek(out var oldest) ? last < oldest.Number - 1 : last != number));
            if (after is { } from && !missed)
            {
                foreach (var step in kept.Where(step => step.Number > from))
                {
                    channel.Writer.TryWrite(step);
                }
            }

            listeners.Add(channel.Writer);
        }

        return new LiveSubscription(channel.Reader, () => Leave(channel.Writer));
    }

    public void Dispose()
    {
        subscription.Dispose();
        timer.Dispose();
    }

    internal void Flush()
    {
        lock (gate)
        {
            if (gathered.Count == 0)
            {
                return;
            }

            var step = new LiveStep(++number, gathered.Count > MostTouched ? ["all"] : [.. gathered]);
            gathered.Clear();
            kept.Enqueue(step);
            if (kept.Count > Kept)
            {
                kept.Dequeue();
            }

            foreach (var listener in listeners)
            {
                listener.TryWrite(step);
            }
        }
    }

    private void Gather(Changed changed)
    {
        lock (gate)
        {
            switch (changed)
            {
                case Changed.Task task:
                    gathered.Add($"queue:{task.Queue}");
                    gathered.Add($"case:{task.Case}");
                    gathered.Add("cases");
                    break;
                case Changed.Incident incident:
                    gathered.Add("incidents");
                    gathered.Add($"case:{incident.Instance}");
                    break;
                case Changed.Escalation told:
                    gathered.UnionWith(told.Roles.Select(Told));
                    break;
                case Changed.Message:
                    gathered.Add("inbox");
                    break;
            }
        }
    }

    private void Leave(ChannelWriter<LiveStep> listener)
    {
        lock (gate)
        {
            listeners.Remove(listener);
        }
    }
}

internal sealed class LiveSubscription(ChannelReader<LiveStep> steps, Action leave) : IDisposable
{
    public ChannelReader<LiveStep> Steps => steps;

    public void Dispose() => leave();
}
