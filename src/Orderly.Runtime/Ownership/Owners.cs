using System.Collections.Concurrent;

namespace Orderly.Runtime.Ownership;

/// <summary>The owners in this node's memory, one an instance. Idle ones leave, the longest idle first, when there are too many.</summary>
internal sealed class Owners(OwnerContext context)
{
    private readonly ConcurrentDictionary<Guid, Owner> owners = new();
    private readonly ConcurrentQueue<Owner> arrivals = new();

    public int Count => owners.Count;

    public Task<Submission.Reply> Take(Guid instance, Work work)
    {
        while (true)
        {
            var owner = owners.GetOrAdd(instance, static (id, self) => self.Arrive(id), this);
            if (owner.TryTake(work)) return work.Answered;
            // It left between the look and the call; its place is free or taken by a newer one.
            owners.TryRemove(new KeyValuePair<Guid, Owner>(instance, owner));
        }
    }

    /// <summary>The instance has mail in the store.</summary>
    public void Poke(Guid instance) => _ = Take(instance, Work.Mail());

    private Owner Arrive(Guid instance)
    {
        var owner = new Owner(instance, context, Left);
        arrivals.Enqueue(owner);
        MakeRoom();
        return owner;
    }

    private void Left(Owner owner) => owners.TryRemove(new KeyValuePair<Guid, Owner>(owner.Instance, owner));

    /// <summary>Second chance: one that was used since it was last looked at goes to the end of the queue again.</summary>
    private void MakeRoom()
    {
        for (var looks = 0; looks < 16 && arrivals.Count > context.Options.InMemory; looks++)
        {
            if (!arrivals.TryDequeue(out var oldest)) return;
            if (oldest.IsGone) continue;
            if (oldest.WasUsedSinceLastLook() || !oldest.TryLeave()) arrivals.Enqueue(oldest);
        }
    }
}
