using System.Security;
using System.Text;
using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Tests.Process;

/// <summary>Builds BPMN files fluently: each node is tied to the one before it, unless <see cref="From"/> says otherwise.</summary>
internal sealed class Model
{
    private readonly StringBuilder nodes = new();
    private readonly StringBuilder definitions;
    private readonly Model? outer;
    private readonly string id;
    private string? cursor;
    private string? condition;
    private string? flowId;
    private int flows;

    private Model(string id, Model? outer) => (this.id, this.outer, definitions) = (id, outer, outer?.definitions ?? new());

    public static Model Process(string id) => new(id, null);

    public string Extensions { get; set; } = "";

    public Model Start(string name = "start", string inner = "", string attributes = "") => Node("startEvent", name, inner, attributes);

    public Model End(string name = "end", string inner = "") => Node("endEvent", name, inner).From(null);

    public Model Terminate(string name) => End(name, "<bpmn:terminateEventDefinition/>");

    public Model ErrorEnd(string name, string code) => End(name, Error(code));

    public Model UserTask(string name, string extensions = "", string inner = "") =>
        Node("userTask", name, $"<bpmn:extensionElements><zeebe:userTask/>{extensions}</bpmn:extensionElements>{inner}");

    public Model ServiceTask(string name, string type = "work", string extensions = "", string inner = "") =>
        Node("serviceTask", name, $"<bpmn:extensionElements><zeebe:taskDefinition type=\"{type}\"/>{extensions}</bpmn:extensionElements>{inner}");

    public Model Connector(string name, string connector) => Node("serviceTask", name, $"<bpmn:extensionElements>{connector}</bpmn:extensionElements>");

    public Model Script(string name, string expression, string result, string extensions = "", string inner = "") =>
        Node("scriptTask", name, $"<bpmn:extensionElements><zeebe:script expression=\"{Escape(expression)}\" resultVariable=\"{result}\"/>{extensions}</bpmn:extensionElements>{inner}");

    public Model Exclusive(string name) => Node("exclusiveGateway", name);

    public Model Parallel(string name) => Node("parallelGateway", name);

    public Model Inclusive(string name, string attributes = "") => Node("inclusiveGateway", name, attributes: attributes);

    public Model Complex(string name, string? activation = null) =>
        Node("complexGateway", name, activation is null ? "" : $"<bpmn:activationCondition>{Escape(activation)}</bpmn:activationCondition>");

    public Model Transaction(string name, Action<Model> inside, string extras = "") => Node("transaction", name, extras + Inside(name, inside));

    public Model AdHoc(string name, Action<Model> inside, string first = "", string completion = "", string attributes = "") => Node(
        "adHocSubProcess",
        name,
        (first.Length > 0 ? $"<bpmn:extensionElements><zeebe:adHoc activeElementsCollection=\"{Escape(first)}\"/></bpmn:extensionElements>" : "")
            + Inside(name, inside) + (completion.Length > 0 ? $"<bpmn:completionCondition>{Escape(completion)}</bpmn:completionCondition>" : ""),
        attributes);

    /// <summary>A compensation boundary event on the host, and the user task that undoes it; the cursor stays where it was.</summary>
    public Model UndoneBy(string host, string handler)
    {
        var before = cursor;
        Boundary("on_" + handler, host, Compensate()).From(null);
        Node("userTask", handler, "<bpmn:extensionElements><zeebe:userTask/></bpmn:extensionElements>", "isForCompensation=\"true\"");
        nodes.Append($"<bpmn:association id=\"a_{handler}\" sourceRef=\"on_{handler}\" targetRef=\"{handler}\"/>\n");
        return From(before);
    }

    public Model Catch(string name, string @event) => Node("intermediateCatchEvent", name, @event);

    public Model Throw(string name, string @event = "") => Node("intermediateThrowEvent", name, @event);

    public Model Boundary(string name, string host, string @event, bool interrupting = true)
    {
        cursor = null;
        return Node("boundaryEvent", name, @event, $"attachedToRef=\"{host}\" cancelActivity=\"{(interrupting ? "true" : "false")}\"");
    }

    public Model SubProcess(string name, Action<Model> inside, string extras = "") => Node("subProcess", name, extras + Inside(name, inside));

    public Model EventSubProcess(string name, Action<Model> inside)
    {
        var before = cursor;
        cursor = null;
        Node("subProcess", name, Inside(name, inside), "triggeredByEvent=\"true\"");
        return From(before);
    }

    public Model Call(string name, string process, string extensions = "") => Node(
        "callActivity", name, $"<bpmn:extensionElements><zeebe:calledElement processId=\"{process}\" propagateAllChildVariables=\"true\"/>{extensions}</bpmn:extensionElements>");

    /// <summary>Any node, and the flow to it from the one before.</summary>
    public Model Node(string kind, string name, string inner = "", string attributes = "")
    {
        if (cursor is not null)
            Flow(cursor, name);
        nodes.Append($"<bpmn:{kind} id=\"{name}\" {attributes}>{inner}</bpmn:{kind}>\n");
        cursor = name;
        return this;
    }

    public Model From(string? name)
    {
        cursor = name;
        return this;
    }

    public Model To(string name)
    {
        Flow(cursor!, name);
        cursor = null;
        return this;
    }

    /// <summary>The next flow has this condition.</summary>
    public Model When(string expression)
    {
        condition = expression;
        return this;
    }

    /// <summary>The next flow has this id, so that a gateway can name it as its default.</summary>
    public Model As(string flow)
    {
        flowId = flow;
        return this;
    }

    public static string Timer(string form, string value) =>
        $"<bpmn:timerEventDefinition><bpmn:{form}>{Escape(value)}</bpmn:{form}></bpmn:timerEventDefinition>";

    public static string Duration(string value) => Timer("timeDuration", value);

    public string Message(string name, string key = "=key")
    {
        var reference = "m_" + name;
        if (!definitions.ToString().Contains($"id=\"{reference}\"", StringComparison.Ordinal))
            definitions.Append($"<bpmn:message id=\"{reference}\" name=\"{name}\"><bpmn:extensionElements><zeebe:subscription correlationKey=\"{Escape(key)}\"/></bpmn:extensionElements></bpmn:message>\n");
        return $"<bpmn:messageEventDefinition messageRef=\"{reference}\"/>";
    }

    public string Error(string? code)
    {
        if (code is null)
            return "<bpmn:errorEventDefinition/>";
        var reference = "e_" + code;
        if (!definitions.ToString().Contains($"id=\"{reference}\"", StringComparison.Ordinal))
            definitions.Append($"<bpmn:error id=\"{reference}\" errorCode=\"{code}\"/>\n");
        return $"<bpmn:errorEventDefinition errorRef=\"{reference}\"/>";
    }

    public string Signal(string name)
    {
        Define("s_" + name, $"<bpmn:signal id=\"s_{name}\" name=\"{name}\"/>");
        return $"<bpmn:signalEventDefinition signalRef=\"s_{name}\"/>";
    }

    public string Escalation(string? code)
    {
        if (code is null)
            return "<bpmn:escalationEventDefinition/>";
        Define("x_" + code, $"<bpmn:escalation id=\"x_{code}\" escalationCode=\"{code}\"/>");
        return $"<bpmn:escalationEventDefinition escalationRef=\"x_{code}\"/>";
    }

    public static string Condition(string expression) => $"<bpmn:conditionalEventDefinition><bpmn:condition>{Escape(expression)}</bpmn:condition></bpmn:conditionalEventDefinition>";

    public static string Link(string name) => $"<bpmn:linkEventDefinition name=\"{name}\"/>";

    public static string Compensate(string? activity = null, bool waits = true) =>
        $"<bpmn:compensateEventDefinition {(activity is null ? "" : $"activityRef=\"{activity}\"")} waitForCompletion=\"{(waits ? "true" : "false")}\"/>";

    public static string While(string condition = "", int? most = null, bool before = false) =>
        $"<bpmn:standardLoopCharacteristics testBefore=\"{(before ? "true" : "false")}\" {(most is null ? "" : $"loopMaximum=\"{most}\"")}>{(condition.Length > 0 ? $"<bpmn:loopCondition>{Escape(condition)}</bpmn:loopCondition>" : "")}</bpmn:standardLoopCharacteristics>";

    public static string Loop(string items, string item = "item", string output = "", bool sequential = false, string completion = "") =>
        $"<bpmn:multiInstanceLoopCharacteristics isSequential=\"{(sequential ? "true" : "false")}\"><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection=\"{Escape(items)}\" inputElement=\"{item}\" {output}/></bpmn:extensionElements>{(completion.Length > 0 ? $"<bpmn:completionCondition>{Escape(completion)}</bpmn:completionCondition>" : "")}</bpmn:multiInstanceLoopCharacteristics>";

    public static string Io(params string[] mappings) =>
        $"<zeebe:ioMapping>{string.Concat(mappings.Select(m => m.Split('|')).Select(m => $"<zeebe:{m[0]} source=\"{Escape(m[1])}\" target=\"{m[2]}\"/>"))}</zeebe:ioMapping>";

    /// <summary>Execution listeners, each <c>start|type</c> or <c>end|type</c>, with their own number of retries after another bar.</summary>
    public static string Listeners(params string[] listeners) => Listeners("execution", listeners);

    /// <summary>Task listeners, each <c>moment|type</c>.</summary>
    public static string TaskListeners(params string[] listeners) => Listeners("task", listeners);

    public string ToXml() => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:orderly="http://orderly.health/schema/bpmn/1.0" xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
        {definitions}<bpmn:process id="{id}" isExecutable="true">{Extensions}
        {nodes}</bpmn:process>
        </bpmn:definitions>
        """;

    /// <summary>The compiled process; fails the test when the file does not deploy.</summary>
    public ProcessModel Compile()
    {
        var read = BpmnReader.Read(ToXml());
        read.Deployable.ShouldBeTrue(string.Join('\n', read.Issues));
        return read.Processes.ShouldHaveSingleItem();
    }

    private static string Listeners(string kind, string[] listeners) =>
        $"<zeebe:{kind}Listeners>{string.Concat(listeners.Select(listener => listener.Split('|')).Select(listener => $"<zeebe:{kind}Listener eventType=\"{listener[0]}\" type=\"{Escape(listener[1])}\" retries=\"{(listener.Length > 2 ? listener[2] : "3")}\"/>"))}</zeebe:{kind}Listeners>";

    /// <summary>Data objects of the process or subprocess, each <c>name</c> or <c>name[]</c>.</summary>
    public Model Data(params string[] objects)
    {
        foreach (var name in objects)
            nodes.Append($"<bpmn:dataObject id=\"o_{name.TrimEnd('[', ']')}\" name=\"{name.TrimEnd('[', ']')}\" isCollection=\"{(name.EndsWith(']') ? "true" : "false")}\"/>\n");
        return this;
    }

    /// <summary>The data inputs and outputs of an activity, by their names, with ids <c>i_</c> and <c>u_</c> before them.</summary>
    public static string Specification(string inputs, string outputs) =>
        $"<bpmn:ioSpecification>{string.Concat(Names(inputs).Select(name => $"<bpmn:dataInput id=\"i_{name}\" name=\"{name}\"/>"))}{string.Concat(Names(outputs).Select(name => $"<bpmn:dataOutput id=\"u_{name}\" name=\"{name}\"/>"))}<bpmn:inputSet/><bpmn:outputSet/></bpmn:ioSpecification>";

    public static string DataIn(string sources, string target, string how = "") => Association("Input", sources, target, how);

    public static string DataOut(string sources, string target, string how = "") => Association("Output", sources, target, how);

    public static string Transformation(string expression) => $"<bpmn:transformation>{Escape(expression)}</bpmn:transformation>";

    public static string Assignment(string from, string to) => $"<bpmn:assignment><bpmn:from>{Escape(from)}</bpmn:from><bpmn:to>{Escape(to)}</bpmn:to></bpmn:assignment>";

    private static string Association(string direction, string sources, string target, string how) =>
        $"<bpmn:data{direction}Association>{string.Concat(Names(sources).Select(source => $"<bpmn:sourceRef>{source}</bpmn:sourceRef>"))}<bpmn:targetRef>{target}</bpmn:targetRef>{how}</bpmn:data{direction}Association>";

    private static string[] Names(string list) => list.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private void Define(string reference, string xml)
    {
        if (!definitions.ToString().Contains($"id=\"{reference}\"", StringComparison.Ordinal))
            definitions.Append(xml + "\n");
    }

    private string Inside(string name, Action<Model> inside)
    {
        var inner = new Model(name, this);
        inside(inner);
        return inner.nodes.ToString();
    }

    private void Flow(string from, string to)
    {
        var name = flowId ?? $"{id}_f{++flows}";
        var body = condition is null ? "" : $"<bpmn:conditionExpression>{Escape(condition)}</bpmn:conditionExpression>";
        nodes.Append($"<bpmn:sequenceFlow id=\"{name}\" sourceRef=\"{from}\" targetRef=\"{to}\">{body}</bpmn:sequenceFlow>\n");
        (condition, flowId) = (null, null);
    }

    private static string Escape(string text) => SecurityElement.Escape(text);
}
