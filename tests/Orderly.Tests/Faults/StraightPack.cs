namespace Orderly.Tests.Faults;

/// <summary>
/// A pack that reaches the ERP without people: a cost at the order, another after a timer, goods at the exit, and a task that
/// nobody completes. It starts by the same message as the discharge pack, whose routes it leans on.
/// </summary>
internal static class StraightPack
{
    public const string Process = "straight";
    public const string CostCentre = "FLT-1000";
    public const string OrderAccount = "9001";
    public const string TimedAccount = "9002";

    public static TimeSpan Wait { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Writes the pack and returns its folder.</summary>
    public static string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "pack.yaml"), """
            pack: straight
            version: 1.0.0
            title: Straight through
            processes: [straight.bpmn]

            """);
        File.WriteAllText(Path.Combine(folder, "straight.bpmn"), Model);
        return folder;
    }

    private static string Model => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:orderly="http://orderly.health/schema/bpmn/1.0" id="straight_definitions" targetNamespace="http://orderly.health/tests/straight">
          {Message("DischargeOrdered")}
          {Message("Discharged")}
          <bpmn:process id="{Process}" name="Straight through" isExecutable="true">
            <bpmn:startEvent id="ordered"><bpmn:outgoing>f1</bpmn:outgoing><bpmn:messageEventDefinition id="on_ordered" messageRef="message_DischargeOrdered"/></bpmn:startEvent>
            <bpmn:parallelGateway id="split"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing><bpmn:outgoing>f3</bpmn:outgoing><bpmn:outgoing>f4</bpmn:outgoing></bpmn:parallelGateway>
            {Cost("cost_ordered", OrderAccount, "f2", "f5")}
            <bpmn:intermediateCatchEvent id="pause"><bpmn:incoming>f5</bpmn:incoming><bpmn:outgoing>f6</bpmn:outgoing>
              <bpmn:timerEventDefinition id="pause_timer"><bpmn:timeDuration>PT{Wait.TotalSeconds}S</bpmn:timeDuration></bpmn:timerEventDefinition>
            </bpmn:intermediateCatchEvent>
            {Cost("cost_timed", TimedAccount, "f6", "f7")}
            <bpmn:endEvent id="costed"><bpmn:incoming>f7</bpmn:incoming></bpmn:endEvent>
            <bpmn:intermediateCatchEvent id="exit"><bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f8</bpmn:outgoing>
              <bpmn:messageEventDefinition id="on_exit" messageRef="message_Discharged"/>
            </bpmn:intermediateCatchEvent>
            <bpmn:serviceTask id="goods" name="Issue goods">
              <bpmn:extensionElements>
                <zeebe:ioMapping>
                  <zeebe:input source="=encounter" target="encounter"/>
                  <zeebe:input source="={ClosedContext("item: &quot;HP-DRESSING-SET&quot;, quantity: 1, unitOfMeasure: &quot;each&quot;")}" target="line"/>
                  <zeebe:input source="=&quot;FLT-STORE&quot;" target="fromLocation"/>
                  <zeebe:input source="=&quot;{CostCentre}&quot;" target="costCentre"/>
                </zeebe:ioMapping>
                <orderly:connector name="erp" operation="IssueGoods" orderKey="=encounter" usefulFor="P7D" resultVariable="goodsDocument" inverse="ReturnGoods"/>
              </bpmn:extensionElements>
              <bpmn:incoming>f8</bpmn:incoming><bpmn:outgoing>f9</bpmn:outgoing>
            </bpmn:serviceTask>
            <bpmn:endEvent id="issued"><bpmn:incoming>f9</bpmn:incoming></bpmn:endEvent>
            <bpmn:userTask id="look" name="Look at it">
              <bpmn:extensionElements>
                <zeebe:userTask/>
                <zeebe:assignmentDefinition candidateGroups="unit-coordinator"/>
                <orderly:queue role="unit-coordinator" unit="=unit" sensitivity="normal"/>
              </bpmn:extensionElements>
              <bpmn:incoming>f4</bpmn:incoming><bpmn:outgoing>f10</bpmn:outgoing>
            </bpmn:userTask>
            <bpmn:endEvent id="looked"><bpmn:incoming>f10</bpmn:incoming></bpmn:endEvent>
            {Flow("f1", "ordered", "split")}{Flow("f2", "split", "cost_ordered")}{Flow("f3", "split", "exit")}{Flow("f4", "split", "look")}
            {Flow("f5", "cost_ordered", "pause")}{Flow("f6", "pause", "cost_timed")}{Flow("f7", "cost_timed", "costed")}
            {Flow("f8", "exit", "goods")}{Flow("f9", "goods", "issued")}{Flow("f10", "look", "looked")}
          </bpmn:process>
        </bpmn:definitions>
        """;

    private static string Message(string name) =>
        $"""<bpmn:message id="message_{name}" name="{name}"><bpmn:extensionElements><zeebe:subscription correlationKey="=encounter"/></bpmn:extensionElements></bpmn:message>""";

    private static string Cost(string id, string account, string from, string to) => $"""
        <bpmn:serviceTask id="{id}" name="Post cost">
              <bpmn:extensionElements>
                <zeebe:ioMapping>
                  <zeebe:input source="=encounter" target="encounter"/>
                  <zeebe:input source="={ClosedContext("amount: 1.00, currency: &quot;USD&quot;")}" target="amount"/>
                  <zeebe:input source="=&quot;{CostCentre}&quot;" target="costCentre"/>
                  <zeebe:input source="=&quot;{account}&quot;" target="account"/>
                </zeebe:ioMapping>
                <orderly:connector name="erp" operation="PostCost" orderKey="=encounter" usefulFor="P7D" resultVariable="{id}_document" inverse="ReverseCost"/>
              </bpmn:extensionElements>
              <bpmn:incoming>{from}</bpmn:incoming><bpmn:outgoing>{to}</bpmn:outgoing>
            </bpmn:serviceTask>
        """;

    private static string ClosedContext(string entries) => "{" + entries + "}";

    private static string Flow(string id, string from, string to) => $"""<bpmn:sequenceFlow id="{id}" sourceRef="{from}" targetRef="{to}"/>""";
}
