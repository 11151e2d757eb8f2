namespace Orderly.Engine.Bpmn;

/// <summary>What an element is. Each kind has one behaviour; the value is its index there.</summary>
public enum ElementKind
{
    Process,
    StartEvent,
    EndEvent,
    IntermediateCatchEvent,
    IntermediateThrowEvent,
    BoundaryEvent,
    Task,
    ManualTask,
    UserTask,
    ServiceTask,
    SendTask,
    ReceiveTask,
    BusinessRuleTask,
    ScriptTask,
    ExclusiveGateway,
    ParallelGateway,
    EventBasedGateway,
    SubProcess,
    EventSubProcess,
    CallActivity,
    InclusiveGateway,
    ComplexGateway,
    Transaction,
    AdHocSubProcess,
}
