using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Runtime.Ownership;

namespace Orderly.Runtime.Jobs;

/// <summary>
/// Variables of jobs that see too much to carry it: read from the instance's journal, as they were when the job was offered. One
/// reading gives those of all the instance's jobs, which share what is large; they are kept until jobs of another kind are taken, and
/// after that as long as there is room.
/// </summary>
internal sealed class SeenVariables(IStore store)
{
    private readonly WeakReference<Past> last = new(null!);
    private volatile Past? held;

    public async ValueTask<FeelContext> Of(EffectRow job)
    {
        if ((held ?? (last.TryGetTarget(out var read) ? read : null)) is not { } past || past.Instance != job.Instance || !past.ByJob.ContainsKey(job.Id))
        {
            past = await Read(job.Instance);
            last.SetTarget(past);
        }
        held = past;
        return past.ByJob.GetValueOrDefault(job.Id, FeelContext.Empty);
    }

    /// <summary>Other jobs were taken.</summary>
    public void LetGo() => held = null;

    private async ValueTask<Past> Read(Guid instance)
    {
        var (state, past) = (new InstanceState(new InstanceId(instance)), new Past(instance, []));
        foreach (var row in await store.Read.Instances.Journal(instance, 0, long.MaxValue, int.MaxValue))
        {
            var entry = Entries.Read(row);
            Evolution.Apply(state, entry);
            foreach (var happened in entry.Events)
            {
                if ((happened is JobOffered offered ? offered.Job : (happened as ListenerAsked)?.Job) is { } job && JobVariables.Of(state, job) is var seen && JobVariables.AreLarge(seen))
                    past.ByJob[job.Value] = seen;
            }
        }
        return past;
    }

    private sealed record Past(Guid Instance, Dictionary<Guid, FeelContext> ByJob);
}
