using Orderly.Connectors.Configuration;
using Orderly.Engine.Rehearsal;

namespace Orderly.Simulator.Tests.Packs.Scenarios;

/// <summary>Every scenario of the pack in memory, by the reader and the runner of <c>orderly model run</c>.</summary>
public sealed class ScenarioTests
{
    private static readonly DateTimeOffset OrderedAt = new(2026, 6, 9, 16, 31, 0, TimeSpan.Zero);

    public static TheoryData<string> Files => [.. Directory.GetFiles(DischargePack.Path("scenarios"), "*.yaml").Select(f => Path.GetFileName(f)!).Order()];

    [Fact]
    public void Pack_is_read_by_the_engine_without_an_error_or_a_warning()
    {
        var read = PackWorld.Read();

        read.Issues.ShouldBeEmpty();
        read.Processes.Single().Id.ShouldBe("discharge");
        PackWorld.Read("downtime.bpmn").Issues.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Scenario_of_the_pack_plays_as_written(string file)
    {
        var script = ScriptFile.Read(DischargePack.Path($"scenarios/{file}"));
        var rehearsal = new Rehearsal(PackWorld.Create(), OrderedAt);
        var performance = new Performance(rehearsal, OrderedAt);

        performance.Begin(script, "discharge");
        performance.Play(script);

        performance.Disappointments.ShouldBeEmpty();
        rehearsal.Trace.ShouldNotContain(line => line.What == "incident");
        rehearsal.Instances.Count.ShouldBe(1, "nothing else begins");
    }
}
