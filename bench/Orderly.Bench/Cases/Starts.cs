using Orderly.Bench.Beds;
using Orderly.Bench.Measure;

namespace Orderly.Bench.Cases;

/// <summary>The executable from nothing: process start, store made, pack deployed, first answer; and what it holds when it then rests.</summary>
internal static class Starts
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    public static async Task<IReadOnlyList<Result>> Run(Setting setting)
    {
        var results = new List<Result>();
        foreach (var (name, store) in new (string, Func<Task<string>>)[]
        {
            ("SQLite", () => Task.FromResult("")),
            ("PostgreSQL", () => Postgres(setting.Stores, cluster: false)),
            ("PostgreSQL, with a silo", () => Postgres(setting.Stores, cluster: true)),
        })
        {
            var (starts, memory) = (new List<double>(), new List<double>());
            for (var round = 0; round < setting.Rounds; round++)
            {
                await using var served = await ServedExecutable.Start(Directory.CreateTempSubdirectory("orderly-start-").FullName, await store());
                starts.Add(served.ReadyAfter.TotalMilliseconds);
                await Task.Delay(Rest);
                memory.Add(served.ResidentMegabytes);
            }
            results.Add(new Result("start of the executable to its first answer", name, "ms", starts, null, "< 1,500 ms"));
            results.Add(new Result("resident memory, three seconds later", name, "MB", memory, null, "< 180 MB"));
        }
        return results;
    }

    private static async Task<string> Postgres(Stores stores, bool cluster)
    {
        var text = $"store: {{ kind: postgres, connection: '{await stores.NewDatabase()}' }}";
        return cluster ? $"{text}\ncluster: {{ node: bench, address: 127.0.0.1, port: {ServedExecutable.FreePort()} }}" : text;
    }
}
