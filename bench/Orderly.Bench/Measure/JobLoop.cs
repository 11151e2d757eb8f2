using System.Collections.Concurrent;

namespace Orderly.Bench.Measure;

/// <summary>How jobs are reached: in process or over HTTP.</summary>
/// <param name="Start">an instance with one job; answers its id</param>
/// <param name="Activate">waits a moment for jobs; answers those taken, each with its instance</param>
/// <param name="Complete">ends a job, and with it its instance</param>
internal sealed record JobDoor(
    Func<Task<Guid>> Start, Func<CancellationToken, Task<IReadOnlyList<(Guid Job, Guid Instance)>>> Activate, Func<Guid, Task> Complete);

/// <summary>Clients that start one-job instances and wait for their end, and workers that do the jobs meanwhile.</summary>
internal sealed class JobLoop : IAsyncDisposable
{
    private readonly JobDoor door;
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> ends = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Task working;

    public JobLoop(JobDoor door, int workers)
    {
        this.door = door;
        working = Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(Work)));
    }

    /// <summary>One instance from start to end.</summary>
    public async Task Once()
    {
        var instance = await door.Start();
        // A worker that fails must not leave its clients waiting.
        await Task.WhenAny(End(instance).Task, working).Unwrap();
        ends.TryRemove(instance, out _);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        try
        {
            await working;
        }
        catch (OperationCanceledException)
        {
        }
        stopping.Dispose();
    }

    private async Task Work()
    {
        while (!stopping.IsCancellationRequested)
        {
            var jobs = await door.Activate(stopping.Token);
            await Task.WhenAll(jobs.Select(async job =>
            {
                await door.Complete(job.Job);
                End(job.Instance).TrySetResult();
            }));
        }
    }

    /// <summary>The worker may be done before the client has its instance's id.</summary>
    private TaskCompletionSource End(Guid instance) => ends.GetOrAdd(instance, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
