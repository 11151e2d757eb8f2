using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Process;

/// <summary>
/// Goes on when its activation condition holds, and swallows the rest of its tokens when they come. Conditions of its flows see
/// whether it goes on (<c>waitingForStart</c> is true) or was just reset (false); the joining is <see cref="Joining"/>'s.
/// </summary>
internal sealed class ComplexGatewayBehaviour : ElementBehaviour
{
    public const string WaitingForStart = "waitingForStart";
    public const string ActivationCount = "activationCount";

    public override void Enter(Execution run, ElementInstance instance, Element element, Step step) => run.Push(new Step(StepKind.Complete, instance.Id));
}
