using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>Sends a message to whoever waits for it; its content is what the element's input mappings made.</summary>
internal static class Publishing
{
    /// <summary>How long a thrown message waits for its receiver.</summary>
    private static readonly TimeSpan Lives = TimeSpan.FromHours(1);

    public static void Publish(Execution run, ElementInstance instance, Element element, MessageDefinition message)
    {
        var name = Expressions.Text(run, instance, message.Name, $"message name of '{element.Id}'");
        var key = message.CorrelationKey is null ? run.State.BusinessKey ?? "" : Expressions.Text(run, instance, message.CorrelationKey, $"correlation key of '{element.Id}'");
        var lives = message.TimeToLive is null ? Lives : Moments.Span(run, new ElementScope(instance), message.TimeToLive, $"timeToLive of the message of '{element.Id}'");
        run.Emit(new MessagePublished(instance.Id, new MessageId(run.NewId()), name, key, instance.Variables?.ToContext() ?? FeelContext.Empty, lives));
    }
}
