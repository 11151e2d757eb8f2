using System.Diagnostics;
using Orderly.Bench.Beds;
using Orderly.Bench.Measure;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Read;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;

namespace Orderly.Bench.Cases;

/// <summary>A person with twelve queues pages through them while a million tasks are open in these queues.</summary>
internal static class WorklistPages
{
    private const int PageSize = 50;
    private const int TasksAnAppend = 2_000;
    private static readonly int[] Queues = [.. Enumerable.Range(1, 12)];

    public static async Task<IReadOnlyList<Result>> Run(Setting setting)
    {
        var tasks = setting.Quick ? 20_000 : 1_000_000;
        var results = new List<Result>();
        foreach (var kind in Stores.Kinds)
        {
            await using var store = await setting.Stores.Open(kind);
            var inserting = Stopwatch.GetTimestamp();
            await Insert(store, tasks);
            Console.Error.WriteLine($"  {Stores.NameOf(kind)}: {tasks / Stopwatch.GetElapsedTime(inserting).TotalSeconds:N0} task rows/s inserted");
            await Read(store, setting.WarmUp, seed: 0);
            var series = new Series();
            for (var round = 0; round < setting.Rounds; round++) series.Add(await Read(store, setting.Round, seed: round + 1));
            results.Add(series.ToResult(
                $"worklist page of {PageSize} over {tasks:N0} open tasks in {Queues.Length} queues, one reader, any page", Stores.NameOf(kind), "p99 < 20 ms"));
        }
        return results;
    }

    /// <summary>Half of the pages are the first, half begin somewhere in the list.</summary>
    private static Task<Round> Read(Store store, TimeSpan duration, int seed)
    {
        var random = new Random(seed);
        return ClosedLoop.For(1, duration, async _ =>
        {
            var after = random.Next(2) == 0 ? WorklistKey.Start : new WorklistKey(random.Next(Ranks), DueOf(random), Guid.Empty);
            var page = await store.Read.Work.Page(Queues, after, PageSize);
            if (page.Count == 0 && after == WorklistKey.Start) throw new InvalidOperationException("Expected a full first page, but it is empty");
        });
    }

    private const int Ranks = 4;

    private static long DueOf(Random random) => 1_780_000_000_000_000 + random.NextInt64(86_400_000_000);

    /// <summary>By the store's own writer, in appends that fill a batch.</summary>
    private static async Task Insert(Store store, int count)
    {
        var node = await store.Join("bench");
        var writer = new BatchWriter(store, node, new WriterLimits(), TimeProvider.System, TaskScheduler.Default);
        var random = new Random(42);
        var view = new byte[160];
        random.NextBytes(view);
        var under = new Queue<Task<AppendOutcome>>();
        for (var done = 0; done < count; done += TasksAnAppend)
        {
            var rows = Enumerable.Range(0, TasksAnAppend).Select(_ => (Change)new UpsertTask(new TaskRow(
                Id: Guid.CreateVersion7(), Facility: 1, Instance: Guid.CreateVersion7(), Queue: Queues[random.Next(Queues.Length)], State: 1, Open: true,
                Owner: null, Priority: 50, Rank: random.Next(Ranks), Due: DueOf(random), Patient: Guid.CreateVersion7(), Focus: null, Version: 1, View: view)));
            under.Enqueue(writer.Write(new Append { Changes = [.. rows] }));
            if (under.Count > 4) Committed(await under.Dequeue());
        }
        while (under.TryDequeue(out var last)) Committed(await last);
        await store.Leave(node);
    }

    private static void Committed(AppendOutcome outcome)
    {
        if (outcome is not Journal.Write.Committed) throw new InvalidOperationException($"Expected the tasks to be committed, but: {outcome}");
    }
}
