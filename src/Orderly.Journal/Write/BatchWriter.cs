using Orderly.Journal.Nodes;

namespace Orderly.Journal.Write;

/// <summary>
/// The one writer of a node: appends that arrive while a commit is in flight share the next one. Runs on the injected scheduler
/// only, so that the simulator runs this very code.
/// </summary>
public sealed class BatchWriter(IStore store, NodeEpoch node, WriterLimits limits, TimeProvider time, TaskScheduler scheduler)
{
    private readonly AppendQueue queue = new(limits, time);
    private Task draining = Task.CompletedTask;
    private ChainHead head = ChainHead.Genesis(node.Epoch);
    private volatile bool fenced;

    public NodeEpoch Node => node;

    /// <summary>Completes when the append is on disk, or is certain not to be. Appends of one instance go in call order.</summary>
    /// <param name="isPatient">Nobody waits for it: it may wait for others, up to <see cref="WriterLimits.GreatestPatience"/>, and in no order with those that someone waits for.</param>
    /// <exception cref="ArgumentException">The entries do not lead from the head's old seq to its new one, or nobody waits for them.</exception>
    public Task<AppendOutcome> Write(Append append, bool isPatient = false)
    {
        append.Check();
        if (isPatient && append.Entries.Count > 0)
            throw new ArgumentException("Expected an append that nobody waits for to hold no entries, whose order is the caller's, but it does", nameof(append));
        if (fenced) return Task.FromResult<AppendOutcome>(new Fenced());
        var reply = new TaskCompletionSource<AppendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!queue.TryEnqueue(append, isPatient, reply, out var isFirst))
            return Task.FromResult<AppendOutcome>(new Unavailable($"Expected at most {limits.Queued} appends waiting, but there are as many"));
        if (isFirst) Volatile.Write(ref draining, Task.Factory.StartNew(Drain, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap());
        return reply.Task;
    }

    /// <summary>Completes when nothing waits any more. Callers stop writing first.</summary>
    public async Task Idle()
    {
        while (queue.IsActive) await Volatile.Read(ref draining);
    }

    private async Task Drain()
    {
        while (await queue.Next() is { } waiting) await WriteAll(waiting);
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
