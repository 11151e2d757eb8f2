using Orderly.Bench.Beds;
using Orderly.Bench.Measure;
using Orderly.Runtime.Jobs;
using Orderly.Runtime.Submission;

namespace Orderly.Bench.Cases;

/// <summary>Start to end of a process with one job, which a worker activates and completes: three commits.</summary>
internal static class OneJobInstances
{
    public const int Clients = 128;
    public const int Workers = 8;
    public const int JobsAtOnce = 32;

    public static async Task<IReadOnlyList<Result>> Run(Setting setting)
    {
        var results = new List<Result>();
        foreach (var kind in Stores.Kinds)
        {
            await using var bed = await NodeBed.Start(setting.Stores, kind);
            await using var loop = new JobLoop(Door(bed), Workers);
            await ClosedLoop.For(Clients, setting.WarmUp, _ => loop.Once());
            var series = new Series();
            for (var round = 0; round < setting.Rounds; round++) series.Add(await ClosedLoop.For(Clients, setting.Round, _ => loop.Once()));
            results.Add(series.ToResult(
                $"one-job instances, start to end, in process ({Clients} clients, {Workers} workers)", Stores.NameOf(kind), "none of its own; compare with HTTP"));
        }
        return results;
    }

    private static JobDoor Door(NodeBed bed)
    {
        var request = new JobRequest(Models.JobType, "bench", JobsAtOnce, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1));
        return new JobDoor(
            () => bed.Start(Models.OneJob),
            async cancel => await bed.Node.Jobs.ActivateAsync(request, Caller.Worker("bench"), cancel) is JobActivation.Activated activated
                ? [.. activated.Jobs.Select(job => (job.Id, job.Instance))]
                : throw new InvalidOperationException("Expected jobs or none, but the activation was refused"),
            bed.CompleteJob);
    }
}
