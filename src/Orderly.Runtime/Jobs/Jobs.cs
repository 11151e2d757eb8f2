using System.Collections.Concurrent;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;
using Orderly.Runtime.Grants;
using Orderly.Runtime.Nodes;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Submission;

namespace Orderly.Runtime.Jobs;

/// <summary>
/// Work offered to outside workers. A worker takes jobs for the time of a lease; one that does not come back in time loses
/// them to the next. Nothing prevents two workers from doing one job after a lease ran out: the job's key is for that.
/// </summary>
public sealed class Jobs
{
    private readonly IStore store;
    private readonly OwnerContext context;
    private readonly InstanceRouting routing;
    private readonly NodeTime time;
    private readonly Func<int> era;
    private readonly SeenVariables seen;
    private readonly ConcurrentDictionary<string, JobLine> lines = new(StringComparer.Ordinal);

    internal Jobs(IStore store, OwnerContext context, InstanceRouting routing, NodeTime time, Func<int> era) =>
        (this.store, this.context, this.routing, this.time, this.era, seen) = (store, context, routing, time, era, new SeenVariables(store));

    /// <summary>Takes up to the asked number of jobs; waits for one up to the long poll when there is none.</summary>
    public async Task<JobActivation> ActivateAsync(JobRequest request, Caller by, CancellationToken cancel = default)
    {
        if (request.Objection() is { } wrong) return new JobActivation.Rejected(wrong);
        if (context.Grants.Objection(context.World.Now.Organisation, by, Deed.WorkOnJobs, null, context.Clock.Now()) is { } denied) return new JobActivation.Denied(denied);
        var line = lines.GetOrAdd(request.Type, type => new JobLine(type, store, context, time));
        var taken = await line.Take(request, cancel);
        if (taken is { Jobs.Count: 0, Away: { } away }) return new JobActivation.Unavailable(away);
        var wanted = request.Variables is { } names ? new HashSet<string>(names, StringComparer.Ordinal) : null;
        var activated = new List<ActivatedJob>(taken.Jobs.Count);
        foreach (var job in taken.Jobs) activated.Add(await Activated(job, wanted));
        return new JobActivation.Activated(activated);
    }

    /// <param name="result">What a task listener says; null agrees, and is what all other jobs say.</param>
    public Task<Reply> CompleteAsync(Guid job, string variables, Terms terms, ListenerResult? result = null)
    {
        var (read, objection) = Variables.Read(variables);
        return read is null ? Task.FromResult<Reply>(Variables.Refused(objection!)) : Submit(job, new CompleteJob(new JobId(job), read, result), terms);
    }

    /// <param name="retriesLeft">0 raises an incident.</param>
    /// <param name="wait">How long nobody gets it again.</param>
    public async Task<Reply> FailAsync(Guid job, int retriesLeft, string message, TimeSpan wait, Terms terms)
    {
        if (retriesLeft < 0) return new Reply.Rejected("InvalidRetries", $"Expected 0 or more retries, but {retriesLeft} were given");
        if (await store.Read.Effects.One(job) is not { Kind: EffectRows.Job } row) return await Ended(job, terms);
        var again = Micros.From(context.Real.GetUtcNow() + wait);
        return await routing.Submit(row.Instance, new FailJob(new JobId(job), retriesLeft, message), terms, new JobRetry(row.Attempt, again));
    }

    public Task<Reply> ThrowErrorAsync(Guid job, string code, string? message, string variables, Terms terms)
    {
        var (read, objection) = Variables.Read(variables);
        return read is null ? Task.FromResult<Reply>(Variables.Refused(objection!)) : Submit(job, new ThrowJobError(new JobId(job), code, message, read), terms);
    }

    internal void Committed(IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
        {
            if (change is AddEffect { Row: { Kind: EffectRows.Job } job })
            {
                if (lines.TryGetValue(job.Type, out var line)) line.Tell();
            }
            else if (change is UpdateEffect { State: EffectState.Pending })
            {
                foreach (var line in lines.Values) line.Tell();
            }
        }
    }

    private async Task<Reply> Submit(Guid job, Command command, Terms terms)
    {
        var instance = context.Belonging.InstanceOf(job) ?? (await store.Read.Effects.One(job) is { Kind: EffectRows.Job } row ? row.Instance : null);
        return instance is { } known ? await routing.Submit(known, command, terms) : await Ended(job, terms);
    }

    /// <summary>A repeat of what ended the job finds it gone; its key tells that it was done.</summary>
    private async Task<Reply> Ended(Guid job, Terms terms)
    {
        if (terms.Key is { } key && await context.Loading.FindKey(key) is { SameRequest: true } known) return new Reply.Accepted(known.Instance, known.Seq) { Replayed = true };
        return new Reply.NotFound($"Expected job {job} to be open, but it has ended or never was");
    }

    private async ValueTask<ActivatedJob> Activated(TakenJob taken, HashSet<string>? wanted)
    {
        var row = taken.Row;
        var body = EffectBody.Read(row.Body);
        if (!body.IsInputElsewhere) seen.LetGo();
        var input = body.IsInputElsewhere ? await seen.Of(row) : body.Input;
        if (wanted is not null) input = FeelContext.Of(input.Entries.Where(entry => wanted.Contains(entry.Key)));
        return new ActivatedJob(
            row.Id, EffectKey.Of(era(), row), row.Type, row.Instance, body.Element, row.Attempt + 1, Math.Max(0, body.Retries - row.Attempt),
            (body with { Input = input }).PlainInput, body.PlainHeaders, taken.LeaseEnds, body.PlainListener);
    }
}

/// <summary>What became of an activation. Closed.</summary>
public abstract record JobActivation
{
    private JobActivation()
    {
    }

    /// <summary>May be empty: there was none in time.</summary>
    public sealed record Activated(IReadOnlyList<ActivatedJob> Jobs) : JobActivation;

    public sealed record Rejected(string Reason) : JobActivation;

    public sealed record Denied(string Reason) : JobActivation;

    public sealed record Unavailable(string Reason) : JobActivation;
}
