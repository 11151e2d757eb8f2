using Orderly.Runtime.Ownership;
using Orderly.Runtime.Tests.Simulation;

namespace Orderly.Runtime.Tests.Timers;

public sealed class TimerLaneTests
{
    [Fact]
    public async Task A_timer_wakes_its_instance_when_due_and_not_before()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneTimer(duration: "PT90S"));
        var instance = hospital.Start(node, "one-timer");

        hospital.Holds(() => hospital.Status(instance) != StatusCode.Active, TimeSpan.FromSeconds(89)).ShouldBeFalse();
        hospital.Until(() => hospital.Status(instance) == StatusCode.Completed, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Timers_that_came_due_while_the_node_was_dead_are_made_up_for_within_five_seconds()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneTimer(duration: "PT90S"));
        var instances = Enumerable.Range(0, 20).Select(_ => hospital.Start(node, "one-timer")).ToArray();
        node.Kill();
        hospital.Pass(TimeSpan.FromMinutes(10));

        hospital.Node();

        hospital.Until(() => instances.All(instance => hospital.Status(instance) == StatusCode.Completed), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_timer_far_ahead_waits_in_the_store_and_comes_days_later()
    {
        await using var hospital = Hospital.Open();
        // An hour of the hospital a minute, so that two days are forty-eight minutes of polling.
        hospital.Settings = settings => settings with { HospitalRate = 60 };
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneTimer(duration: "P2D"));
        var instance = hospital.Start(node, "one-timer");

        hospital.Holds(() => hospital.Status(instance) != StatusCode.Active, TimeSpan.FromMinutes(47)).ShouldBeFalse();
        hospital.Until(() => hospital.Status(instance) == StatusCode.Completed, TimeSpan.FromMinutes(1.1));
    }
}
