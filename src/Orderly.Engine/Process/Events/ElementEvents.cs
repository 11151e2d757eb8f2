using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>An element became active in a scope.</summary>
/// <param name="Scope">The activation it stands in; 0 for the process itself.</param>
/// <param name="Flow">The sequence flow whose token it took.</param>
/// <param name="Joined">The further flows whose tokens a joining gateway took, one each.</param>
/// <param name="Item">Position among the repetitions of its multi-instance body, from 1; 0 outside one.</param>
/// <param name="IsBody">True for the activation that holds the repetitions.</param>
public sealed record ElementActivated(ElementInstanceId Id, ElementInstanceId Scope, string Element, string? Flow = null, IReadOnlyList<string>? Joined = null, int Item = 0, bool IsBody = false) : Event;

public sealed record ElementCompleted(ElementInstanceId Id) : Event;

/// <summary>The element is being ended from outside; when nothing inside is left it is terminated, and then <paramref name="Then"/> happens.</summary>
public sealed record ElementTerminating(ElementInstanceId Id, Interruption? Then = null) : Event;

public sealed record ElementTerminated(ElementInstanceId Id) : Event;

/// <summary>A token was put on a flow of a scope; the activation at its end takes it away.</summary>
public sealed record FlowTaken(ElementInstanceId Scope, string Flow) : Event;

/// <summary>All tokens of a scope are void; when nothing inside is left, <paramref name="Then"/> happens, or the scope completes.</summary>
public sealed record ScopeInterrupted(ElementInstanceId Scope, Interruption? Then = null) : Event;

/// <summary>What comes after an interruption: the boundary event or event subprocess start to activate, with what it received.</summary>
public sealed record Interruption(string Element, FeelContext Variables);

public sealed record MultiInstanceStarted(ElementInstanceId Body, FeelList Items) : Event;

/// <param name="Item">From 1.</param>
public sealed record MultiInstanceOutput(ElementInstanceId Body, int Item, FeelValue Value) : Event;

/// <summary>A decision was evaluated; how came later, see <see cref="DecisionMade"/>, which is emitted in its place.</summary>
/// <param name="Trace">Which rules fired, as the decision engine tells it.</param>
public sealed record DecisionEvaluated(ElementInstanceId Element, string Decision, int Version, FeelValue Value, string? Trace) : Event;

/// <summary>A decision was evaluated.</summary>
/// <param name="How">What its tables saw, which rules matched, and why others did not.</param>
public sealed record DecisionMade(ElementInstanceId Element, string Decision, int Version, FeelValue Value, DmnExplanation How) : Event;

/// <summary>An error was raised at an element; what follows tells whether it was caught.</summary>
public sealed record ErrorThrown(ElementInstanceId Element, string Code, string? Message) : Event;
