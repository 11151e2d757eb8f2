using System.Diagnostics;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Verification;
using Orderly.Simulator.Erp;
using Orderly.Tests.Faults.Evidence;
using Orderly.Tests.Running;

namespace Orderly.Tests.Faults;

/// <summary>
/// Kills the server again and again under load and then asks the evidence. The server is another process; the sender, the ERP
/// and their logs are here, so what is killed cannot touch what judges it.
/// </summary>
internal sealed class KillRun : IAsyncDisposable
{
    private static readonly TimeSpan ProgressLimit = TimeSpan.FromSeconds(60);
    private TimeSpan RestLimit => TimeSpan.FromSeconds(60 + plan.Kills);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    private readonly KillPlan plan;
    private readonly string folder;
    private readonly ServerFolder files;
    private readonly ErpDial dial;
    private readonly Load load;
    private readonly Random draw;
    private readonly List<TimeSpan> recoveries = [];
    private ErpSandbox erp;
    private ServerProcess? server;

    private KillRun(KillPlan plan, string folder, ErpSandbox erp)
    {
        (this.plan, this.folder, this.erp) = (plan, folder, erp);
        var port = FreePort.Take();
        string[] packs = [StraightPack.Write(Path.Combine(folder, "straight")), QuickPostingPack.Write(Path.Combine(folder, "discharge"))];
        files = ServerFolder.Write(folder, packs, erp.Address, port, plan.Postgres);
        dial = new ErpDial(erp.Address);
        load = new Load(folder, port, plan.Seed);
        draw = new Random(plan.Seed);
    }

    /// <param name="folder">Made here; kept when the run fails, for whoever looks into it.</param>
    public static async Task<KillReport> RunAsync(KillPlan plan, string folder)
    {
        Directory.CreateDirectory(folder);
        await using var run = new KillRun(plan, folder, await ErpSandbox.StartAsync(Books(folder)));
        var report = await run.RunAsync();
        return report;
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
        dial.Dispose();
        await erp.DisposeAsync();
    }

    private async Task<KillReport> RunAsync()
    {
        server = await ServerProcess.StartAsync(files);
        using var enough = new CancellationTokenSource();
        var loading = load.RunAsync(enough.Token);
        try
        {
            for (var kill = 0; kill < plan.Kills; kill++) await KillAndRestart(loading);
            await Grown(load.LogPath, by: 10_000, loading);
        }
        finally
        {
            await enough.CancelAsync();
        }
        await dial.Behave(new ErpBehaviour());
        await loading;

        var rested = Stopwatch.StartNew();
        var unfinished = await Rest();
        var restedAfter = rested.Elapsed;
        var exitCode = await server.StopAsync();
        var deliveries = erp.Totals.Deliveries;
        var evidence = await Gather();
        var verified = await Verify();

        List<string> broken = [.. Invariants.Broken(evidence)];
        if (!unfinished.IsNothing) broken.Add($"rest: Expected nothing under way {RestLimit} after the last message, but {unfinished}");
        if (exitCode != 0) broken.Add($"stop: Expected exit code 0 after SIGTERM, but got {exitCode}");
        broken.AddRange(verified.Differences.Take(5).Select(difference => $"replay equals what is shown: {difference.Instance} {difference.Table} {difference.Row}: {difference.Finding}"));
        broken.AddRange(verified.Chains.Faults.Select(fault => $"chains: {fault}"));
        if (broken.Count > 0) broken.AddRange(await plan.Reading(files).Summary());
        return new KillReport(plan, broken, evidence, load, recoveries, restedAfter, deliveries - evidence.Documents.Count, verified);
    }

    private async Task KillAndRestart(Task loading)
    {
        await dial.Behave(NextBehaviour());
        switch (draw.Next(10))
        {
            case < 5: await Grown(load.LogPath, by: draw.Next(2_000, 80_000), loading); break;
            case < 9: await Grown(Books(folder).BooksPath!, by: draw.Next(2_000, 80_000), loading); break;
            default: break; // At once: while the backlog of the last crash comes in.
        }
        await server!.KillAsync();
        var down = Stopwatch.StartNew();
        var acknowledged = new FileInfo(load.LogPath).Length;
        if (draw.Next(8) == 0) await KillWhileStarting();
        server = await ServerProcess.StartAsync(files);
        await Grown(load.LogPath, by: 1, loading, since: acknowledged);
        recoveries.Add(down.Elapsed);
    }

    /// <summary>A random moment of the start is the point here, so this one wait is on the wall clock.</summary>
    private async Task KillWhileStarting()
    {
        await using var starting = ServerProcess.Launch(files);
        await Task.Delay(draw.Next(100, 3_000));
        await starting.KillAsync();
    }

    /// <summary>The receiver's own faults go on while the sender crashes: lost answers, refusals for a while, slowness.</summary>
    private ErpBehaviour NextBehaviour() => draw.Next(4) switch
    {
        0 => new ErpBehaviour(LoseAnswers: draw.Next(1, 9)),
        1 => new ErpBehaviour(FailStatus: 503, FailCount: draw.Next(1, 5)),
        2 => new ErpBehaviour(SlowMilliseconds: draw.Next(5, 60)),
        _ => new ErpBehaviour(),
    };

    /// <summary>Waits until a log of the oracle has grown: progress of the server as others see it.</summary>
    private async Task Grown(string path, int by, Task loading, long? since = null)
    {
        var start = since ?? Length(path);
        var waited = Stopwatch.StartNew();
        while (Length(path) < start + by)
        {
            if (loading.IsFaulted) await loading;
            ExpectServing();
            if (waited.Elapsed > ProgressLimit)
                throw new TimeoutException($"Expected {Path.GetFileName(path)} to grow by {by} bytes within {ProgressLimit}, but it grew by {Length(path) - start}. The server said: {ServerProcess.Tail(files)}");
            await Task.Delay(Look);
        }
    }

    private void ExpectServing()
    {
        if (server?.ExitCode is { } code) throw new InvalidOperationException($"Expected the server to go on until it is told to end, but it ended with {code}: {ServerProcess.Tail(files)}");
    }

    private async Task<Unfinished> Rest()
    {
        var store = plan.Reading(files);
        var acknowledged = new FaultEvidence { Acknowledged = load.Acknowledged(), SuppliesOnExit = load.SuppliesOnExit(), Documents = [], Inbox = [], Instances = [] };
        var expected = EffectsBooked.Expected(acknowledged);
        var waited = Stopwatch.StartNew();
        while (true)
        {
            ExpectServing();
            var unfinished = await store.Unfinished();
            if ((unfinished.IsNothing && erp.Documents.Count >= expected) || waited.Elapsed > RestLimit) return unfinished;
            await Task.Delay(Look * 25);
        }
    }

    private async Task<FaultEvidence> Gather()
    {
        // Read back from disk: the effect log is what survived, not what this process remembers.
        await erp.DisposeAsync();
        erp = await ErpSandbox.StartAsync(Books(folder));
        var store = plan.Reading(files);
        return new FaultEvidence
        {
            Acknowledged = load.Acknowledged(),
            SuppliesOnExit = load.SuppliesOnExit(),
            Documents = erp.Documents,
            Inbox = await store.Inbox(),
            Instances = await store.Instances(),
        };
    }

    /// <summary>What <c>orderly verify</c> does: every instance replayed and compared with its rows, and the chains of every epoch the kills began.</summary>
    private async Task<VerifyReport> Verify()
    {
        await using var store = await plan.Open(files);
        return await new Verification(store, new SealedMode()).RunAsync();
    }

    private static ErpSandboxOptions Books(string folder) => new() { Token = ServerFolder.ErpToken, BooksPath = Path.Combine(folder, "erp.books") };

    private static long Length(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;
}
