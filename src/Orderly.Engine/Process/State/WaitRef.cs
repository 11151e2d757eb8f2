namespace Orderly.Engine.Process;

/// <summary>Where an activation finds one of its waits.</summary>
internal readonly record struct WaitRef(WaitKind Kind, Guid Id);

internal enum WaitKind
{
    Timer,
    Subscription,
    Job,
    Call,
    Child,
    Incident,
    Task,
    Clock,
    Condition,
}
