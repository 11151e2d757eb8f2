using Orderly.Bench.Beds;
using Orderly.Bench.Measure;

namespace Orderly.Bench.Cases;

/// <summary>Start to end of a process with one user task, which the person it is assigned to completes: two commands, two commits.</summary>
internal static class OneTaskInstances
{
    private const int Clients = 128;

    public static async Task<IReadOnlyList<Result>> Run(Setting setting)
    {
        var results = new List<Result>();
        foreach (var (name, start, goal) in new (string, Func<Task<NodeBed>>, string)[]
        {
            (Stores.NameOf(StoreKind.Sqlite), () => NodeBed.Start(setting.Stores, StoreKind.Sqlite), "≥ 5,000/s, p99 < 50 ms"),
            (Stores.NameOf(StoreKind.Postgres), () => NodeBed.Start(setting.Stores, StoreKind.Postgres), "≥ 4,000/s, p99 < 50 ms"),
            ("PostgreSQL, through a silo", () => NodeBed.StartInCluster(setting.Stores), "none of its own"),
        })
        {
            await using var bed = await start();
            async Task Once(int client) => await bed.CompleteTask(await bed.StartTask());
            await ClosedLoop.WarmUp(Clients, setting.WarmUp, Once);
            var series = new Series();
            for (var round = 0; round < setting.Rounds; round++) series.Add(await ClosedLoop.For(Clients, setting.Round, Once));
            results.Add(series.ToResult($"one-task instances, start to end, in process ({Clients} clients; user task completed by its person)", name, goal));
        }
        return results;
    }
}
