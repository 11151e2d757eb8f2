using System.Collections.Immutable;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>Make an instance stand still. Messages, timers and results are kept and acted on when it is resumed; people's moves are refused meanwhile.</summary>
public sealed record SuspendInstance(string Reason) : Command;

public sealed record ResumeInstance : Command;

/// <summary>Move tokens where the process would not have brought them: a repair by a person. Elements are begun first, then others ended.</summary>
/// <param name="Activate">What to begin.</param>
/// <param name="End">Activations to end, with all inside them.</param>
public sealed record ModifyInstance(ImmutableArray<ActivationOrder> Activate, ImmutableArray<ElementInstanceId> End, string Reason) : Command;

/// <param name="Element">An element of the process; scopes around it that are not active are opened.</param>
/// <param name="Variables">Set at the element before it begins; may be empty.</param>
public sealed record ActivationOrder(string Element, FeelContext Variables);

/// <summary>Go on as another version of the same process.</summary>
/// <param name="Version">The version to go on as.</param>
/// <param name="Elements">Elements that are called otherwise there; those not named keep their id, or are found by name and kind.</param>
/// <param name="Flows">Flows with a waiting token that are called otherwise there.</param>
public sealed record MigrateInstance(int Version, ImmutableSortedDictionary<string, string> Elements, ImmutableSortedDictionary<string, string> Flows, string Reason) : Command;
