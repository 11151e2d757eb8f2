using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Orderly.Journal.Rows;

namespace Orderly.Journal.Write;

/// <summary>The hashes of batch and audit rows: SHA-256 over the fields, each text and body behind its length.</summary>
internal sealed class ChainHash : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public static byte[] OfBatch(byte[] previous, long epoch, long number, long at, byte[] journal, byte[] records, byte[] audit)
    {
        using var chain = new ChainHash();
        return chain.Add(previous).Add(epoch).Add(number).Add(at).Add(journal).Add(records).Add(audit).Finish();
    }

    /// <summary>Over ciphertext, so a destroyed key does not break the chain. The entries are sorted by instance and seq.</summary>
    public static byte[] OfJournal(IEnumerable<SealedEntry> sorted)
    {
        using var chain = new ChainHash();
        foreach (var (entry, keyId, body) in sorted)
            chain.Add(entry.Instance).Add(entry.Seq).Add(entry.At).Add(entry.Actor).Add(entry.World).Add(entry.Codec).Add(keyId).Add(body);
        return chain.Finish();
    }

    public static byte[] OfAudit(byte[] previous, Position position, long at, string actor, string what, string subject)
    {
        using var chain = new ChainHash();
        return chain.Add(previous).Add(position.Epoch).Add(position.Batch).Add(position.Index).Add(at).Add(actor).Add(what).Add(subject).Finish();
    }

    public static byte[] OfRecords(IEnumerable<HistoryRow> history, IEnumerable<AccessRow> access)
    {
        using var chain = new ChainHash();
        foreach (var row in history)
            chain.Add(row.Position.Index).Add(row.Instance).Add(row.Element).Add(row.Event).Add(row.At).Add(row.Actor).Add(row.Unit ?? "");
        foreach (var row in access)
        {
            chain.Add(row.Position.Index).Add(row.At).Add(row.Actor).Add(row.Purpose).Add(row.View).Add(row.Patients.Count);
            foreach (var patient in row.Patients) chain.Add(patient);
        }
        return chain.Finish();
    }

    private ChainHash Add(long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        hash.AppendData(bytes);
        return this;
    }

    private ChainHash Add(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        hash.AppendData(bytes);
        return this;
    }

    private ChainHash Add(byte[] value)
    {
        Add(value.LongLength);
        hash.AppendData(value);
        return this;
    }

    private ChainHash Add(string value) => Add(Encoding.UTF8.GetBytes(value));

    private byte[] Finish() => hash.GetHashAndReset();

    public void Dispose() => hash.Dispose();
}
