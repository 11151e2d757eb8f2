using Orderly.Bench.Beds;
using Orderly.Bench.Measure;

namespace Orderly.Bench.Cases;

/// <summary>Completing user tasks that wait, each in an instance of its own; the starts are not timed.</summary>
internal static class TaskCompletions
{
    private const int Clients = 128;

    public static async Task<IReadOnlyList<Result>> Run(Setting setting)
    {
        var tasks = setting.Quick ? 500 : 10_000;
        var results = new List<Result>();
        foreach (var kind in Stores.Kinds)
        {
            await using var bed = await NodeBed.Start(setting.Stores, kind);
            await Complete(bed, tasks / 5);
            var series = new Series();
            for (var round = 0; round < setting.Rounds; round++) series.Add(await Complete(bed, tasks));
            results.Add(series.ToResult($"task completions, in process ({Clients} clients, {tasks:N0} waiting tasks)", Stores.NameOf(kind), "≥ 8,000/s"));
        }
        return results;
    }

    private static async Task<Round> Complete(NodeBed bed, int count)
    {
        var tasks = new Guid[count];
        await ClosedLoop.Times(Clients, count, async unit => tasks[unit] = await bed.StartTask());
        return await ClosedLoop.Times(Clients, count, unit => bed.CompleteTask(tasks[unit]));
    }
}
