using System.CommandLine;
using Orderly.Cli;
using Orderly.Hosting;
using Orderly.Journal.Sealing;

namespace Orderly.Verbs;

/// <summary><c>orderly key create</c>: the key that wraps every other; without it no store opens.</summary>
internal static class KeyVerb
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "the secrets folder" };
        var create = new Command("create", "Make the key-encryption key. Keep a copy apart from the backups: without it they cannot be read.") { folder };
        create.SetAction(parsed => Create(parsed.GetRequiredValue(folder)));
        return new Command("key", "Keys of the store.") { create };
    }

    private static int Create(string folder)
    {
        var path = Path.Combine(folder, StoreOpening.KeySecret);
        if (File.Exists(path))
        {
            Terminal.Complain($"Expected no key yet, but {path} exists. It is kept: the store cannot be read without it.");
            return ExitCode.Conflict;
        }
        Directory.CreateDirectory(folder);
        KeyEncryptionKey.Create(path);
        Terminal.Say($"Made {path}, readable by its owner alone. Keep a copy apart from the backups.");
        return ExitCode.Done;
    }
}
