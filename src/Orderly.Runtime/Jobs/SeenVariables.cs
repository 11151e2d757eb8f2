using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Runtime.Ownership;

namespace Orderly.Runtime.Jobs;

/// <summary>
/// Variables of jobs that see too much to carry it: read from the instance's journal, as they were when the job was offered. The
/// jobs of one entry are mostly taken one after the other, so the state last read is kept until other jobs are taken, and after
/// that as long as there is room.
/// </summary>
internal sealed class SeenVariables(IStore store)
{
    private readonly WeakReference<Past> last = new(null!);
    private volatile Past? held;

    public async ValueTask<FeelContext> Of(EffectRow job)
    {
        if ((held ?? (last.TryGetTarget(out var read) ? read : null)) is not { } past || past.Instance != job.Instance || past.State.Seq != job.Seq)
        {
            var rows = await store.Read.Instances.Journal(job.Instance, 0, job.Seq, int.MaxValue);
            past = new Past(job.Instance, Replay.Fold(new InstanceId(job.Instance), rows.Select(Entries.Read)));
            last.SetTarget(past);
        }
        held = past;
        return JobVariables.Of(past.State, new JobId(job.Id));
    }

    /// <summary>Other jobs were taken.</summary>
    public void LetGo() => held = null;

    private sealed record Past(Guid Instance, InstanceState State);
}
