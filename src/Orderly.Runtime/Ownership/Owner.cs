using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Journal.Write;
using Orderly.Runtime.Submission;

namespace Orderly.Runtime.Ownership;

/// <summary>
/// The owner of one instance in this node: commands queue here, are decided ahead on the state in memory, and answered after
/// the commit. Safety does not rest on there being one owner: the head's compare-and-set is what a second one runs into.
/// </summary>
internal sealed class Owner(Guid instance, OwnerContext context, Action<Owner> left)
{
    private readonly Lock gate = new();
    private List<Work> waiting = [];
    private bool serving;
    private volatile bool gone;
    private int used;

    // Touched by the one serving task only.
    private Speculation? ahead;
    private Guid? quarantine;
    private readonly TailSize tail = new(context.Options);

    public Guid Instance => instance;

    public bool IsGone => gone;

    /// <summary>Whether it took work since this was last asked.</summary>
    public bool WasUsedSinceLastLook() => Interlocked.Exchange(ref used, 0) == 1;

    /// <summary>False when this owner has left memory: ask for another.</summary>
    public bool TryTake(Work work)
    {
        lock (gate)
        {
            if (gone) return false;
            used = 1;
            waiting.Add(work);
            if (serving) return true;
            serving = true;
        }
        Task.Factory.StartNew(Serve, CancellationToken.None, TaskCreationOptions.DenyChildAttach, context.Scheduler);
        return true;
    }

    /// <summary>Leaves memory if nothing is under way.</summary>
    public bool TryLeave()
    {
        lock (gate)
        {
            if (serving || gone) return gone;
            gone = true;
        }
        if (ahead is { } rested && tail.IsWorthAtRest) Snapshot(rested.State);
        left(this);
        return true;
    }

    private async Task Serve()
    {
        while (Next() is { } batch)
        {
            try
            {
                await Serve(batch);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // The store could not be read, or the runtime itself has a bug: nobody may wait for ever, and the state is not trusted.
                ahead = null;
                RuntimeLog.InstanceNotServed(context.Log, instance, e);
                foreach (var work in batch) work.Answer(new Reply.Unavailable($"Expected the instance to be served, but {e.GetType().Name}: {e.Message}"));
            }
        }
    }

    private List<Work>? Next()
    {
        lock (gate)
        {
            if (waiting.Count > 0)
            {
                var batch = waiting;
                waiting = [];
                return batch;
            }
            serving = false;
            gone = ahead is null or { State.HasEnded: true };
            if (!gone) return null;
        }
        left(this);
        return null;
    }

    private async ValueTask Serve(List<Work> batch)
    {
        var alone = false;
        var attempt = 0;
        while (batch.Count > 0)
        {
            if (attempt > context.Options.Attempts)
            {
                RuntimeLog.InstanceKeepsMoving(context.Log, instance, attempt);
                foreach (var work in batch) work.Answer(new Reply.Unavailable("Expected to be the instance's only owner, but another keeps moving it"));
                return;
            }
            ahead ??= new Speculation(context, await Load(batch[0], attempt));
            if (quarantine is { } incident)
            {
                foreach (var work in batch) work.Answer(new Reply.Quarantined(instance, incident, "Expected an instance that runs, but it stands aside since it met a bug"));
                // It may have been released meanwhile: the next look is at the store.
                ahead = null;
                return;
            }
            Unit unit;
            try
            {
                unit = await ahead.Decide(batch, alone);
            }
            catch (Exception e) when (e is not OutOfMemoryException and not Journal.StoreUnavailableException)
            {
                ahead = null;
                if (batch.Count > 1 && !alone) alone = true;
                else await Quarantine(batch, e.GetType().Name, e);
                attempt = 1;
                continue;
            }
            var before = batch.Count;
            alone = await Settle(batch, unit, alone);
            // What was committed counts as well: an instance that yields goes on in a batch that is as long as before.
            attempt = batch.Count < before || ahead is not null ? 1 : attempt + 1;
        }
    }

    /// <summary>A start under a new id needs no look at the store: the head's creation fails when there is one.</summary>
    private async ValueTask<InstanceState> Load(Work first, int attempt)
    {
        if (attempt == 0 && first.Command is StartInstance) return new InstanceState(new InstanceId(instance));
        var loaded = await context.Loading.Load(instance);
        tail.Loaded(loaded);
        quarantine = loaded.Quarantine;
        foreach (var task in loaded.State.Tasks) await context.Queues.Know(task.Queue);
        return loaded.State;
    }

    /// <summary>Answers what the unit's outcome allows to be answered and takes it off the batch. Returns whether to go on one by one.</summary>
    private async ValueTask<bool> Settle(List<Work> batch, Unit unit, bool alone)
    {
        if (context.Options.Planted == PlantedBug.AnswerBeforeCommit)
            foreach (var (work, reply) in unit.Answers) work.Answer(reply);
        // A refusal rests on what is in memory; if another owner moved the instance meanwhile, it may be wrong.
        AppendOutcome? outcome = unit.HasWrites ? await context.Writer.Write(unit.ToAppend())
            : unit.Refuses && await context.Loading.SeqOf(instance) != ahead!.State.Seq ? new HeadConflict(instance, ahead.State.Seq)
            : null;
        switch (outcome)
        {
            case null or Committed:
                tail.Wrote(unit.Bytes);
                context.Signals.Committed(instance, unit.Changes);
                foreach (var (work, reply) in unit.Answers) await Answer(work, reply);
                batch.RemoveRange(0, unit.Works);
                if (ahead is { State.HasYielded: true }) batch.Add(Work.Mail());
                if (tail.IsWorthWriting) Snapshot(ahead!.State);
                return alone;
            case KeyReplayed replayed when unit.Works == 1:
                ahead = null;
                batch[0].Answer(replayed.SameRequest
                    ? new Reply.Accepted(replayed.Instance, replayed.Seq) { Replayed = true }
                    : new Reply.KeyReused($"Expected a new idempotency key, but '{batch[0].Terms.Key?.Key}' was used for another request"));
                batch.RemoveAt(0);
                return alone;
            case Poisoned poisoned when unit.Works == 1:
                ahead = null;
                await Quarantine(batch, nameof(Poisoned), new InvalidOperationException(poisoned.Error));
                return alone;
            case Unavailable or Fenced:
                ahead = null;
                if (outcome is Fenced) context.Fenced();
                foreach (var (work, _) in unit.Answers) work.Answer(new Reply.Unavailable(outcome is Unavailable away ? away.Error : "Expected this node to own its share, but another took over"));
                batch.RemoveRange(0, unit.Works);
                return alone;
            default:
                ahead = null;
                return outcome is not HeadConflict || alone;
        }
    }

    /// <summary>A repeat whose first try ended the task is refused by the engine, though it was done: its key tells.</summary>
    private async ValueTask Answer(Work work, Reply reply)
    {
        if (work.Terms.Key is { } key && reply is Reply.Rejected or Reply.NotFound or Reply.Conflict
            && await context.Loading.FindKey(work.Terms.Key!) is { } known)
        {
            reply = known.SameRequest
                ? new Reply.Accepted(known.Instance, known.Seq) { Replayed = true }
                : new Reply.KeyReused($"Expected a new idempotency key, but '{work.Terms.Key!.Key}' was used for another request");
        }
        work.Answer(reply);
    }

    /// <summary>Nobody waits for it: a snapshot that is lost costs a longer fold.</summary>
    private void Snapshot(InstanceState state)
    {
        if (state.HasEnded) return;
        var append = Snapshots.Of(state);
        tail.Snapshotted(((Journal.Changes.PutSnapshot)append.Changes[0]).Row.Body.Length);
        _ = context.Writer.Write(append);
    }

    private async ValueTask Quarantine(List<Work> batch, string kind, Exception bug)
    {
        var culprit = batch[0];
        batch.RemoveAt(0);
        ahead = null;
        culprit.Answer(await Quarantines.Write(context, instance, culprit, kind, bug));
    }
}
