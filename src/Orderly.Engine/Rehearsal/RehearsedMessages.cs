using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;

namespace Orderly.Engine.Rehearsal;

/// <summary>Messages that nobody has taken yet. Each is given at most once to a process, and gone once somebody has it.</summary>
internal sealed class RehearsedMessages
{
    private readonly List<RehearsedMessage> waiting = [];

    public int Count => waiting.Count;

    public void Add(RehearsedMessage message) => waiting.Add(message);

    public void Forget(DateTimeOffset now) => waiting.RemoveAll(message => message.Expires <= now);

    /// <summary>The next message that an instance waits for; it is taken out.</summary>
    public (RehearsedInstance Instance, Subscription Subscription, RehearsedMessage Message)? Next(IEnumerable<RehearsedInstance> instances)
    {
        foreach (var message in waiting)
        {
            foreach (var instance in instances)
            {
                if (instance.State.Subscriptions.FirstOrDefault(open => !open.IsSignal && open.Name == message.Name && (message.Key is null || open.Key == message.Key)) is not { } subscription)
                    continue;
                waiting.Remove(message);
                return (instance, subscription, message);
            }
        }
        return null;
    }

    /// <summary>The next message that a process begins with; it is taken out. A process runs once for each key.</summary>
    public (string Process, string Element, RehearsedMessage Message)? NextStart(World world, IReadOnlyList<RehearsedInstance> instances)
    {
        foreach (var message in waiting)
        {
            foreach (var (process, versions) in world.Processes.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            {
                if (versions[^1].Model.MessageStarts.Concat(versions[^1].Model.EventStarts).FirstOrDefault(start => Begins(start, message.Name)) is not { } start || instances.Any(running => Fits(running.State, process, message)))
                    continue;
                waiting.Remove(message);
                return (process, start.Id, message);
            }
        }
        return null;
    }

    private static bool Fits(InstanceState running, string process, RehearsedMessage message) =>
        !running.HasEnded && running.Process == process && running.BusinessKey is { Length: > 0 } key && (message.Key is null || message.Key == key);

    private static bool Begins(Element start, string name) =>
        (start.Detail is MessageDetail receive ? [receive.Message] : start.EventParts).Any(part => part is MessageDefinition { Name.Constant: FeelString text } && text.Value == name);
}

/// <param name="Key">Null fits every receiver.</param>
internal sealed record RehearsedMessage(MessageId Id, string Name, string? Key, FeelContext Variables, DateTimeOffset Expires);
