using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Process;

/// <summary>The executed elements. What is not here does not deploy.</summary>
internal static class ElementBehaviours
{
    private static readonly ElementBehaviour[] Table = ByKind(
        (ElementKind.Process, new ScopeBehaviour()),
        (ElementKind.SubProcess, new ScopeBehaviour()),
        (ElementKind.EventSubProcess, new ScopeBehaviour()),
        (ElementKind.CallActivity, new CallActivityBehaviour()),

        (ElementKind.StartEvent, new StartEventBehaviour()),
        (ElementKind.IntermediateCatchEvent, new CatchEventBehaviour()),
        (ElementKind.IntermediateThrowEvent, new ThrowEventBehaviour()),
        (ElementKind.BoundaryEvent, new PassingBehaviour()),
        (ElementKind.EndEvent, new EndEventBehaviour()),

        (ElementKind.ExclusiveGateway, new ExclusiveGatewayBehaviour()),
        (ElementKind.ParallelGateway, new PassingBehaviour()),
        (ElementKind.EventBasedGateway, new EventBasedGatewayBehaviour()),

        (ElementKind.Task, new PassingBehaviour()),
        (ElementKind.ManualTask, new PassingBehaviour()),
        (ElementKind.UserTask, new UserTaskBehaviour()),
        (ElementKind.ServiceTask, new ServiceTaskBehaviour()),
        (ElementKind.SendTask, new SendTaskBehaviour()),
        (ElementKind.ReceiveTask, new ReceiveTaskBehaviour()),
        (ElementKind.ScriptTask, new ScriptTaskBehaviour()),
        (ElementKind.BusinessRuleTask, new BusinessRuleTaskBehaviour()),
        (ElementKind.InclusiveGateway, new PassingBehaviour()),
        (ElementKind.ComplexGateway, new ComplexGatewayBehaviour()),
        (ElementKind.Transaction, new ScopeBehaviour()),
        (ElementKind.AdHocSubProcess, new AdHocSubProcessBehaviour()));

    public static ElementBehaviour Of(ElementKind kind) => Table[(int)kind];

    private static ElementBehaviour[] ByKind(params ReadOnlySpan<(ElementKind Kind, ElementBehaviour Behaviour)> entries)
    {
        var table = new ElementBehaviour[entries.Length];
        foreach (var (kind, behaviour) in entries)
            table[(int)kind] = behaviour;
        return table;
    }
}
