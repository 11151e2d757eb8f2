using System.Globalization;
using Orderly.Hosting;
using Orderly.Journal;
using Orderly.Journal.Sealing;
using Orderly.Tests.Faults.Evidence;
using Orderly.Tests.Running;

namespace Orderly.Tests.Faults;

/// <param name="Seed">Traffic, moments and faults follow from it; what the machine makes of them does not.</param>
/// <param name="Postgres">Connection string; null for the embedded store.</param>
internal sealed record KillPlan(int Kills, int Seed, string? Postgres = null)
{
    private const int KillsOfANormalRun = 8;

    public string StoreName => Postgres is null ? "SQLite" : "PostgreSQL";

    /// <summary>ORDERLY_KILLS and ORDERLY_SEED, where they are set.</summary>
    public static KillPlan FromEnvironment(string? postgres = null) => new(
        Kills: Number("ORDERLY_KILLS") ?? KillsOfANormalRun,
        Seed: Number("ORDERLY_SEED") ?? Random.Shared.Next(1, 1_000_000),
        postgres);

    public StoreReading Reading(ServerFolder files) =>
        Postgres is null ? StoreReading.OfSqlite(Path.Combine(files.Data, "orderly.db")) : StoreReading.OfPostgres(Postgres);

    /// <summary>Opens the store as its owner, once the server has ended.</summary>
    public async Task<Store> Open(ServerFolder files)
    {
        var options = new Journal.StoreOptions { Key = KeyEncryptionKey.FromFile(files.At(Path.Combine("secrets", StoreOpening.KeySecret))) };
        return Postgres is null ? await Store.OpenSqlite(Path.Combine(files.Data, "orderly.db"), options) : await Store.OpenPostgres(Postgres, options);
    }

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
