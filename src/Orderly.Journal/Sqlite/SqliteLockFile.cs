namespace Orderly.Journal.Sqlite;

/// <summary>Keeps a second process off the embedded store: a file beside it, locked by the system as long as this process lives.</summary>
internal sealed class SqliteLockFile : IDisposable
{
    /// <summary>EAGAIN and EWOULDBLOCK: the file is locked elsewhere. A disk that cannot be written is another matter.</summary>
    private const int LockedElsewhere = 11;

    private readonly FileStream locked;

    private SqliteLockFile(FileStream locked) => this.locked = locked;

    public static SqliteLockFile Take(string path)
    {
        var lockPath = path + ".lock";
        var ownerPath = path + ".owner";
        FileStream locked;
        try
        {
            locked = new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.HResult == LockedElsewhere)
        {
            throw new StoreRefusedException($"Expected to be the only process on {path}, but {Owner(ownerPath)} has it open", e);
        }
        File.WriteAllText(ownerPath, $"process {Environment.ProcessId} on {Environment.MachineName}");
        return new SqliteLockFile(locked);
    }

    /// <summary>Refuses a store that another process has open. Makes nothing.</summary>
    public static void Free(string path)
    {
        var lockPath = path + ".lock";
        if (!File.Exists(lockPath)) return;
        try
        {
            using var taken = new FileStream(lockPath, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.HResult == LockedElsewhere)
        {
            throw new StoreRefusedException($"Expected to be the only process on {path}, but {Owner(path + ".owner")} has it open", e);
        }
    }

    public void Dispose() => locked.Dispose();

    private static string Owner(string ownerPath) => File.Exists(ownerPath) ? File.ReadAllText(ownerPath) : "another process";
}
