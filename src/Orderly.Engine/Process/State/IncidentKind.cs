namespace Orderly.Engine.Process;

/// <summary>Why an instance is stuck.</summary>
public enum IncidentKind
{
    Expression,
    NoFlowTaken,
    JobOutOfRetries,
    EffectFailed,
    EffectOutcomeUnknown,
    UnhandledError,
    MissingDecision,
    MissingProcess,
    MissingCalendar,
    MissingLadder,
    DecisionFailed,
    ChildCancelled,
    TaskFailed,
}
