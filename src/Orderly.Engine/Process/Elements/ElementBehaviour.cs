using System.Collections.Immutable;
using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Process;

/// <summary>What one kind of element does. One instance serves all; state is in the instance alone.</summary>
internal abstract class ElementBehaviour
{
    /// <summary>The element is active, its inputs are mapped and its boundary events wait.</summary>
    public abstract void Enter(Execution run, ElementInstance instance, Element element, Step step);

    /// <summary>The element has completed and is gone from its scope.</summary>
    public virtual void Leave(Execution run, ElementInstance scope, Element element, Step step, ImmutableArray<int> outgoing) =>
        Completion.TakeOutgoing(run, scope, step, outgoing);
}
