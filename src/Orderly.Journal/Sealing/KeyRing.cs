using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Orderly.Journal.Database;

namespace Orderly.Journal.Sealing;

/// <summary>
/// The codec seam of all sealed columns. Each opening of the store makes a fresh key, so a counter is a safe nonce even after a
/// restore; older keys open what they sealed. A key that was destroyed leaves its bodies sealed for good.
/// </summary>
internal sealed class KeyRing : IDisposable
{
    private readonly ConcurrentDictionary<long, SealKey> keys = new();
    private readonly KeyEncryptionKey kek;
    private SealKey current = null!;
    private long nonces;

    private KeyRing(KeyEncryptionKey kek) => this.kek = kek;

    public long CurrentId => current.Id;

    public static async ValueTask<KeyRing> Open(IDatabase database, KeyEncryptionKey kek, long now, CancellationToken cancel)
    {
        var ring = new KeyRing(kek);
        await ring.Reload(database, cancel);
        await using var transaction = await database.Begin(cancel);
        var id = (await transaction.Query("next_epoch", _ => { }, row => row.Long(0), cancel)).Single();
        var key = RandomNumberGenerator.GetBytes(32);
        await transaction.Write("add_seal_key", [kek.Wrap(id, key)], (args, wrapped) =>
        {
            args.Long(id);
            args.Text("network");
            args.Bytes(wrapped);
            args.Long(now);
        });
        await transaction.Commit();
        ring.current = ring.keys[id] = new SealKey(id, key);
        return ring;
    }

    /// <summary>Learns the keys other nodes have made since.</summary>
    public async ValueTask Reload(IQueries queries, CancellationToken cancel)
    {
        foreach (var (id, wrapped) in await queries.Query("seal_keys", _ => { }, row => (row.Long(0), row.Bytes(1)), cancel))
            if (!keys.ContainsKey(id)) keys[id] = new SealKey(id, kek.Unwrap(id, wrapped));
    }

    public byte[] Seal(string column, Guid row, long part, byte[] body)
    {
        Span<byte> nonce = stackalloc byte[Envelope.NonceLength];
        BinaryPrimitives.WriteInt64BigEndian(nonce[4..], Interlocked.Increment(ref nonces));
        var gcm = current.Rent();
        var envelope = Envelope.Seal(gcm, nonce, Envelope.Aad(column, row, part), body);
        current.Return(gcm);
        return envelope;
    }

    /// <summary>Throws <see cref="SealedForGoodException"/> without the key, <see cref="CryptographicException"/> when the bytes were changed.</summary>
    public byte[] Open(long keyId, string column, Guid row, long part, byte[] envelope)
    {
        if (!keys.TryGetValue(keyId, out var key)) throw new SealedForGoodException(keyId);
        var gcm = key.Rent();
        var body = Envelope.Open(gcm, Envelope.Aad(column, row, part), envelope);
        key.Return(gcm);
        return body;
    }

    public void Dispose()
    {
        foreach (var key in keys.Values) key.Dispose();
    }

    /// <summary>One cipher serves one thread at a time, so a few are kept.</summary>
    private sealed class SealKey(long id, byte[] key) : IDisposable
    {
        private readonly ConcurrentBag<AesGcm> idle = [];

        public long Id => id;

        public AesGcm Rent() => idle.TryTake(out var gcm) ? gcm : new AesGcm(key, Envelope.TagLength);

        public void Return(AesGcm gcm) => idle.Add(gcm);

        public void Dispose()
        {
            foreach (var gcm in idle) gcm.Dispose();
            CryptographicOperations.ZeroMemory(key);
        }
    }
}

/// <summary>The body's key is not in the store: destroyed on purpose, or made by a node since the last look.</summary>
public sealed class SealedForGoodException(long keyId)
    : Exception($"Expected seal key {keyId} in the store, but it was destroyed: what it sealed cannot be read again")
{
    public long KeyId => keyId;
}
