using System.Text;
using Orderly.Canonical.Organisation;
using Orderly.Canonical.PatientFlow;
using Orderly.Runtime.Deployment;

namespace Orderly.Bench.Beds;

/// <summary>The processes that are measured and the organisation they run in.</summary>
internal static class Models
{
    public const short Site = 1;
    public const string Nurse = "nina";
    public const string OneTask = "one-task";
    public const string OneJob = "one-job";
    public const string JobType = "carry";

    public static OrganisationDirectory Organisation => new(0)
    {
        Facilities = [new Facility(Site, "HP", "Harbor Point", "America/New_York")],
        Departments = [new Department("NUR", Site, "Nursing", null)],
        Units = [new Unit("5W", Site, "NUR", "5 West", null)],
        Roles = [new Role("nurse", "Nurse")],
        Persons = [new Person(Nurse, "Nina", Nurse)],
        Bindings = [new RoleBinding(Nurse, "nurse", Site, "5W", SensitivityLabel.None, DateTimeOffset.UnixEpoch, null)],
    };

    /// <summary>start → one user task, assigned to the nurse → end; and start → one job → end.</summary>
    public static DeploymentBundle Bundle => new()
    {
        Organisation = Organisation,
        Resources =
        [
            Process(OneTask, $"""
                <bpmn:userTask id="work" name="Do it">
                  <bpmn:extensionElements>
                    <zeebe:userTask /><zeebe:assignmentDefinition assignee="{Nurse}" /><orderly:queue unit="5W" role="nurse" />
                  </bpmn:extensionElements>
                </bpmn:userTask>
                """),
            Process(OneJob, $"""
                <bpmn:serviceTask id="work">
                  <bpmn:extensionElements><zeebe:taskDefinition type="{JobType}" retries="3" /></bpmn:extensionElements>
                </bpmn:serviceTask>
                """),
        ],
    };

    private static Resource Process(string id, string work) => new($"{id}.bpmn", ResourceKind.Bpmn, Encoding.UTF8.GetBytes($"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
            xmlns:orderly="http://orderly.health/schema/bpmn/1.0" targetNamespace="urn:bench">
          <bpmn:process id="{id}" isExecutable="true">
            <bpmn:startEvent id="start" />
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work" />
            {work}
            <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="end" />
            <bpmn:endEvent id="end" />
          </bpmn:process>
        </bpmn:definitions>
        """));
}
