using Microsoft.Extensions.Logging;

namespace Orderly.Runtime.Nodes;

/// <summary>Work that is done every so often, and at once when someone says there is some. One round at a time.</summary>
internal sealed class Rounds(string name, Func<Task> round, NodeTime time)
{
    private TaskCompletionSource wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? timer;
    private Task running = Task.CompletedTask;
    private volatile bool stopping;

    public void Start(TimeSpan every)
    {
        timer = time.Real.CreateTimer(_ => Wake(), null, TimeSpan.Zero, every);
        running = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.DenyChildAttach, time.Scheduler).Unwrap();
    }

    public void Wake() => Volatile.Read(ref wake).TrySetResult();

    /// <summary>Lets the round under way end.</summary>
    public async Task Stop()
    {
        stopping = true;
        timer?.Dispose();
        Wake();
        await running;
    }

    private async Task Run()
    {
        while (true)
        {
            await wake.Task;
            if (stopping) return;
            Volatile.Write(ref wake, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            try
            {
                await round();
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // The next round tries again; a store that is away must not end the lane's work for good.
                RuntimeLog.RoundFailed(time.Log, name, e);
            }
        }
    }
}

/// <summary>Real time, where continuations run, and where failures are told.</summary>
internal sealed record NodeTime(TimeProvider Real, TaskScheduler Scheduler, ILogger Log);
