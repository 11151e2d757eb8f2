using System.Collections.Immutable;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>A listener's job was created; what it listens for waits until it is done.</summary>
/// <param name="Then">What goes on afterwards.</param>
/// <param name="Task">The user task whose move waits; null where the element does.</param>
public sealed record ListenerAsked(
    JobId Job,
    ElementInstanceId Holder,
    string Target,
    ListenerMoment Moment,
    string Type,
    int Retries,
    ImmutableSortedDictionary<string, string> Headers,
    Step Then,
    TaskId? Task = null) : Event;
