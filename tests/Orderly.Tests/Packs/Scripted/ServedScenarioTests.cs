using Npgsql;
using Orderly.Demo;
using Orderly.Testing;
using Orderly.Tests.Faults;

namespace Orderly.Tests.Packs.Scripted;

/// <summary>Every scenario of the pack, as its file says, through real sockets and the API, on both stores.</summary>
[Collection(nameof(Alone))]
public sealed class ServedScenarioTests(ServedScenarioTests.Server server) : IClassFixture<ServedScenarioTests.Server>
{
    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.yaml").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(DemoFolder.ShippedPack("discharge"), "scenarios");

    [Theory]
    [MemberData(nameof(Files))]
    public Task Embedded_store_plays_the_scenario_as_written(string file) =>
        Scenario.PlayAsync(Folder, file, (start, order) => ServedStage.OpenAsync(start, order, postgres: null));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task PostgreSQL_plays_the_scenario_as_written(string file)
    {
        var database = await server.Postgres.CreateDatabase() + ";Maximum Pool Size=8";
        await Scenario.PlayAsync(Folder, file, (start, order) => ServedStage.OpenAsync(start, order, database));
        NpgsqlConnection.ClearAllPools();
    }

    public sealed class Server : IAsyncLifetime
    {
        internal PostgresServer Postgres { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Postgres = await PostgresServer.Start();

        public ValueTask DisposeAsync() => Postgres.DisposeAsync();
    }
}
