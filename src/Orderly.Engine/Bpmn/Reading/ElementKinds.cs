using System.Collections.Frozen;

namespace Orderly.Engine.Bpmn;

/// <summary>Which XML names are executed as what, and which are drawn but not executed.</summary>
internal static class ElementKinds
{
    public static readonly FrozenDictionary<string, ElementKind> Executed = new Dictionary<string, ElementKind>(StringComparer.Ordinal)
    {
        ["startEvent"] = ElementKind.StartEvent,
        ["endEvent"] = ElementKind.EndEvent,
        ["intermediateCatchEvent"] = ElementKind.IntermediateCatchEvent,
        ["intermediateThrowEvent"] = ElementKind.IntermediateThrowEvent,
        ["boundaryEvent"] = ElementKind.BoundaryEvent,
        ["task"] = ElementKind.Task,
        ["manualTask"] = ElementKind.ManualTask,
        ["userTask"] = ElementKind.UserTask,
        ["serviceTask"] = ElementKind.ServiceTask,
        ["sendTask"] = ElementKind.SendTask,
        ["receiveTask"] = ElementKind.ReceiveTask,
        ["businessRuleTask"] = ElementKind.BusinessRuleTask,
        ["scriptTask"] = ElementKind.ScriptTask,
        ["exclusiveGateway"] = ElementKind.ExclusiveGateway,
        ["parallelGateway"] = ElementKind.ParallelGateway,
        ["eventBasedGateway"] = ElementKind.EventBasedGateway,
        ["subProcess"] = ElementKind.SubProcess,
        ["callActivity"] = ElementKind.CallActivity,
        ["inclusiveGateway"] = ElementKind.InclusiveGateway,
        ["complexGateway"] = ElementKind.ComplexGateway,
        ["transaction"] = ElementKind.Transaction,
        ["adHocSubProcess"] = ElementKind.AdHocSubProcess,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What stands in a process and says nothing about how it runs.</summary>
    public static readonly FrozenSet<string> Documentation = new[]
    {
        "documentation", "extensionElements", "incoming", "outgoing", "laneSet", "textAnnotation", "association", "group", "dataObject", "dataObjectReference",
        "dataStoreReference", "auditing", "monitoring", "category", "multiInstanceLoopCharacteristics", "standardLoopCharacteristics", "script", "completionCondition", "activationCondition",
        "ioSpecification", "property", "dataInput", "dataOutput", "inputSet", "outputSet", "potentialOwner", "humanPerformer", "performer", "resourceRole", "rendering", "dataStore",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool IsActivity(ElementKind kind) => kind is
        ElementKind.Task or ElementKind.ManualTask or ElementKind.UserTask or ElementKind.ServiceTask or ElementKind.SendTask or ElementKind.ReceiveTask or
        ElementKind.BusinessRuleTask or ElementKind.ScriptTask or ElementKind.SubProcess or ElementKind.CallActivity or ElementKind.Transaction or ElementKind.AdHocSubProcess;

    public static bool IsGateway(ElementKind kind) => kind is
        ElementKind.ExclusiveGateway or ElementKind.ParallelGateway or ElementKind.EventBasedGateway or ElementKind.InclusiveGateway or ElementKind.ComplexGateway;

    public static bool IsEvent(ElementKind kind) => kind is
        ElementKind.StartEvent or ElementKind.EndEvent or ElementKind.IntermediateCatchEvent or ElementKind.IntermediateThrowEvent or ElementKind.BoundaryEvent;
}
