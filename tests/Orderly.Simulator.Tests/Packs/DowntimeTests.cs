using System.Text.Json;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;
using Orderly.Engine.Rehearsal;

namespace Orderly.Simulator.Tests.Packs;

public sealed class DowntimeTests
{
    private static readonly DateTimeOffset Begun = new(2026, 6, 9, 16, 31, 0, TimeSpan.Zero);

    [Fact]
    public void Downtime_is_run_on_paper_and_then_entered_by_each_unit_it_touched()
    {
        var rehearsal = Declared("""{"units": ["5W", "6W"]}""");
        var performance = new Performance(rehearsal, Begun);

        performance.Play(Script.Read("""
            {"steps": [
              {"at": "PT1M", "expect": {"open": ["run_on_paper"]}},
              {"at": "PT2H", "complete": {"task": "run_on_paper"}, "expect": {"open": ["back_enter", "back_enter"]}},
              {"at": "PT3H", "complete": {"task": "back_enter"}, "expect": {"open": ["back_enter"], "status": "Active"}},
              {"at": "PT3H10M", "complete": {"task": "back_enter"}, "expect": {"open": [], "status": "Completed"}}
            ]}
            """));

        performance.Disappointments.ShouldBeEmpty();
    }

    [Fact]
    public void Each_unit_enters_its_own_paper_and_has_an_hour_for_it()
    {
        var rehearsal = Declared("""{"units": ["5W", "7E"]}""");

        new Performance(rehearsal, Begun).Play(Script.Read("""{"steps": [{"at": "PT2H", "complete": {"task": "run_on_paper"}}]}"""));

        var state = rehearsal.Instances.Single().State;
        state.Tasks.InOrder().Select(task => (task.Queue.Role, task.Queue.Unit)).ShouldBe([("unit-coordinator", "5W"), ("unit-coordinator", "7E")]);
        state.Clocks.InOrder().Select(clock => clock.Target).ShouldAllBe(target => target == TimeSpan.FromHours(1));
    }

    private static Rehearsal Declared(string variables)
    {
        using var xml = File.OpenRead(DischargePack.Path("downtime.bpmn"));
        var rehearsal = new Rehearsal(RehearsalWorld.Of(BpmnReader.Read(xml).Processes, []).World, Begun);
        using var json = JsonDocument.Parse(variables);
        rehearsal.Start("downtime", (FeelContext)FeelJson.FromPlain(json.RootElement));
        return rehearsal;
    }
}
