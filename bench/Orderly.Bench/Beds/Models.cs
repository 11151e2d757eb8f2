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
    public const string ManyScripts = "many-scripts";
    public const string ManyJobs = "many-jobs";
    public const string ManyTokens = "many-tokens";

    public static OrganisationDirectory Organisation => new(0)
    {
        Facilities = [new Facility(Site, "HP", "Harbor Point", "America/New_York")],
        Departments = [new Department("NUR", Site, "Nursing", null)],
        Units = [new Unit("5W", Site, "NUR", "5 West", null)],
        Roles = [new Role("nurse", "Nurse")],
        Persons = [new Person(Nurse, "Nina", Nurse)],
        Bindings = [new RoleBinding(Nurse, "nurse", Site, "5W", SensitivityLabel.None, DateTimeOffset.UnixEpoch, null)],
    };

    /// <summary>
    /// start → one user task, assigned to the nurse → end; start → one job → end; and the large ones: a script or a job for each
    /// of <c>items</c>, and a job for each of <c>n</c> tokens that leave a loop one after the other.
    /// </summary>
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
            Process(ManyScripts, $"""
                <bpmn:scriptTask id="work">
                  <bpmn:extensionElements><zeebe:script expression="=item * 2" resultVariable="r" /></bpmn:extensionElements>
                  {ForEach(" outputCollection=\"all\" outputElement=\"=r\"")}
                </bpmn:scriptTask>
                """),
            Process(ManyJobs, $"""
                <bpmn:serviceTask id="work">
                  <bpmn:extensionElements>
                    <zeebe:taskDefinition type="{ManyJobs}" retries="3" />
                    <zeebe:ioMapping><zeebe:input source="=item" target="own" /></zeebe:ioMapping>
                  </bpmn:extensionElements>
                  {ForEach("")}
                </bpmn:serviceTask>
                """),
            new($"{ManyTokens}.bpmn", ResourceKind.Bpmn, Encoding.UTF8.GetBytes(Definitions($"""
                <bpmn:process id="{ManyTokens}" isExecutable="true">
                  <bpmn:startEvent id="start" />
                  <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="count" />
                  <bpmn:scriptTask id="count">
                    <bpmn:extensionElements><zeebe:script expression="=if i = null then 1 else i + 1" resultVariable="i" /></bpmn:extensionElements>
                  </bpmn:scriptTask>
                  <bpmn:sequenceFlow id="f2" sourceRef="count" targetRef="fork" />
                  <bpmn:parallelGateway id="fork" />
                  <bpmn:sequenceFlow id="f3" sourceRef="fork" targetRef="work" />
                  <bpmn:serviceTask id="work">
                    <bpmn:extensionElements><zeebe:taskDefinition type="{ManyTokens}" retries="3" /></bpmn:extensionElements>
                  </bpmn:serviceTask>
                  <bpmn:sequenceFlow id="f4" sourceRef="work" targetRef="done" />
                  <bpmn:endEvent id="done" />
                  <bpmn:sequenceFlow id="f5" sourceRef="fork" targetRef="more" />
                  <bpmn:exclusiveGateway id="more" default="f7" />
                  <bpmn:sequenceFlow id="f6" sourceRef="more" targetRef="count"><bpmn:conditionExpression>=i &lt; n</bpmn:conditionExpression></bpmn:sequenceFlow>
                  <bpmn:sequenceFlow id="f7" sourceRef="more" targetRef="enough" />
                  <bpmn:endEvent id="enough" />
                </bpmn:process>
                """))),
        ],
    };

    private static string ForEach(string output) => $"""
        <bpmn:multiInstanceLoopCharacteristics>
          <bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=items" inputElement="item"{output} /></bpmn:extensionElements>
        </bpmn:multiInstanceLoopCharacteristics>
        """;

    private static Resource Process(string id, string work) => new($"{id}.bpmn", ResourceKind.Bpmn, Encoding.UTF8.GetBytes(Definitions($"""
        <bpmn:process id="{id}" isExecutable="true">
          <bpmn:startEvent id="start" />
          <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work" />
          {work}
          <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="end" />
          <bpmn:endEvent id="end" />
        </bpmn:process>
        """)));

    private static string Definitions(string process) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
            xmlns:orderly="http://orderly.health/schema/bpmn/1.0" targetNamespace="urn:bench">
          {process}
        </bpmn:definitions>
        """;
}
