using Npgsql;
using Orderly.Connectors.Configuration;
using Orderly.Demo;
using Orderly.Engine.Rehearsal;
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
    public Task Embedded_store_plays_the_scenario_as_written(string file) => Play(file, postgres: null);

    [Theory]
    [MemberData(nameof(Files))]
    public async Task PostgreSQL_plays_the_scenario_as_written(string file)
    {
        var database = await server.Postgres.CreateDatabase() + ";Maximum Pool Size=8";
        await Play(file, database);
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>The runner of rehearsals is the engine's and knows no sockets; the format and what is compared are the same.</summary>
    private static async Task Play(string file, string? postgres)
    {
        var script = ScriptFile.Read(Path.Combine(Folder, file));
        await using var stage = await ServedStage.OpenAsync(script, postgres);
        var unmet = new List<string>();
        foreach (var step in script.Steps)
        {
            if (step.At is { } at)
                await stage.AdvanceTo(at);
            foreach (var act in step.Acts)
            {
                if (await stage.Do(act) is { } otherwise)
                    unmet.Add(otherwise);
            }
            unmet.AddRange(Expectations.Unmet(step, await stage.Standing()));
        }
        unmet.ShouldBeEmpty();
    }

    public sealed class Server : IAsyncLifetime
    {
        internal PostgresServer Postgres { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Postgres = await PostgresServer.Start();

        public ValueTask DisposeAsync() => Postgres.DisposeAsync();
    }
}
