using System.Globalization;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>Passes, once all that begins it has come: a parallel multiple start of a process waits, in the instance that its first message began, for the others.</summary>
internal sealed class StartEventBehaviour : ElementBehaviour
{
    public override void Enter(Execution run, ElementInstance instance, Element element, Step step)
    {
        if (step.Code is not { } code || element.Event is not MultipleDefinition { All: true } all)
        {
            run.Push(new Step(StepKind.Complete, instance.Id, Values: step.Values));
            return;
        }
        var first = int.Parse(code, CultureInfo.InvariantCulture);
        run.Emit(new EventPartCaught(instance.Id, element.Id, first, step.Values ?? FeelContext.Empty));
        for (var part = 0; part < all.Parts.Length; part++)
        {
            // The key that the first one came with says which of the others belong to it.
            if (part != first)
                run.Emit(new SubscriptionOpened(new SubscriptionId(run.NewId()), instance.Id, element.Id, Name(run, instance, element, (MessageDefinition)all.Parts[part]), run.State.BusinessKey ?? "", part));
        }
    }

    /// <summary>Which part of a parallel multiple start a message is; null for other starts, which are begun by each.</summary>
    public static string? PartOf(Element start, string message)
    {
        if (start.Event is not MultipleDefinition { All: true } all)
            return null;
        for (var part = 0; part < all.Parts.Length; part++)
        {
            if (all.Parts[part] is MessageDefinition { Name.Constant: FeelString name } && name.Value == message)
                return part.ToString(CultureInfo.InvariantCulture);
        }
        return null;
    }

    private static string Name(Execution run, ElementInstance instance, Element element, MessageDefinition message) =>
        Expressions.Text(run, instance, message.Name, $"message name of '{element.Id}'");
}
