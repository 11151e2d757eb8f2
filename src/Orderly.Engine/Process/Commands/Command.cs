using Orderly.Engine.Feel;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>Someone wants an instance to do something. A closed hierarchy.</summary>
public abstract record Command
{
    private protected Command()
    {
    }
}

/// <summary>Begin an instance at the none start of a process.</summary>
/// <param name="Process">The process's id.</param>
/// <param name="Version">A version; the latest when null.</param>
/// <param name="Facility">Whose work it is.</param>
public sealed record StartInstance(string Process, int? Version, short Facility, string? BusinessKey, FeelContext Variables) : Command;

/// <summary>Begin an instance at a start event that is no message's: a timer's, a signal's, a condition's.</summary>
/// <param name="Element">The start event.</param>
public sealed record StartByEvent(string Process, int? Version, string Element, short Facility, string? BusinessKey, FeelContext Variables) : Command;

/// <summary>Begin an instance at a message start event.</summary>
public sealed record StartByMessage(string Process, int? Version, string Element, short Facility, string? BusinessKey, MessageId Message, string Name, FeelContext Variables) : Command;

/// <summary>Begin an instance that another one called; it answers to it when it ends.</summary>
public sealed record StartChild(ParentLink Parent, InstanceId Root, string Process, int Version, short Facility, string? BusinessKey, FeelContext Variables) : Command;

/// <summary>Give a message to an open subscription.</summary>
public sealed record DeliverMessage(SubscriptionId Subscription, MessageId Message, FeelContext Variables) : Command;

/// <summary>Begin activities of an ad-hoc subprocess, in this order.</summary>
/// <param name="Scope">The subprocess's activation.</param>
public sealed record ChooseActivities(ElementInstanceId Scope, IReadOnlyList<string> Activities) : Command;

public sealed record FireTimer(TimerId Timer) : Command;

public sealed record SetVariables(FeelContext Variables, ElementInstanceId? Scope = null) : Command;

/// <summary>The visit, claim or case it is about goes on under another key: A45 moves a visit.</summary>
/// <param name="Variables">Set at the process where a variable of that name exists, such as the visit's number.</param>
public sealed record Rekey(string From, string To, FeelContext Variables) : Command;

public sealed record CancelInstance(string Reason) : Command;

/// <summary>Mend what an incident named, then try again.</summary>
/// <param name="Variables">Set at the stuck element before the retry; may be empty.</param>
public sealed record ResolveIncident(IncidentId Incident, FeelContext Variables) : Command;

/// <summary>Go on with an instance that yielded.</summary>
public sealed record Continue : Command;
