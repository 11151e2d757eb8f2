using Orderly.Engine.Bpmn;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>What waits for a job that is a listener's.</summary>
/// <param name="Then">What goes on when it is done.</param>
/// <param name="Task">The user task whose move waits; null where the element does.</param>
public sealed record JobListener(ListenerMoment Moment, Step Then, TaskId? Task);
