using System.Collections.Immutable;

namespace Orderly.Engine.Work;

/// <summary>Who hears of late work, and when.</summary>
/// <param name="Rungs">By level, each later than the one before.</param>
public sealed record EscalationLadder(string Id, ImmutableArray<Rung> Rungs);

/// <summary>One level of a ladder. Due at <paramref name="PercentOfTarget"/> of the target plus <paramref name="Plus"/>, both in open time.</summary>
/// <param name="Level">0 for L0 and so on.</param>
/// <param name="PercentOfTarget">For example 75 for the first rung, 100 for those after the breach.</param>
/// <param name="Plus">For example 15 minutes after the breach.</param>
/// <param name="Audience">Who is told.</param>
/// <param name="Channel">How they are told.</param>
public sealed record Rung(int Level, int PercentOfTarget, TimeSpan Plus, ImmutableArray<RungAudience> Audience, string? Channel);

/// <summary>A role, in the unit that owns the work or in a named one.</summary>
/// <param name="Unit">Null for the unit of the work's queue.</param>
public sealed record RungAudience(string Role, string? Unit = null);
