using Orderly.Journal.Database;
using Orderly.Journal.Rows;

namespace Orderly.Journal.Write;

/// <summary>A journal entry as it goes to disk.</summary>
internal readonly record struct SealedEntry(JournalEntry Entry, long KeyId, byte[] Sealed)
{
    public void Bind(IArguments args, long epoch, long batch)
    {
        args.Uuid(Entry.Instance);
        args.Long(Entry.Seq);
        args.Long(epoch);
        args.Long(batch);
        args.Long(Entry.At);
        args.Text(Entry.Actor);
        args.Long(Entry.World);
        args.Short(Entry.Codec);
        args.Long(KeyId);
        args.Bytes(Sealed);
    }
}
