using Orderly.Engine.Bpmn;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>Begins an instance of another process and waits for its answer. Which version is settled here and recorded.</summary>
internal sealed class CallActivityBehaviour : ElementBehaviour
{
    public override void Enter(Execution run, ElementInstance instance, Element element, Step step)
    {
        var call = (CallDetail)element.Detail!;
        var process = Expressions.Text(run, instance, call.ProcessId, $"called process of '{element.Id}'");
        var called = run.World.FindProcess(process, call.Binding, run.State.Deployment)
            ?? throw new StuckException(IncidentKind.MissingProcess, $"Expected process '{process}' to be deployed for '{element.Id}', but it is not");
        var variables = call.PassAllVariables ? new ElementScope(instance).ToContext() : instance.Variables?.ToContext() ?? Feel.FeelContext.Empty;
        run.Emit(new ChildRequested(new InstanceId(run.NewId()), instance.Id, element.Id, called.Id, called.Version, variables));
    }
}
