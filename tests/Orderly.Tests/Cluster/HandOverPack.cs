namespace Orderly.Tests.Cluster;

/// <summary>A job, then a short wait: the one needs the instance's owner, the other the lane of its timer.</summary>
internal static class HandOverPack
{
    public const string Process = "hand-over";
    public const string JobType = "carry";

    /// <summary>Writes the pack and returns its folder.</summary>
    public static string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "pack.yaml"), """
            pack: hand-over
            version: 1.0.0
            title: Hand over
            processes: [hand-over.bpmn]
            organisation: organisation.yaml

            """);
        File.WriteAllText(Path.Combine(folder, "organisation.yaml"), """
            facilities:
              - { id: 1, code: HP, name: Harbor Point, zone: America/New_York }
            departments:
              - { code: TRANS, facility: 1, name: Patient transport, cost-centre: TRN-7100 }
            units:
              - { code: 5W, facility: 1, department: TRANS, name: 5 West, level-of-care: medical-surgical }
            roles:
              - { code: transport-dispatcher, name: Transport dispatcher, department: TRANS, unit: no }
            people:
              - { id: t-okoro, login: tokoro, name: Tunde Okoro, bindings: [{ role: transport-dispatcher }] }

            """);
        File.WriteAllText(Path.Combine(folder, "hand-over.bpmn"), $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="hand_over_definitions" targetNamespace="http://orderly.health/tests/hand-over">
              <bpmn:process id="{Process}" name="Hand over" isExecutable="true">
                <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
                <bpmn:serviceTask id="carry" name="Carry"><bpmn:extensionElements><zeebe:taskDefinition type="{JobType}" retries="3"/></bpmn:extensionElements><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:serviceTask>
                <bpmn:intermediateCatchEvent id="rest"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing>
                  <bpmn:timerEventDefinition id="rest_timer"><bpmn:timeDuration>PT1S</bpmn:timeDuration></bpmn:timerEventDefinition>
                </bpmn:intermediateCatchEvent>
                <bpmn:endEvent id="end"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
                <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="carry"/><bpmn:sequenceFlow id="f2" sourceRef="carry" targetRef="rest"/><bpmn:sequenceFlow id="f3" sourceRef="rest" targetRef="end"/>
              </bpmn:process>
            </bpmn:definitions>
            """);
        return folder;
    }
}
