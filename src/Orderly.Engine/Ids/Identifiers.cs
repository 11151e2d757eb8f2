using System.Text.Json.Serialization;

namespace Orderly.Engine.Ids;

/// <summary>A process instance: the aggregate, and the key of its journal.</summary>
[JsonConverter(typeof(GuidIdConverter<InstanceId>))]
public readonly record struct InstanceId(Guid Value) : IGuidId<InstanceId>
{
    public static InstanceId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A piece of a person's work inside an instance.</summary>
[JsonConverter(typeof(GuidIdConverter<TaskId>))]
public readonly record struct TaskId(Guid Value) : IGuidId<TaskId>
{
    public static TaskId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>An SLA clock inside an instance.</summary>
[JsonConverter(typeof(GuidIdConverter<ClockId>))]
public readonly record struct ClockId(Guid Value) : IGuidId<ClockId>
{
    public static ClockId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>One due time the host must wake the instance at.</summary>
[JsonConverter(typeof(GuidIdConverter<TimerId>))]
public readonly record struct TimerId(Guid Value) : IGuidId<TimerId>
{
    public static TimerId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>One open wait for a message.</summary>
[JsonConverter(typeof(GuidIdConverter<SubscriptionId>))]
public readonly record struct SubscriptionId(Guid Value) : IGuidId<SubscriptionId>
{
    public static SubscriptionId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>One open wait for a condition to come true.</summary>
[JsonConverter(typeof(GuidIdConverter<ConditionId>))]
public readonly record struct ConditionId(Guid Value) : IGuidId<ConditionId>
{
    public static ConditionId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>One piece of work offered to outside workers.</summary>
[JsonConverter(typeof(GuidIdConverter<JobId>))]
public readonly record struct JobId(Guid Value) : IGuidId<JobId>
{
    public static JobId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>One call of a connector.</summary>
[JsonConverter(typeof(GuidIdConverter<CallId>))]
public readonly record struct CallId(Guid Value) : IGuidId<CallId>
{
    public static CallId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>One place where an instance is stuck until a person mends it.</summary>
[JsonConverter(typeof(GuidIdConverter<IncidentId>))]
public readonly record struct IncidentId(Guid Value) : IGuidId<IncidentId>
{
    public static IncidentId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A published message; the same message has the same id wherever it is delivered.</summary>
[JsonConverter(typeof(GuidIdConverter<MessageId>))]
public readonly record struct MessageId(Guid Value) : IGuidId<MessageId>
{
    public static MessageId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A set of definitions that became valid together.</summary>
[JsonConverter(typeof(GuidIdConverter<DeploymentId>))]
public readonly record struct DeploymentId(Guid Value) : IGuidId<DeploymentId>
{
    public static DeploymentId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
