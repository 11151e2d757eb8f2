using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;
using Orderly.Runtime.Submission;

namespace Orderly.Runtime.Ownership;

/// <summary>A state as the store has it.</summary>
/// <param name="Quarantine">The incident it stands aside for; null when it runs.</param>
/// <param name="SnapshotBytes">Size of the snapshot it began from; 0 without one.</param>
/// <param name="TailBytes">Size of the entries folded onto it.</param>
internal sealed record LoadedState(InstanceState State, Guid? Quarantine, int SnapshotBytes, int TailBytes);

/// <summary>What an owner reads.</summary>
internal sealed class InstanceLoading(IStore store, BatchWriter writer, TimeProvider real)
{
    public async ValueTask<LoadedState> Load(Guid instance)
    {
        var loaded = await store.Read.Instances.Load(instance);
        if (loaded is null) return new LoadedState(new InstanceState(new InstanceId(instance)), null, 0, 0);
        var quarantine = loaded.Quarantine;
        if (Snapshots.Usable(loaded.Snapshot) is { } snapshot) return Fold(quarantine, snapshot, loaded.Snapshot!.Body.Length, loaded.Tail);
        if (loaded.Snapshot is not null) loaded = await store.Read.Instances.Load(instance, useSnapshot: false);
        return Fold(quarantine, new InstanceState(new InstanceId(instance)), 0, loaded!.Tail);
    }

    /// <summary>The last entry's number; 0 without any.</summary>
    public async ValueTask<long> SeqOf(Guid instance) => (await store.Read.Instances.Head(instance))?.Seq ?? 0;

    public async ValueTask<IReadOnlyList<MailRow>> MailTo(Guid instance) => await store.Read.Lanes.MailTo(instance);

    /// <summary>
    /// What a key was used for; null when for nothing. Asked by claiming it with a lifetime of nothing, which leaves it free.
    /// </summary>
    public async ValueTask<KeyReplayed?> FindKey(IdempotencyKey key)
    {
        var now = Micros.From(real.GetUtcNow());
        var probe = new CommandKey(key.Scope, key.Key, key.RequestHash.ToArray(), Guid.Empty, 0, now, now);
        return await writer.Write(new Append { Claims = [probe] }) as KeyReplayed;
    }

    private static LoadedState Fold(Guid? quarantine, InstanceState state, int snapshotBytes, IReadOnlyList<Journal.Rows.JournalEntry> tail)
    {
        var bytes = 0;
        foreach (var row in tail)
        {
            Evolution.Apply(state, Entries.Read(row));
            bytes += row.Body.Length;
        }
        return new LoadedState(state, quarantine, snapshotBytes, bytes);
    }
}
