using System.Security.Cryptography;
using Orderly.Journal.Changes;
using static Orderly.Journal.Tests.Samples;

namespace Orderly.Journal.Tests.Sqlite;

public sealed class BitFlipTests(Stores stores)
{
    private const int Flips = 25;

    /// <summary>A flipped bit may stop the store, or be found, or hit nothing that is read; it never gives another journal.</summary>
    [Fact]
    public async Task A_flipped_bit_is_found_or_harmless_and_never_another_journal()
    {
        var (path, ids) = await Written();
        var sound = await File.ReadAllBytesAsync(path);
        var random = new Random(20);

        for (var flip = 0; flip < Flips; flip++)
        {
            var at = random.Next(100, sound.Length);
            var bytes = sound.ToArray();
            bytes[at] ^= (byte)(1 << random.Next(8));
            var copy = stores.NewFile();
            await File.WriteAllBytesAsync(copy, bytes);

            (await IsFound(copy) || await ReadsTheSame(copy, ids)).ShouldBeTrue($"byte {at}");
        }
    }

    private async Task<(string, Guid[])> Written()
    {
        await using var open = await stores.Writing(StoreKind.Sqlite);
        var ids = Enumerable.Range(0, 60).Select(_ => Id()).ToArray();
        foreach (var id in ids) await open.Write(Start(id, new UpsertTask(WorkItem(id)), new AddHistory(id, "e", "started", Now, "x", null)));
        var copy = stores.NewFile();
        open.Store.BackupTo(copy);
        return (copy, ids);
    }

    private static async Task<bool> IsFound(string path)
    {
        try
        {
            await using var store = await Stores.Open(StoreKind.Sqlite, path);
            return !(await store.VerifyChains()).Holds;
        }
        catch (Exception e) when (IsRefusal(e))
        {
            return true;
        }
    }

    private static async Task<bool> ReadsTheSame(string path, Guid[] ids)
    {
        await using var store = await Stores.Open(StoreKind.Sqlite, path);
        foreach (var id in ids)
        {
            var loaded = await store.Read.Instances.Load(id);
            if (loaded is null || !loaded.Tail.Single().Body.AsSpan().SequenceEqual(Entry(id, 1).Body)) return false;
        }
        return true;
    }

    private static bool IsRefusal(Exception e) =>
        e is StoreRefusedException or StoreUnavailableException or RowRefusedException or CryptographicException;
}
