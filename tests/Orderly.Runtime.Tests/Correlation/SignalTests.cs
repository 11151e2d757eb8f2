using Orderly.Runtime.Ownership;
using Orderly.Runtime.Tests.Simulation;

namespace Orderly.Runtime.Tests.Correlation;

public sealed class SignalTests
{
    private const string Signal = "<bpmn:signal id=\"s\" name=\"Alarm\" />";
    private const string Definition = "<bpmn:signalEventDefinition signalRef=\"s\" />";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(6);

    private static Runtime.Deployment.Resource Waiting() => Models.Process("waiting", $"""
        <bpmn:startEvent id="start" />
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="wait" />
        <bpmn:intermediateCatchEvent id="wait">{Definition}</bpmn:intermediateCatchEvent>
        <bpmn:sequenceFlow id="f2" sourceRef="wait" targetRef="end" />
        <bpmn:endEvent id="end" />
        """, Signal);

    private static Runtime.Deployment.Resource Alarming() => Models.Process("alarming", $"""
        <bpmn:startEvent id="start" />
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="end" />
        <bpmn:endEvent id="end">{Definition}</bpmn:endEvent>
        """, Signal);

    private static Runtime.Deployment.Resource BegunBy() => Models.Process("begun", $"""
        <bpmn:startEvent id="start">{Definition}</bpmn:startEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="call" />
        <bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="waiting" /></bpmn:extensionElements></bpmn:callActivity>
        <bpmn:sequenceFlow id="f2" sourceRef="call" targetRef="end" />
        <bpmn:endEvent id="end" />
        """, Signal);

    [Fact]
    public async Task Everyone_who_waits_hears_a_signal_once_and_who_comes_later_does_not()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Waiting(), Alarming());
        var waiting = new[] { hospital.Start(node, "waiting"), hospital.Start(node, "waiting"), hospital.Start(node, "waiting") };

        hospital.Start(node, "alarming");
        hospital.Until(() => waiting.All(instance => hospital.Status(instance) == StatusCode.Completed), Soon);

        hospital.Pass(TimeSpan.FromSeconds(1));
        var late = hospital.Start(node, "waiting");
        hospital.Pass(TimeSpan.FromMinutes(2));
        hospital.Status(late).ShouldBe(StatusCode.Active);
    }
}
