using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Orderly.Journal.Database;

/// <summary>Brings the schema up by the numbered files of the dialect, each once, in one transaction.</summary>
internal static class Migrations
{
    /// <summary>Refuses a store from a newer release, and one whose applied files are not the ones shipped.</summary>
    public static async ValueTask Apply(IDatabase database, TimeProvider time, CancellationToken cancel)
    {
        var files = SqlFiles.Named($"Sql.{database.Dialect}.").Select(f => (Number: Number(f.Name), f.Name, f.Text)).OrderBy(f => f.Number).ToList();
        await using var transaction = await database.Begin(cancel);
        await transaction.Query("lock_migrations", _ => { }, row => true, cancel);
        await transaction.Script("create table if not exists schema_version (version integer primary key, name text not null, sha256 text not null, applied bigint not null)");
        var applied = await transaction.Query("schema_versions", _ => { }, row => (Version: row.Int(0), Hash: row.Text(1)), cancel);

        var newest = files[^1].Number;
        if (applied.Count > 0 && applied[^1].Version > newest)
            throw new StoreRefusedException($"Expected a store of schema {newest} or earlier, but it is {applied[^1].Version}: made by a newer release");
        foreach (var (number, name, text) in files)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            if (applied.FirstOrDefault(a => a.Version == number) is { Hash: { } known })
            {
                if (known != hash) throw new StoreRefusedException($"Expected migration {name} as it was applied, but the shipped file differs");
                continue;
            }
            await transaction.Script(text);
            await transaction.Write("add_schema_version", [number], (args, n) =>
            {
                args.Int(n);
                args.Text(name);
                args.Text(hash);
                args.Long(Micros.From(time.GetUtcNow()));
            });
        }
        await transaction.Commit();
    }

    public static int Newest(Dialect dialect) => SqlFiles.Named($"Sql.{dialect}.").Max(file => Number(file.Name));

    private static int Number(string file) => int.Parse(file.Split('_')[0], CultureInfo.InvariantCulture);
}
