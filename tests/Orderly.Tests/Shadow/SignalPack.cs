namespace Orderly.Tests.Shadow;

/// <summary>Two tasks at a discharge order: one that the exit may end by itself, one that only a person ends.</summary>
internal static class SignalPack
{
    /// <summary>Writes the pack and returns its folder.</summary>
    /// <param name="withSignal">Whether the first task waits for the exit too.</param>
    public static string Write(string folder, bool withSignal)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "pack.yaml"), """
            pack: signals
            version: 1.0.0
            title: Signals
            processes: [signals.bpmn]

            """);
        File.WriteAllText(Path.Combine(folder, "signals.bpmn"), Model(withSignal));
        return folder;
    }

    private static string Model(bool withSignal) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:orderly="http://orderly.health/schema/bpmn/1.0" id="signals_definitions" targetNamespace="http://orderly.health/tests/signals">
          {Message("DischargeOrdered")}
          {Message("Discharged")}
          <bpmn:process id="signals" name="Signals" isExecutable="true">
            <bpmn:startEvent id="ordered"><bpmn:outgoing>f1</bpmn:outgoing><bpmn:messageEventDefinition id="on_ordered" messageRef="message_DischargeOrdered"/></bpmn:startEvent>
            <bpmn:parallelGateway id="split"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing><bpmn:outgoing>f3</bpmn:outgoing></bpmn:parallelGateway>
            {Task("watch", "Watch the exit", "f2", "f4")}
            {Task("write", "Write it down", "f3", "f5")}
            <bpmn:endEvent id="watched"><bpmn:incoming>f4</bpmn:incoming></bpmn:endEvent>
            <bpmn:endEvent id="written"><bpmn:incoming>f5</bpmn:incoming></bpmn:endEvent>
            {Flow("f1", "ordered", "split")}{Flow("f2", "split", "watch")}{Flow("f3", "split", "write")}{Flow("f4", "watch", "watched")}{Flow("f5", "write", "written")}
            {(withSignal ? Boundary : "")}
          </bpmn:process>
        </bpmn:definitions>
        """;

    private static string Boundary => $"""
        <bpmn:boundaryEvent id="left" attachedToRef="watch"><bpmn:outgoing>f6</bpmn:outgoing><bpmn:messageEventDefinition id="on_left" messageRef="message_Discharged"/></bpmn:boundaryEvent>
            <bpmn:endEvent id="seen"><bpmn:incoming>f6</bpmn:incoming></bpmn:endEvent>
            {Flow("f6", "left", "seen")}
        """;

    private static string Message(string name) =>
        $"""<bpmn:message id="message_{name}" name="{name}"><bpmn:extensionElements><zeebe:subscription correlationKey="=encounter"/></bpmn:extensionElements></bpmn:message>""";

    private static string Task(string id, string name, string from, string to) => $"""
        <bpmn:userTask id="{id}" name="{name}">
              <bpmn:extensionElements><zeebe:userTask/><orderly:queue role="unit-coordinator" unit="=unit" sensitivity="normal"/></bpmn:extensionElements>
              <bpmn:incoming>{from}</bpmn:incoming><bpmn:outgoing>{to}</bpmn:outgoing>
            </bpmn:userTask>
        """;

    private static string Flow(string id, string from, string to) => $"""<bpmn:sequenceFlow id="{id}" sourceRef="{from}" targetRef="{to}"/>""";
}
