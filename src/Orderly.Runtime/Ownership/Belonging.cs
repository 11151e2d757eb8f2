using System.Collections.Concurrent;
using Orderly.Journal.Changes;
using Orderly.Runtime.Projection;

namespace Orderly.Runtime.Ownership;

/// <summary>
/// Which instance a task or a job belongs to, as this node's commits told, so that a command on it begins without a look at the
/// store. Neither ever moves to another instance; what is not known here is looked up.
/// </summary>
internal sealed class Belonging
{
    private const int OfAGeneration = 65_536;

    // Two generations: the older one goes when the younger is full, so that what is used lately stays and memory is bounded.
    private ConcurrentDictionary<Guid, Guid> young = new();
    private ConcurrentDictionary<Guid, Guid> old = new();

    public Guid? InstanceOf(Guid work) =>
        young.TryGetValue(work, out var instance) || old.TryGetValue(work, out instance) ? instance : null;

    public void Committed(IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
        {
            switch (change)
            {
                case UpsertTask { Row: var task }: Add(task.Id, task.Instance); break;
                case AddEffect { Row: { Kind: EffectRows.Job } job }: Add(job.Id, job.Instance); break;
                case RemoveEffect gone: Forget(gone.Id); break;
            }
        }
    }

    private void Add(Guid work, Guid instance)
    {
        if (young.Count >= OfAGeneration) (old, young) = (young, new ConcurrentDictionary<Guid, Guid>());
        young[work] = instance;
    }

    private void Forget(Guid job)
    {
        young.TryRemove(job, out _);
        old.TryRemove(job, out _);
    }
}
