using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;
using Orderly.Runtime.Nodes;
using Orderly.Runtime.Ownership;

namespace Orderly.Runtime.Jobs;

/// <summary>
/// The workers that ask for jobs of one type, in a line: one look at the store serves them all, so no two of this node's
/// workers reach for the same job. Another node's may; the claim decides.
/// </summary>
internal sealed class JobLine(string type, IStore store, OwnerContext context, NodeTime time)
{
    /// <summary>How often a line looks without having been told: a lease that runs out makes no commit, nor does another node's offer here.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private List<Asked> line = [];
    private bool serving;
    private TaskCompletionSource told = NewSignal();

    /// <summary>Taken jobs, none when there was none in time, or why the store could not be used.</summary>
    public async Task<JobsTaken> Take(JobRequest request, CancellationToken cancel)
    {
        var asked = new Asked(request, time.Real.GetUtcNow() + request.LongPoll);
        lock (gate)
        {
            line.Add(asked);
            told.TrySetResult();
            if (!serving)
            {
                serving = true;
                Task.Factory.StartNew(Serve, CancellationToken.None, TaskCreationOptions.DenyChildAttach, time.Scheduler);
            }
        }
        await using var gone = cancel.Register(() => asked.Leave(cancel));
        return await asked.Answered;
    }

    /// <summary>A job of the type was offered.</summary>
    public void Tell()
    {
        lock (gate)
        {
            if (serving) told.TrySetResult();
        }
    }

    private async Task Serve()
    {
        while (Waiting() is { } waiting)
        {
            // Taken before the look at the store, so that a job offered meanwhile is not missed.
            var signal = Fresh();
            try
            {
                var taken = await Serve(waiting);
                AnswerLate(waiting);
                if (taken == 0) await Next(signal);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                foreach (var asked in waiting) asked.Answer(new JobsTaken([], e.Message));
            }
        }
    }

    private List<Asked>? Waiting()
    {
        lock (gate)
        {
            line.RemoveAll(asked => asked.IsAnswered);
            if (line.Count > 0) return [.. line];
            serving = false;
            return null;
        }
    }

    private async Task<int> Serve(List<Asked> waiting)
    {
        var now = time.Real.GetUtcNow();
        var most = Math.Min(JobRequest.MostAtOnce, waiting.Sum(asked => asked.Request.Most));
        var rows = await store.Read.Effects.Jobs([type], Micros.From(now), most);
        rows = await Sealed(rows);
        var served = 0;
        var writes = new List<Task>();
        foreach (var asked in waiting)
        {
            if (served == rows.Count) break;
            var share = rows.Skip(served).Take(asked.Request.Most).ToArray();
            served += share.Length;
            writes.Add(Claim(asked, share, now + asked.Request.Lease));
        }
        await Task.WhenAll(writes);
        return served;
    }

    /// <summary>Those whose place was told to listen only, after they were offered, are kept back.</summary>
    private async Task<IReadOnlyList<EffectRow>> Sealed(IReadOnlyList<EffectRow> rows)
    {
        var held = rows.Where(context.Activations.Places.Covers).ToArray();
        await Task.WhenAll(held.Select(row => context.Writer.Write(new Append { Claims = [new ClaimEffect(row.Id, row.State, row.Attempt, EffectState.Sealed, row.Attempt, 0, 0, null)] })));
        return held.Length == 0 ? rows : [.. rows.Except(held)];
    }

    private async Task Claim(Asked asked, EffectRow[] share, DateTimeOffset ends)
    {
        var writes = Array.ConvertAll(share, row => context.Writer.Write(new Append
        {
            Claims = [new ClaimEffect(row.Id, row.State, row.Attempt, EffectState.Leased, row.Attempt + 1, Micros.From(ends), 0, asked.Request.Worker)],
        }));
        var taken = new List<TakenJob>(share.Length);
        string? away = null;
        for (var i = 0; i < share.Length; i++)
        {
            var outcome = await writes[i];
            if (outcome is Committed) taken.Add(new TakenJob(share[i], ends));
            else if (outcome is Unavailable unavailable) away = unavailable.Error;
        }
        // Another node was quicker with all of them: the worker keeps its place.
        if (taken.Count > 0 || away is not null) asked.Answer(new JobsTaken(taken, away));
    }

    /// <summary>Only those for whom was looked: one that came meanwhile has its own look before it is told that there is nothing.</summary>
    private void AnswerLate(List<Asked> lookedFor)
    {
        var now = time.Real.GetUtcNow();
        foreach (var asked in lookedFor)
            if (asked.Until <= now) asked.Answer(new JobsTaken([], null));
    }

    /// <summary>Until a job is offered, a worker comes, one has waited long enough, or it is time to look again.</summary>
    private async Task Next(TaskCompletionSource signal)
    {
        var now = time.Real.GetUtcNow();
        var look = LookEvery;
        lock (gate)
        {
            foreach (var asked in line)
                if (!asked.IsAnswered && asked.Until - now < look) look = asked.Until - now;
        }
        await using var end = time.Real.CreateTimer(_ => signal.TrySetResult(), null, look > TimeSpan.Zero ? look : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await signal.Task;
    }

    private TaskCompletionSource Fresh()
    {
        lock (gate) return told = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Asked(JobRequest request, DateTimeOffset until)
    {
        private readonly TaskCompletionSource<JobsTaken> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public JobRequest Request => request;

        public DateTimeOffset Until => until;

        public Task<JobsTaken> Answered => answer.Task;

        public bool IsAnswered => answer.Task.IsCompleted;

        public void Answer(JobsTaken taken) => answer.TrySetResult(taken);

        public void Leave(CancellationToken cancel) => answer.TrySetCanceled(cancel);
    }
}

/// <param name="Away">Why the store could not be used; null when it could.</param>
internal sealed record JobsTaken(IReadOnlyList<TakenJob> Jobs, string? Away);

/// <param name="Row">As it was before it was taken.</param>
internal sealed record TakenJob(EffectRow Row, DateTimeOffset LeaseEnds);
