using Npgsql;
using Orderly.Journal.Database;
using Orderly.Journal.Sqlite;

namespace Orderly.Journal.Tests.Database;

public sealed class StatementsTests(Stores stores)
{
    private const string Insert = "insert into t {values: a uuid, b bytes} on conflict do nothing";

    [Fact]
    public void Values_are_one_row_on_sqlite_and_arrays_on_postgresql()
    {
        Statements.Render(Insert, Dialect.Sqlite).ShouldBe("insert into t (a, b) values (?1, ?2) on conflict do nothing");
        Statements.Render(Insert, Dialect.Postgres)
            .ShouldBe("insert into t (a, b) select * from unnest($1::uuid[], $2::bytea[]) on conflict do nothing");
    }

    [Fact]
    public void Membership_reads_a_list_from_one_argument()
    {
        Statements.Render("x {in: $1 int}", Dialect.Sqlite).ShouldBe("x in (select value from json_each(?1))");
        Statements.Render("x {in: $1 uuid}", Dialect.Sqlite).ShouldBe("x in (select unhex(value) from json_each(?1))");
        Statements.Render("x {in: $1 int}", Dialect.Postgres).ShouldBe("x = any($1::int[])");
    }

    [Fact]
    public void A_name_the_folder_does_not_have_is_refused() =>
        Should.Throw<ArgumentException>(() => Statements.Load(Dialect.Sqlite)["nonsense"]).Message.ShouldContain("nonsense");

    [Fact]
    public async Task Every_statement_prepares_on_sqlite()
    {
        var path = stores.NewFile();
        await using var store = await Stores.Open(StoreKind.Sqlite, path);
        using var connection = SqliteConnection.Open(path, readOnly: true);
        var statements = Statements.Load(Dialect.Sqlite);

        foreach (var name in statements.Names) Should.NotThrow(() => connection.Prepare(statements[name]), name);
    }

    [Fact]
    public async Task Every_statement_prepares_on_postgresql()
    {
        var place = await stores.NewPlace(StoreKind.Postgres);
        await using var store = await Stores.Open(StoreKind.Postgres, place);
        await using var source = NpgsqlDataSource.Create(place);
        var statements = Statements.Load(Dialect.Postgres);

        foreach (var name in statements.Names)
            await Should.NotThrowAsync(async () =>
            {
                await using var command = source.CreateCommand($"prepare {name} as {statements[name]}");
                await command.ExecuteNonQueryAsync();
            }, name);
    }
}
