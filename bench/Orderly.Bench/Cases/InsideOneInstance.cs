using System.Diagnostics;
using System.Globalization;
using Orderly.Bench.Beds;
using Orderly.Bench.Measure;
using Orderly.Runtime.Jobs;
using Orderly.Runtime.Submission;

namespace Orderly.Bench.Cases;

/// <summary>
/// One instance that holds very much, from its start to its end, beside instances of one task that a few clients start and
/// complete meanwhile: how long it takes, what half as much takes, and how long the others wait.
/// </summary>
internal static class InsideOneInstance
{
    private const int Workers = 8;
    private const int Bystanders = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private sealed record Size(string Process, string Work, int Units, string Goal);

    public static async Task<IReadOnlyList<Result>> Run(Setting setting)
    {
        var scale = setting.Quick ? 100 : 1;
        Size[] sizes =
        [
            new(Models.ManyScripts, "-item multi-instance of script tasks", 100_000 / scale, "< 20 s for 100,000"),
            new(Models.ManyJobs, "-item multi-instance of jobs", 100_000 / scale, "< 60 s for 100,000"),
            new(Models.ManyTokens, " parallel tokens, a job each", 10_000 / scale, "none of its own"),
        ];
        var results = new List<Result>();
        foreach (var kind in Stores.Kinds)
        {
            await using var bed = await NodeBed.Start(setting.Stores, kind);
            await ClosedLoop.WarmUp(Bystanders, setting.WarmUp, async _ => await bed.CompleteTask(await bed.StartTask()));
            foreach (var size in sizes) results.AddRange(await Run(setting, bed, size, Stores.NameOf(kind)));
        }
        return results;
    }

    private static async Task<IReadOnlyList<Result>> Run(Setting setting, NodeBed bed, Size size, string store)
    {
        var (whole, half, waits) = (new List<double>(), new List<double>(), new Series());
        for (var round = 0; round < setting.Rounds; round++)
        {
            half.Add((await Seconds(bed, size.Process, size.Units / 2)).Seconds);
            var (seconds, bystanders) = await Seconds(bed, size.Process, size.Units);
            whole.Add(seconds);
            waits.Add(bystanders);
        }
        return
        [
            new Result(string.Create(CultureInfo.InvariantCulture, $"{size.Units:N0}{size.Work}"), store, "s", whole, null, $"linear, {size.Goal}"),
            new Result(string.Create(CultureInfo.InvariantCulture, $"the same of {size.Units / 2:N0}"), store, "s", half, null, "half of it"),
            waits.ToResult($"one-task instances of {Bystanders} clients meanwhile", store, "not blocked"),
        ];
    }

    private static async Task<(double Seconds, Round Bystanders)> Seconds(NodeBed bed, string process, int units)
    {
        var start = Stopwatch.GetTimestamp();
        using var stop = new CancellationTokenSource();
        var bystanders = Task.Run(() => ClosedLoop.While(Bystanders, () => !stop.IsCancellationRequested, async _ => await bed.CompleteTask(await bed.StartTask())));
        var workers = Enumerable.Range(0, Workers).Select(_ => Task.Run(() => Work(bed, process, stop.Token))).ToArray();
        try
        {
            var instance = await bed.Start(process, Variables(process, units));
            while ((await bed.Store.Read.Instances.Head(instance))?.Ended is null)
            {
                if (Stopwatch.GetElapsedTime(start) > Patience) throw new TimeoutException($"Expected {process} of {units} to end within {Patience}, but it has not");
                await Task.Delay(10);
            }
            return (Stopwatch.GetElapsedTime(start).TotalSeconds, await Rest());
        }
        finally
        {
            await Rest();
        }

        async Task<Round> Rest()
        {
            await stop.CancelAsync();
            await Task.WhenAll(workers);
            return await bystanders;
        }
    }

    private static string Variables(string process, int units) => process == Models.ManyTokens
        ? $$"""{"n": {{units}}, "i": 0}"""
        : $$"""{"items": [{{string.Join(',', Enumerable.Range(1, units))}}]}""";

    private static async Task Work(NodeBed bed, string type, CancellationToken cancel)
    {
        var request = new JobRequest(type, "bench", ApiBed.JobsAtOnce, TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1));
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                if (await bed.Node.Jobs.ActivateAsync(request, Caller.Worker("bench"), cancel) is not JobActivation.Activated activated)
                    throw new InvalidOperationException("Expected jobs or none, but the activation was refused");
                await Task.WhenAll(activated.Jobs.Select(job => bed.CompleteJob(job.Id)));
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
            }
        }
    }
}
