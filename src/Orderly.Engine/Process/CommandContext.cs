namespace Orderly.Engine.Process;

/// <summary>What a decision may know that is neither world nor state. Time enters the engine here and nowhere else.</summary>
/// <param name="At">Truncated to microseconds; a time before the instance's last entry is taken as that entry's.</param>
/// <param name="Actor">Recorded with the entry.</param>
public sealed record CommandContext(DateTimeOffset At, Actor Actor)
{
    /// <summary>The most automatic steps of one decision.</summary>
    public int StepBudget { get; init; } = 10_000;
}
