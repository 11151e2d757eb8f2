namespace Orderly.Shadow;

/// <summary>Runs everything of a node on the thread that asks it to, one thing after the other, so that time moves only when nothing is left to do.</summary>
internal sealed class OneThread : TaskScheduler
{
    private readonly Queue<Task> ready = new();

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Runs until the work is done; time passes as far as it must.</summary>
    /// <exception cref="TimeoutException">It was not done within ten minutes of its own time.</exception>
    public T Complete<T>(StillTime time, Func<Task<T>> work)
    {
        var task = Task.Factory.StartNew(async () => await work(), CancellationToken.None, TaskCreationOptions.None, this).Unwrap();
        var until = time.GetUtcNow() + TimeSpan.FromMinutes(10);
        while (!task.IsCompleted)
        {
            Drain();
            if (!task.IsCompleted && !time.MoveToNext(until) && !task.IsCompleted && ready.Count == 0)
                throw new TimeoutException("Expected the replay's own work to end within ten minutes of its time, but it did not");
        }
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Lets time pass up to a moment, with all that falls due on the way.</summary>
    public void PassUntil(StillTime time, DateTimeOffset moment)
    {
        do Drain();
        while (time.MoveToNext(moment));
        Drain();
    }

    private void Drain()
    {
        while (ready.TryDequeue(out var task)) TryExecuteTask(task);
    }

    protected override void QueueTask(Task task) => ready.Enqueue(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => ready;
}
