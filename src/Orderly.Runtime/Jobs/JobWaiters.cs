using System.Collections.Concurrent;
using Orderly.Runtime.Nodes;

namespace Orderly.Runtime.Jobs;

/// <summary>Workers that wait for a job of a type.</summary>
internal sealed class JobWaiters(NodeTime time)
{
    /// <summary>How often a waiting worker looks without having been told.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Waiting> types = new(StringComparer.Ordinal);

    /// <summary>Taken before the look at the store, so that a job offered in between is not missed.</summary>
    public Waiter For(string type) => new(types.GetOrAdd(type, _ => new Waiting()), time.Real);

    public void Offered(string type)
    {
        if (types.TryGetValue(type, out var waiting)) waiting.Tell();
    }

    public void OfferedSome()
    {
        foreach (var waiting in types.Values) waiting.Tell();
    }

    internal sealed class Waiting
    {
        private TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Next => Volatile.Read(ref told).Task;

        public void Tell() => Interlocked.Exchange(ref told, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    internal readonly struct Waiter(Waiting waiting, TimeProvider real)
    {
        private readonly Task next = waiting.Next;

        public async Task Wait(TimeSpan most, CancellationToken cancel)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            await Task.WhenAny(next, Task.Delay(most, real, end.Token));
            await end.CancelAsync();
            cancel.ThrowIfCancellationRequested();
        }
    }
}
