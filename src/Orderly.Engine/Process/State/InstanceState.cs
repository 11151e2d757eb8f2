using System.Collections.Immutable;
using Orderly.Engine.Ids;
using Orderly.Engine.Work;

namespace Orderly.Engine.Process;

/// <summary>
/// One process instance: what its journal adds up to. Changed only by <see cref="Evolution"/>; after an exception in a
/// decision it must be thrown away and folded again.
/// </summary>
public sealed class InstanceState
{
    /// <summary>The variable of a process that names the unit its case is in.</summary>
    public const string UnitVariable = "unit";

    private readonly Dictionary<int, ElementInstance> elements = [];

    public InstanceState(InstanceId id) => Id = id;

    public InstanceId Id { get; }

    public InstanceStatus Status { get; internal set; }

    /// <summary>The last entry; 0 before the first.</summary>
    public long Seq { get; internal set; }

    /// <summary>The last entry's time.</summary>
    public DateTimeOffset At { get; internal set; }

    /// <summary>The process's id.</summary>
    public string Process { get; internal set; } = "";

    public int Version { get; internal set; }

    public DeploymentId Deployment { get; internal set; }

    public short Facility { get; internal set; }

    public string? BusinessKey { get; internal set; }

    public ParentLink? Parent { get; internal set; }

    /// <summary>The topmost caller; itself where nothing called it.</summary>
    public InstanceId RootInstance { get; internal set; }

    public DateTimeOffset Started { get; internal set; }

    public DateTimeOffset? Ended { get; internal set; }

    /// <summary>Why it was or is being cancelled.</summary>
    public string? CancelReason { get; internal set; }

    /// <summary>The error it is ending by, which its caller will be told of.</summary>
    public string? ErrorCode { get; internal set; }

    /// <summary>Why it stands still; null when it does not.</summary>
    public string? Suspended { get; internal set; }

    /// <summary>Steps left over when the budget ended or that came while it was suspended; the last is next.</summary>
    public ImmutableArray<Step> Pending { get; internal set; } = [];

    public bool HasEnded => Status is InstanceStatus.Completed or InstanceStatus.Cancelled or InstanceStatus.Errored;

    /// <summary>Whether a <see cref="Continue"/> is due.</summary>
    public bool HasYielded => Pending.Length > 0 && Suspended is null;

    /// <summary>All active elements, in the order they were activated; the first is the process itself.</summary>
    public IEnumerable<ElementInstance> Elements => elements.Values.OrderBy(element => element.Id.Value);

    public int ElementCount => elements.Count;

    public ElementInstance? this[ElementInstanceId id] => elements.GetValueOrDefault(id.Value);

    public WaitSet<TaskId, TaskItem> Tasks { get; } = new();

    public WaitSet<ClockId, SlaClock> Clocks { get; } = new();

    public WaitSet<TimerId, TimerWait> Timers { get; } = new();

    public WaitSet<SubscriptionId, Subscription> Subscriptions { get; } = new();

    public WaitSet<ConditionId, ConditionWait> Conditions { get; } = new();

    public WaitSet<JobId, Job> Jobs { get; } = new();

    public WaitSet<CallId, Call> Calls { get; } = new();

    public WaitSet<InstanceId, Child> Children { get; } = new();

    public WaitSet<IncidentId, Incident> Incidents { get; } = new();

    /// <summary>
    /// The call an incident at the activation is about. An element begun anew leaves its older calls standing until it
    /// ends, so the newest counts.
    /// </summary>
    public Call? StuckCallAt(ElementInstanceId holder) => Calls.InOrder().LastOrDefault(call => call.Stuck && call.Holder == holder);

    /// <summary>The process's own variables; null before it starts or where it has none.</summary>
    public VariableTable? Variables { get; internal set; }

    internal int LastElement { get; set; }

    internal int LastWait { get; set; }

    /// <summary>The process's activation; null before the start and after the end.</summary>
    internal ElementInstance? Root => this[ElementInstanceId.Root];

    internal ElementInstance Known(ElementInstanceId id) => this[id] ?? throw new InvalidOperationException($"Expected an active element {id}, but there is none");

    internal void Add(ElementInstance element)
    {
        elements.Add(element.Id.Value, element);
        if (element.Scope.Value != 0)
            Known(element.Scope).Adopt(element);
    }

    internal void Remove(ElementInstance element)
    {
        elements.Remove(element.Id.Value);
        element.Parent?.Release(element);
    }
}
