using System.Collections.Immutable;
using Orderly.Engine.Ids;
using Orderly.Engine.Work;

namespace Orderly.Engine.Process;

/// <summary>A snapshot's shape. Lists are in the order things began, variables by name, so that equal states are equal bytes.</summary>
internal sealed record StateDocument
{
    public required InstanceId Id { get; init; }

    public long Seq { get; init; }

    public DateTimeOffset At { get; init; }

    public InstanceStatus Status { get; init; }

    public required string Process { get; init; }

    public int Version { get; init; }

    public DeploymentId Deployment { get; init; }

    public short Facility { get; init; }

    public string? BusinessKey { get; init; }

    public ParentLink? Parent { get; init; }

    public InstanceId Root { get; init; }

    public DateTimeOffset Started { get; init; }

    public DateTimeOffset? Ended { get; init; }

    public string? CancelReason { get; init; }

    public string? ErrorCode { get; init; }

    public string? Suspended { get; init; }

    public int LastElement { get; init; }

    public int LastWait { get; init; }

    /// <summary>The process's variables once its activation is gone; before that they stand there.</summary>
    public VariableTable? Variables { get; init; }

    public IReadOnlyList<Step>? Pending { get; init; }

    public IReadOnlyList<ElementInstance>? Elements { get; init; }

    public IReadOnlyList<TaskItem>? Tasks { get; init; }

    public IReadOnlyList<SlaClock>? Clocks { get; init; }

    public IReadOnlyList<TimerWait>? Timers { get; init; }

    public IReadOnlyList<Subscription>? Subscriptions { get; init; }

    public IReadOnlyList<ConditionWait>? Conditions { get; init; }

    public IReadOnlyList<Job>? Jobs { get; init; }

    public IReadOnlyList<Call>? Calls { get; init; }

    public IReadOnlyList<Child>? Children { get; init; }

    public IReadOnlyList<Incident>? Incidents { get; init; }
}
