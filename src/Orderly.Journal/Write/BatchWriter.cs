using Orderly.Journal.Nodes;

namespace Orderly.Journal.Write;

/// <summary>
/// The one writer of a node: appends that arrive while a commit is in flight share the next one. An append that someone waits
/// for never waits for company; a patient one does, for a moment, so that work behind the scenes rides along with it instead
/// of taking the disk's next turn. Runs on the injected scheduler only, so that the simulator runs this very code.
/// </summary>
public sealed class BatchWriter(IStore store, NodeEpoch node, WriterLimits limits, TimeProvider time, TaskScheduler scheduler)
{
    private readonly Lock gate = new();
    private readonly Queue<Waiting> queue = new();
    private Task draining = Task.CompletedTask;
    private int urgent;
    private TaskCompletionSource? lonely;
    private bool active;
    private ChainHead head = ChainHead.Genesis(node.Epoch);
    private volatile bool fenced;

    private readonly record struct Waiting(Append Append, TaskCompletionSource<AppendOutcome> Reply, bool IsPatient);

    public NodeEpoch Node => node;

    /// <summary>Completes when the append is on disk, or is certain not to be. Appends of one instance go in call order.</summary>
    /// <param name="isPatient">Nobody waits for it: it may wait for others, up to <see cref="WriterLimits.Patience"/>.</param>
    /// <exception cref="ArgumentException">The entries do not lead from the head's old seq to its new one.</exception>
    public Task<AppendOutcome> Write(Append append, bool isPatient = false)
    {
        append.Check();
        if (fenced) return Task.FromResult<AppendOutcome>(new Fenced());
        var reply = new TaskCompletionSource<AppendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (queue.Count >= limits.Queued)
                return Task.FromResult<AppendOutcome>(new Unavailable($"Expected at most {limits.Queued} appends waiting, but there are {queue.Count}"));
            queue.Enqueue(new Waiting(append, reply, isPatient));
            if (!isPatient)
            {
                urgent++;
                lonely?.TrySetResult();
            }
            if (!active)
            {
                active = true;
                draining = Task.Factory.StartNew(Drain, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap();
            }
        }
        return reply.Task;
    }

    /// <summary>Completes when nothing waits any more. Callers stop writing first.</summary>
    public async Task Idle()
    {
        while (true)
        {
            Task current;
            lock (gate)
            {
                if (!active) return;
                current = draining;
            }
            await current;
        }
    }

    private async Task Drain()
    {
        while (true)
        {
            await Company();
            if (Take() is not { Count: > 0 } waiting) return;
            await WriteAll(waiting);
        }
    }

    /// <summary>Waits a moment while all that is queued is patient.</summary>
    private async ValueTask Company()
    {
        TaskCompletionSource company;
        lock (gate)
        {
            if (queue.Count == 0 || urgent > 0 || queue.Count >= limits.BatchAppends) return;
            company = lonely = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        await using var enough = time.CreateTimer(_ => company.TrySetResult(), null, limits.Patience, Timeout.InfiniteTimeSpan);
        await company.Task;
    }

    private List<Waiting>? Take()
    {
        lock (gate)
        {
            if (queue.Count == 0)
            {
                active = false;
                return null;
            }
            var taken = new List<Waiting>(Math.Min(queue.Count, limits.BatchAppends));
            var batch = new Batch();
            while (taken.Count < limits.BatchAppends && batch.Bytes < limits.BatchBytes
                && queue.TryPeek(out var next) && batch.TryAdd(next.Append))
            {
                taken.Add(queue.Dequeue());
                if (!next.IsPatient) urgent--;
            }
            return taken;
        }
    }

    private async Task WriteAll(List<Waiting> waiting)
    {
        try
        {
            var outcomes = await Commit(waiting);
            for (var i = 0; i < waiting.Count; i++) waiting[i].Reply.SetResult(outcomes[i]);
        }
        catch (Exception e) when (e is StoreUnavailableException or ObjectDisposedException)
        {
            foreach (var w in waiting) w.Reply.SetResult(new Unavailable(e.Message));
        }
        catch (Exception e) when (waiting.Count == 1)
        {
            waiting[0].Reply.SetResult(new Poisoned(e.Message));
        }
        catch (Exception)
        {
            // Whatever it was, one append brought it: the halves that do not hold it go through.
            var half = waiting.Count / 2;
            await WriteAll(waiting[..half]);
            await WriteAll(waiting[half..]);
        }
    }

    private async Task<IReadOnlyList<AppendOutcome>> Commit(List<Waiting> waiting)
    {
        var batch = Batch.Of(waiting.Select(w => w.Append));
        for (var attempt = 0; ; attempt++)
        {
            if (fenced) return [.. waiting.Select(_ => new Fenced())];
            try
            {
                return Take(await store.Commit(node, head, batch));
            }
            catch (StoreUnavailableException e) when (e.Undecided is { } undecided)
            {
                if (await IsOnDisk(undecided.Head.Batch)) return Take(undecided);
                if (attempt == limits.Retries.Count) throw;
            }
            catch (StoreUnavailableException) when (attempt < limits.Retries.Count)
            {
            }
            await Task.Delay(limits.Retries[attempt], time);
        }
    }

    private IReadOnlyList<AppendOutcome> Take(BatchOutcome outcome)
    {
        head = outcome.Head;
        if (outcome.Outcomes.Any(o => o is Fenced)) fenced = true;
        return outcome.Outcomes;
    }

    /// <summary>Asks until the store answers: nobody may be told anything about a batch whose fate is unknown.</summary>
    private async Task<bool> IsOnDisk(long number)
    {
        while (true)
        {
            try
            {
                return await store.FindBatch(node, number);
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(limits.LookUp, time);
            }
        }
    }
}
