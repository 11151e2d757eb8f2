using Orderly.Testing;

namespace Orderly.Simulator.Tests.Packs.Scenarios;

public sealed class ScenarioTests
{
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
    public Task Scenario_of_the_pack_plays_as_written(string file) =>
        Scenario.PlayAsync(DischargePack.Path("scenarios"), file, (start, order) => Task.FromResult<IScenarioStage>(new EngineStage(new DischargeCase(order, start: start))));
}
