using System.Globalization;
using Orderly.Runtime.Ownership;

namespace Orderly.Runtime.Tests.Simulation;

/// <summary>Fifty seeds in the normal run; ORDERLY_SEEDS=N asks for more, ORDERLY_SEED=K repeats one.</summary>
public sealed class SimulationTests
{
    [Fact]
    public async Task Random_work_under_faults_keeps_every_promise()
    {
        var kills = 0;
        foreach (var seed in Seeds())
        {
            await using var work = RandomWork.Run(seed);
            var broken = Invariants.Broken(work);
            broken.ShouldBeEmpty($"seed {seed}; repeat it with\n  ORDERLY_SEED={seed} dotnet run --project tests/Orderly.Runtime.Tests -- -method '*Random_work_under_faults*'\n");
            kills += work.Oracle.Kills;
        }
        if (Environment.GetEnvironmentVariable("ORDERLY_SEED") is null) kills.ShouldBeGreaterThan(0, "a simulation without kills shows nothing");
    }

    [Fact]
    public async Task The_same_seed_takes_the_same_steps()
    {
        await using var first = RandomWork.Run(7);
        await using var second = RandomWork.Run(7);

        second.Hospital.Scheduler.Steps.ShouldBe(first.Hospital.Scheduler.Steps);
        second.Hospital.Scheduler.Trace.ShouldBe(first.Hospital.Scheduler.Trace);
    }

    [Theory]
    [InlineData(nameof(PlantedBug.AnswerBeforeCommit))]
    [InlineData(nameof(PlantedBug.ForgetKeys))]
    [InlineData(nameof(PlantedBug.SkipProjection))]
    [InlineData(nameof(PlantedBug.SendBlindly))]
    public async Task A_planted_bug_is_found(string bug)
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            await using var work = RandomWork.Run(seed, Enum.Parse<PlantedBug>(bug));
            if (Invariants.Broken(work).Count > 0) return;
        }
        Assert.Fail($"Expected the simulator to find {bug} within 60 seeds, but it did not");
    }

    private static IEnumerable<int> Seeds()
    {
        if (Environment.GetEnvironmentVariable("ORDERLY_SEED") is { } one) return [int.Parse(one, CultureInfo.InvariantCulture)];
        var count = Environment.GetEnvironmentVariable("ORDERLY_SEEDS") is { } many ? int.Parse(many, CultureInfo.InvariantCulture) : 50;
        return Enumerable.Range(1, count);
    }
}
