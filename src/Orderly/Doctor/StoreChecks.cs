using System.Runtime.CompilerServices;
using Orderly.Hosting;
using Orderly.Journal;

namespace Orderly.Doctor;

/// <summary>Opens the store the way the product would, and says what refused. A store in use is left alone.</summary>
internal static class StoreChecks
{
    public static async IAsyncEnumerable<Finding> All(OrderlyOptions options, [EnumeratorCancellation] CancellationToken cancel)
    {
        var key = Path.Combine(StoreOpening.SecretsFolder(options), StoreOpening.KeySecret);
        if (!File.Exists(key))
        {
            yield return Finding.Worth("key", $"no key-encryption key at {key}", "'orderly key create FOLDER' makes one; the demo makes its own.");
            yield break;
        }
        yield return Mode(key);
        yield return await Open(options, cancel);
    }

    private static Finding Mode(string key)
    {
        if (OperatingSystem.IsWindows()) return Finding.Good("key", key);
        var open = File.GetUnixFileMode(key) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return open == UnixFileMode.None
            ? Finding.Good("key", $"{key}, readable by its owner alone")
            : Finding.Bad("key", $"Expected {key} to be readable by its owner alone, but its mode is wider.", $"chmod 600 {key}");
    }

    private static async Task<Finding> Open(OrderlyOptions options, CancellationToken cancel)
    {
        var kind = options.Store is Hosting.StoreOptions.Postgres ? "PostgreSQL store" : "embedded store";
        try
        {
            await using var store = await StoreOpening.Open(options, StoreOpening.Key(options, new HostSettings()), cancel);
            var facts = await store.Settings.Facts(cancel);
            return Finding.Good(kind, $"opens with full durability; era {facts.Era}");
        }
        catch (StoreRefusedException e)
        {
            return Finding.Bad(kind, e.Message, "Mend what it names, or stop the process that holds the store.");
        }
        catch (StoreUnavailableException e)
        {
            return Finding.Bad(kind, e.Message, "Check that the server runs and that store.connection reaches it.");
        }
    }
}
