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
        private readonly Lock gate = new();
        private readonly HashSet<TaskCompletionSource> waiters = [];

        public void Add(TaskCompletionSource waiter)
        {
            lock (gate) waiters.Add(waiter);
        }

        public void Remove(TaskCompletionSource waiter)
        {
            lock (gate) waiters.Remove(waiter);
        }

        public void Tell()
        {
            lock (gate)
            {
                foreach (var waiter in waiters) waiter.TrySetResult();
                waiters.Clear();
            }
        }
    }

    internal sealed class Waiter : IDisposable
    {
        private readonly TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Waiting waiting;
        private readonly TimeProvider real;

        public Waiter(Waiting waiting, TimeProvider real)
        {
            (this.waiting, this.real) = (waiting, real);
            waiting.Add(told);
        }

        /// <exception cref="OperationCanceledException">The worker went away.</exception>
        public async Task Wait(TimeSpan most, CancellationToken cancel)
        {
            await using var end = real.CreateTimer(_ => told.TrySetResult(), null, most, Timeout.InfiniteTimeSpan);
            await using var gone = cancel.Register(() => told.TrySetCanceled(cancel));
            await told.Task;
        }

        public void Dispose() => waiting.Remove(told);
    }
}
