using Orderly.Bench.Beds;
using Orderly.Bench.Measure;
using Orderly.Runtime.Jobs;
using Orderly.Runtime.Submission;

namespace Orderly.Bench.Cases;

/// <summary>Start to end of a process with one job, which a worker activates and completes: three commits.</summary>
internal static class OneJobInstances
{
    private const int Clients = 128;
    private const int Workers = 8;

    public static async Task<IReadOnlyList<Result>> Run(Setting setting)
    {
        var results = new List<Result>();
        foreach (var kind in Stores.Kinds)
        {
            await using var bed = await NodeBed.Start(setting.Stores, kind);
            results.Add((await Run(setting, Door(bed))).ToResult(
                $"one-job instances, start to end, in process ({Clients} clients, {Workers} workers)", Stores.NameOf(kind), "none of its own"));
            await using var api = await ApiBed.Start(bed);
            results.Add((await Run(setting, new JobDoor(api.StartJob, api.ActivateJobs, api.CompleteJob))).ToResult(
                $"one-job instances, start to end, by HTTP ({Clients} clients, {Workers} workers)", Stores.NameOf(kind), "≥ 2,000/s"));
        }
        return results;
    }

    private static async Task<Series> Run(Setting setting, JobDoor door)
    {
        await using var loop = new JobLoop(door, Workers);
        await ClosedLoop.WarmUp(Clients, setting.WarmUp, _ => loop.Once());
        var series = new Series();
        for (var round = 0; round < setting.Rounds; round++) series.Add(await ClosedLoop.For(Clients, setting.Round, _ => loop.Once()));
        return series;
    }

    private static JobDoor Door(NodeBed bed)
    {
        var request = new JobRequest(Models.JobType, "bench", ApiBed.JobsAtOnce, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1));
        return new JobDoor(
            () => bed.Start(Models.OneJob),
            async cancel => await bed.Node.Jobs.ActivateAsync(request, Caller.Worker("bench"), cancel) is JobActivation.Activated activated
                ? [.. activated.Jobs.Select(job => (job.Id, job.Instance))]
                : throw new InvalidOperationException("Expected jobs or none, but the activation was refused"),
            bed.CompleteJob);
    }
}
