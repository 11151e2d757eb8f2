using Orderly.Engine.Process;

namespace Orderly.Engine.Rehearsal;

/// <summary>How things stand after a step, wherever the script is played.</summary>
/// <param name="Instances">The first is the one the script is about.</param>
/// <param name="Rungs">Rungs of ladders reached so far.</param>
public sealed record Standing(IReadOnlyList<InstanceState> Instances, IReadOnlyList<ReachedRung> Rungs);

/// <param name="At">Since the beginning.</param>
/// <param name="Element">What the ladder's clock is on.</param>
public sealed record ReachedRung(TimeSpan At, string Element, int Level);
