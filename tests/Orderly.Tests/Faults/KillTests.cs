using Orderly.Testing;

namespace Orderly.Tests.Faults;

/// <summary>Tests that need the machine to themselves: load and its limits mean nothing beside other load.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>
/// The crash test: 8 kills, or as many as ORDERLY_KILLS says. ORDERLY_SEED repeats a run's traffic and moments.
/// </summary>
[Collection(nameof(Alone))]
public sealed class KillTests
{
    [Fact]
    public Task Killed_under_load_on_the_embedded_store_it_loses_nothing_acknowledged_and_doubles_no_effect() => Run(KillPlan.FromEnvironment());

    [Fact]
    public async Task Killed_under_load_on_PostgreSQL_it_loses_nothing_acknowledged_and_doubles_no_effect()
    {
        await using var server = await PostgresServer.Start();
        await Run(KillPlan.FromEnvironment(await server.CreateDatabase()));
    }

    private static async Task Run(KillPlan plan)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"orderly-kills-{plan.StoreName.ToLowerInvariant()}-{plan.Seed}-{Guid.NewGuid():N}");
        var where = $"{plan.StoreName}, seed {plan.Seed}, {plan.Kills} kills; kept in {folder}";
        KillReport report;
        try
        {
            report = await KillRun.RunAsync(plan, folder);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Expected the run to reach its end, but it did not ({where}): {e.Message}", e);
        }
        Console.WriteLine(report);
        report.Broken.ShouldBeEmpty(where);
        report.Load.Accepted.ShouldBeGreaterThan(0);
        Directory.Delete(folder, recursive: true);
    }
}
