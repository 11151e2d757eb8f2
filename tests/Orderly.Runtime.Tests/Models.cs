using System.Collections.Immutable;
using System.Text;
using Orderly.Canonical.Organisation;
using Orderly.Canonical.PatientFlow;
using Orderly.Runtime.Deployment;

namespace Orderly.Runtime.Tests;

/// <summary>Small BPMN models for the runtime's tests, as the text that would be deployed.</summary>
internal static class Models
{
    public const short Site = 1;
    public const string Nurse = "nina";

    /// <summary>Looks after 5W, where the nurse works.</summary>
    public const string Coordinator = "cora";

    public static Resource Process(string id, string body, string extra = "") => new($"{id}.bpmn", ResourceKind.Bpmn, Encoding.UTF8.GetBytes($"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
            xmlns:orderly="{Orderly}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="urn:test">
          {extra}
          <bpmn:process id="{id}" isExecutable="true">
            {body}
          </bpmn:process>
        </bpmn:definitions>
        """));

    /// <summary>start → one user task for nurses → end.</summary>
    public static Resource OneTask(string id = "one-task", string task = "") => Process(id, $"""
        <bpmn:startEvent id="start" />
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work" />
        <bpmn:userTask id="work" name="Do it">
          <bpmn:extensionElements><zeebe:userTask /><orderly:queue unit="5W" role="nurse" />{task}</bpmn:extensionElements>
        </bpmn:userTask>
        <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="end" />
        <bpmn:endEvent id="end" />
        """);

    /// <summary>start → one job → end.</summary>
    public static Resource OneJob(string id = "one-job", string type = "carry") => Process(id, $"""
        <bpmn:startEvent id="start" />
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work" />
        <bpmn:serviceTask id="work">
          <bpmn:extensionElements><zeebe:taskDefinition type="{type}" retries="3" /></bpmn:extensionElements>
        </bpmn:serviceTask>
        <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="end" />
        <bpmn:endEvent id="end" />
        """);

    /// <summary>start → one call of a connector → end.</summary>
    public static Resource OneCall(string id = "one-call", string connector = "erp", string more = "") => Process(id, $"""
        <bpmn:startEvent id="start" />
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work" />
        <bpmn:serviceTask id="work">
          <bpmn:extensionElements><orderly:connector name="{connector}" operation="book" orderKey="=encounter" resultVariable="booking" {more} /></bpmn:extensionElements>
        </bpmn:serviceTask>
        <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="end" />
        <bpmn:endEvent id="end" />
        """);

    /// <summary>start → wait for a duration → end.</summary>
    public static Resource OneTimer(string id = "one-timer", string duration = "PT1M") => Process(id, $"""
        <bpmn:startEvent id="start" />
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="wait" />
        <bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition id="t"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">{duration}</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
        <bpmn:sequenceFlow id="f2" sourceRef="wait" targetRef="end" />
        <bpmn:endEvent id="end" />
        """);

    /// <summary>start → wait for message "arrived" under the variable "encounter" → end.</summary>
    public static Resource OneMessage(string id = "one-message") => Process(id, """
        <bpmn:startEvent id="start" />
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="wait" />
        <bpmn:intermediateCatchEvent id="wait"><bpmn:messageEventDefinition id="m" messageRef="arrived" /></bpmn:intermediateCatchEvent>
        <bpmn:sequenceFlow id="f2" sourceRef="wait" targetRef="end" />
        <bpmn:endEvent id="end" />
        """, """<bpmn:message id="arrived" name="arrived"><bpmn:extensionElements><zeebe:subscription correlationKey="=encounter" /></bpmn:extensionElements></bpmn:message>""");

    /// <summary>start → one user task → end, with another user task beside it for each message "arrived".</summary>
    public static Resource MessageBeside(string id = "message-beside") => Process(id, """
        <bpmn:startEvent id="start" />
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work" />
        <bpmn:userTask id="work"><bpmn:extensionElements><zeebe:userTask /><orderly:queue unit="5W" role="nurse" /></bpmn:extensionElements></bpmn:userTask>
        <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="end" />
        <bpmn:endEvent id="end" />
        <bpmn:subProcess id="beside" triggeredByEvent="true">
          <bpmn:startEvent id="came" isInterrupting="false"><bpmn:messageEventDefinition id="m" messageRef="arrived" /></bpmn:startEvent>
          <bpmn:sequenceFlow id="f3" sourceRef="came" targetRef="more" />
          <bpmn:userTask id="more"><bpmn:extensionElements><zeebe:userTask /><orderly:queue unit="5W" role="nurse" /></bpmn:extensionElements></bpmn:userTask>
        </bpmn:subProcess>
        """, """<bpmn:message id="arrived" name="arrived"><bpmn:extensionElements><zeebe:subscription correlationKey="=encounter" /></bpmn:extensionElements></bpmn:message>""");

    /// <summary>message start "ordered" → one user task → end.</summary>
    public static Resource MessageStart(string id = "by-message") => Process(id, """
        <bpmn:startEvent id="start"><bpmn:messageEventDefinition id="m" messageRef="ordered" /></bpmn:startEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work" />
        <bpmn:userTask id="work"><bpmn:extensionElements><zeebe:userTask /><orderly:queue unit="5W" role="nurse" /></bpmn:extensionElements></bpmn:userTask>
        <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="end" />
        <bpmn:endEvent id="end" />
        """, """<bpmn:message id="ordered" name="ordered" />""");

    /// <summary>start → call another process → end.</summary>
    public static Resource Calls(string called, string id = "caller") => Process(id, $"""
        <bpmn:startEvent id="start" />
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="call" />
        <bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="{called}" propagateAllChildVariables="true" /></bpmn:extensionElements></bpmn:callActivity>
        <bpmn:sequenceFlow id="f2" sourceRef="call" targetRef="end" />
        <bpmn:endEvent id="end" />
        """);

    /// <summary>One site with two units, a nurse and a coordinator who work in the first, a coordinator of the second, and a person who may not work there.</summary>
    public static OrganisationDirectory Organisation => new(0)
    {
        Facilities = [new Facility(Site, "HP", "Harbor Point", "America/New_York")],
        Departments = [new Department("NUR", Site, "Nursing", null)],
        Units = [new Unit("5W", Site, "NUR", "5 West", null), new Unit("6W", Site, "NUR", "6 West", null)],
        Roles = [new Role("nurse", "Nurse"), new Role("clerk", "Clerk"), new Role("unit-coordinator", "Unit coordinator")],
        Persons = [new Person(Nurse, "Nina", Nurse), new Person("carl", "Carl", "carl"), new Person(Coordinator, "Cora", Coordinator), new Person("kim", "Kim", "kim")],
        Bindings =
        [
            new RoleBinding(Nurse, "nurse", Site, "5W", SensitivityLabel.None, DateTimeOffset.UnixEpoch, null),
            new RoleBinding(Coordinator, "unit-coordinator", Site, "5W", SensitivityLabel.None, DateTimeOffset.UnixEpoch, null),
            new RoleBinding("kim", "unit-coordinator", Site, "6W", SensitivityLabel.None, DateTimeOffset.UnixEpoch, null),
            new RoleBinding("carl", "clerk", Site, "5W", SensitivityLabel.None, DateTimeOffset.UnixEpoch, null),
        ],
    };

    public static DeploymentBundle Bundle(params ImmutableArray<Resource> resources) => new() { Resources = resources, Organisation = Organisation };

    private const string Orderly = "http://orderly.health/schema/bpmn/1.0";
}
