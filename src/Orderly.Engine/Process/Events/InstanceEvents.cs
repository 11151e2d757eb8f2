using System.Collections.Immutable;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>The first event of every journal. The definition's version is recorded, never resolved again.</summary>
public sealed record InstanceStarted(
    InstanceId Instance,
    string Process,
    int Version,
    DeploymentId Deployment,
    short Facility,
    string? BusinessKey,
    ParentLink? Parent,
    InstanceId Root) : Event;

public sealed record InstanceCompleted : Event;

public sealed record InstanceCancelled(string Reason) : Event;

/// <summary>A called instance ended by an error that nothing inside caught; its caller decides.</summary>
public sealed record InstanceErrored(string Code, string? Message) : Event;

/// <summary>The step budget is used up; <paramref name="Steps"/> are still to be done, the last one first.</summary>
public sealed record InstanceYielded(ImmutableArray<Step> Steps) : Event;

public sealed record InstanceContinued : Event;

/// <summary>Business key and open subscriptions under <paramref name="From"/> are under <paramref name="To"/> from now on. Order keys of effects stay.</summary>
/// <param name="Values">What goes with the new key, such as the visit's number; told on to called instances.</param>
public sealed record InstanceRekeyed(string From, string To, FeelContext Values) : Event;

/// <summary>Everything ends; called instances may have to answer first.</summary>
/// <param name="ErrorCode">The error nothing caught, when that is why; the caller is told of it.</param>
public sealed record CancelRequested(string Reason, string? ErrorCode = null) : Event;

/// <summary>Variables took these values exactly at this scope.</summary>
public sealed record VariablesSet(ElementInstanceId Scope, FeelContext Values) : Event;

public sealed record IncidentRaised(IncidentId Incident, ElementInstanceId Element, string ElementId, IncidentKind Kind, string Message, Step Retry) : Event;

/// <param name="Withdrawn">True when what was stuck has ended meanwhile, so that nothing is tried again.</param>
public sealed record IncidentResolved(IncidentId Incident, bool Withdrawn) : Event;
