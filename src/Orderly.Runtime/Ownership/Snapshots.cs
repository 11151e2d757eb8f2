using Orderly.Engine.Process;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;

namespace Orderly.Runtime.Ownership;

/// <summary>Snapshots are a cache: one of another codec or engine is not read but folded anew.</summary>
internal static class Snapshots
{
    private const short Codec = 1;

    /// <summary>Raised with every change of what a state holds, so that older snapshots are not read.</summary>
    private const int Engine = 5;

    public static Append Of(InstanceState state)
    {
        var body = StateJson.Write(state);
        return new Append
        {
            Changes = [new PutSnapshot(new SnapshotRow(state.Id.Value, state.Seq, Codec, Engine, System.Security.Cryptography.SHA256.HashData(body), body))],
        };
    }

    public static InstanceState? Usable(SnapshotRow? row) => row is { Codec: Codec, Engine: Engine } ? StateJson.Read(row.Body) : null;
}

/// <summary>How much would have to be folded, against what a snapshot would cost.</summary>
internal sealed class TailSize(OwnerOptions options)
{
    private long tail;
    private long snapshot;

    public bool IsWorthWriting => tail >= Math.Max(options.SnapshotTail, 2 * snapshot);

    public bool IsWorthAtRest => tail >= options.SnapshotTailAtRest;

    public void Loaded(LoadedState loaded) => (tail, snapshot) = (loaded.TailBytes, loaded.SnapshotBytes);

    public void Wrote(int bytes) => tail += bytes;

    public void Snapshotted(int bytes) => (tail, snapshot) = (0, bytes);
}
