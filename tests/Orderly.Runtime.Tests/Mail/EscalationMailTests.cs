using Orderly.Runtime.Tests.Simulation;

namespace Orderly.Runtime.Tests.Mail;

public sealed class EscalationMailTests
{
    private const string Late = "<bpmn:escalation id=\"x\" escalationCode=\"Late\" />";

    [Fact]
    public async Task What_a_called_instance_escalates_is_caught_at_the_call_while_it_goes_on()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        var called = Models.Process("called", """
            <bpmn:startEvent id="start" />
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="raise" />
            <bpmn:intermediateThrowEvent id="raise"><bpmn:escalationEventDefinition escalationRef="x" /></bpmn:intermediateThrowEvent>
            <bpmn:sequenceFlow id="f2" sourceRef="raise" targetRef="work" />
            <bpmn:userTask id="work"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>
            """, Late);
        var caller = Models.Process("caller", """
            <bpmn:startEvent id="start" />
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="call" />
            <bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="called" /></bpmn:extensionElements></bpmn:callActivity>
            <bpmn:boundaryEvent id="on" attachedToRef="call" cancelActivity="false"><bpmn:escalationEventDefinition escalationRef="x" /></bpmn:boundaryEvent>
            <bpmn:sequenceFlow id="f2" sourceRef="on" targetRef="tell" />
            <bpmn:userTask id="tell"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>
            """, Late);
        hospital.Deploy(node, called, caller);
        var instance = hospital.Start(node, "caller");

        hospital.Until(() => hospital.Tasks(instance).Any(task => task.Open), TimeSpan.FromSeconds(5));

        var child = hospital.Case(instance).Single(row => row.Id != instance).Id;
        hospital.Tasks(child).ShouldHaveSingleItem().Open.ShouldBeTrue();
    }
}
