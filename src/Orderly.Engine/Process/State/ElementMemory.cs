using System.Text.Json.Serialization;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>What an activation remembers beyond its variables and tokens. Lists are in the order things happened.</summary>
public sealed class ElementMemory
{
    /// <summary>Completed activities of this scope that can still be compensated, the last completed last.</summary>
    [JsonInclude]
    public List<Compensable>? Compensable { get; internal set; }

    /// <summary>What this activation is compensating; null when it is not.</summary>
    [JsonInclude]
    public Undoing? Undoing { get; internal set; }

    /// <summary>Whether it runs to undo something, and so leaves by no flow.</summary>
    [JsonInclude]
    public bool Compensates { get; internal set; }

    /// <summary>Whether it does ended work again, and so leaves by no flow.</summary>
    [JsonInclude]
    public bool BesideFlow { get; internal set; }

    /// <summary>What it asks to ratify; null when nothing.</summary>
    [JsonInclude]
    public Work.Ratification? Ratifies { get; internal set; }

    /// <summary>Approvals given in this scope.</summary>
    [JsonInclude]
    public List<GrantedApproval>? Granted { get; internal set; }

    /// <summary>Parts of parallel multiple events that have come while the others have not.</summary>
    [JsonInclude]
    public List<CaughtPart>? Parts { get; internal set; }

    /// <summary>Complex gateways of this scope that have gone on and wait for the rest of their tokens.</summary>
    [JsonInclude]
    public List<OpenGateway>? Gateways { get; internal set; }

    /// <summary>Activities of an ad-hoc subprocess that were chosen and have not begun.</summary>
    [JsonInclude]
    public List<string>? Chosen { get; internal set; }
}

/// <param name="Amount">What it covers.</param>
public sealed record GrantedApproval(string Element, decimal Amount);

/// <summary>A completed activity, kept so that it can be undone.</summary>
/// <param name="Activity">The activation that completed.</param>
/// <param name="Variables">Its own variables as they were then.</param>
/// <param name="Inside">What was completed inside it, for a subprocess or a repeated activity.</param>
public sealed record Compensable(ElementInstanceId Activity, string Element, FeelContext Variables, List<Compensable>? Inside);

/// <summary>Compensation under way.</summary>
/// <param name="Source">The activation that remembers what can be undone.</param>
/// <param name="Of">The activations to undo, the last first in turn.</param>
/// <param name="Now">The one whose undoing is about to begin.</param>
public sealed record Undoing(ElementInstanceId Source, IReadOnlyList<ElementInstanceId> Of, Compensable? Now = null);

/// <param name="Part">Which part, from 0.</param>
public sealed record CaughtPart(string Target, int Part, FeelContext Values);

/// <param name="Flows">The incoming flows whose tokens made it go on.</param>
public sealed record OpenGateway(string Gateway, IReadOnlyList<string> Flows);
