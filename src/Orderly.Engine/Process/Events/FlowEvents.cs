using Orderly.Engine.Feel;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>A standard loop began; its repetitions follow one after the other.</summary>
public sealed record LoopStarted(ElementInstanceId Body) : Event;

/// <summary>A complex gateway goes on although not every token has come; it waits for the rest before it can go on anew.</summary>
/// <param name="Flows">The incoming flows whose tokens it takes.</param>
public sealed record GatewayOpened(ElementInstanceId Scope, string Gateway, IReadOnlyList<string> Flows) : Event;

/// <summary>No further token is to come to an opened complex gateway: it is as it was.</summary>
public sealed record GatewayReset(ElementInstanceId Scope, string Gateway) : Event;

/// <summary>Activities of an ad-hoc subprocess were chosen; they begin in this order, as its ordering allows.</summary>
public sealed record ActivitiesChosen(ElementInstanceId Scope, IReadOnlyList<string> Activities) : Event;

/// <summary>An activity that is about to complete can be compensated from then on.</summary>
/// <param name="Variables">Its own variables, as its handler will see them.</param>
public sealed record CompensationOffered(ElementInstanceId Activity, FeelContext Variables) : Event;

/// <summary>An activation begins to compensate what another one remembers.</summary>
/// <param name="Source">The activation that remembers.</param>
/// <param name="Of">The activations to undo; the last is the first.</param>
public sealed record CompensationBegun(ElementInstanceId Element, ElementInstanceId Source, IReadOnlyList<ElementInstanceId> Of) : Event;

/// <summary>The undoing of one activity begins; the next activation inside does it.</summary>
public sealed record CompensationTaken(ElementInstanceId Element, ElementInstanceId Activity) : Event;
