using System.Runtime.CompilerServices;
using Orderly.Hosting;
using Orderly.Journal;

namespace Orderly.Doctor;

/// <summary>Looks at the store without opening it for work: nothing is made, and nothing is migrated. A store in use is left alone.</summary>
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
            return await StoreOpening.Look(options, StoreOpening.Key(options, new HostSettings()), cancel) switch
            {
                null => Finding.Worth(kind, "there is none yet", "The first start makes it."),
                { } store when store.Schema < store.Newest => Finding.Worth(kind, $"schema {store.Schema}; era {store.Era}", $"The next start brings it to schema {store.Newest}; an older release cannot open it then."),
                { } store => Finding.Good(kind, $"schema {store.Schema}; era {store.Era}; the key is this store's"),
            };
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
