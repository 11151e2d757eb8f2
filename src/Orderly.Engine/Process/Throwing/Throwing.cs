using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>What throwing events tell the world, the scopes around them, or both.</summary>
internal static class Throwing
{
    /// <summary>Pushes what the event throws; what was pushed before happens afterwards.</summary>
    public static void Throw(Execution run, ElementInstance instance, Element element, EventDefinition? @event)
    {
        switch (@event)
        {
            case MessageDefinition message: Publishing.Publish(run, instance, element, message); break;
            case SignalDefinition signal: Signal(run, instance, element, signal); break;
            case EscalationDefinition escalation:
                run.Push(new Step(StepKind.Escalate, instance.Id, Values: Own(instance), Code: escalation.Code ?? "", Message: escalation.Name));
                break;
            case MultipleDefinition multiple:
                // The first part is pushed last, so that it is thrown first.
                for (var part = multiple.Parts.Length - 1; part >= 0; part--)
                    Throw(run, instance, element, multiple.Parts[part]);
                break;
            default: break;
        }
    }

    private static void Signal(Execution run, ElementInstance instance, Element element, SignalDefinition signal) =>
        run.Emit(new SignalThrown(instance.Id, new MessageId(run.NewId()), Expressions.Text(run, instance, signal.Name, $"signal name of '{element.Id}'"), Own(instance)));

    private static FeelContext Own(ElementInstance instance) => instance.Variables?.ToContext() ?? FeelContext.Empty;
}
