namespace Orderly.Engine.Process;

/// <summary>What a due time is for.</summary>
public enum TimerPurpose
{
    /// <summary>A timer event of the model.</summary>
    Event,

    /// <summary>The next milestone of an SLA clock: warning, breach or rung.</summary>
    Clock,

    /// <summary>The end of a task's hold.</summary>
    Hold,

    /// <summary>The end of an approval's or a ratification's time.</summary>
    Approval,
}
