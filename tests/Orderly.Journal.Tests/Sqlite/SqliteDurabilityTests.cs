using Orderly.Journal.Sqlite;

namespace Orderly.Journal.Tests.Sqlite;

public sealed class SqliteDurabilityTests(Stores stores)
{
    [Theory]
    [InlineData("pragma synchronous = normal", "synchronous")]
    [InlineData("pragma mmap_size = 1048576", "mmap_size")]
    [InlineData("pragma journal_mode = delete", "journal_mode")]
    public void A_relaxed_setting_is_refused(string relaxed, string named)
    {
        using var connection = SqliteConnection.Open(stores.NewFile(), readOnly: false);
        SqliteDurability.Set(connection);
        SqliteDurability.Check(connection);

        connection.Execute(relaxed);

        Should.Throw<StoreRefusedException>(() => SqliteDurability.Check(connection)).Message.ShouldContain(named);
    }

    [Fact]
    public async Task A_second_opening_is_refused_and_names_the_first()
    {
        var path = stores.NewFile();
        await using var store = await Stores.Open(StoreKind.Sqlite, path);

        (await Should.ThrowAsync<StoreRefusedException>(() => Stores.Open(StoreKind.Sqlite, path)))
            .Message.ShouldContain($"process {Environment.ProcessId}");
    }

    [Fact]
    public void A_full_disk_is_the_stores_fault_and_passes()
    {
        using var connection = SqliteConnection.Open(stores.NewFile(), readOnly: false);
        SqliteDurability.Set(connection);
        connection.Execute("create table t (x)");
        connection.Execute("pragma max_page_count = 10");

        Should.Throw<StoreUnavailableException>(() => connection.Execute("insert into t values (zeroblob(200000))"));

        connection.Execute("pragma max_page_count = 1000");
        connection.Execute("insert into t values (zeroblob(200000))");
    }

    [Fact]
    public async Task A_backup_taken_while_writing_opens_and_verifies()
    {
        await using var open = await stores.Writing(StoreKind.Sqlite);
        var ids = Enumerable.Range(0, 50).Select(_ => Samples.Id()).ToArray();
        await open.WriteAll([.. ids.Select(id => Samples.Start(id))]);
        var during = open.WriteAll([.. ids.Select(id => Samples.Next(id, 1))]);
        var copy = stores.NewFile();

        open.Store.BackupTo(copy);

        await during;
        await using var restored = await Stores.Open(StoreKind.Sqlite, copy);
        (await restored.VerifyChains()).Faults.ShouldBeEmpty();
        foreach (var id in ids) (await restored.Read.Instances.Load(id)).ShouldNotBeNull().Tail.ShouldNotBeEmpty();
    }
}
