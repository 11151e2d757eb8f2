using System.Text.Json.Serialization;

namespace Orderly.Runtime.Submission;

/// <summary>What became of a command. Given only after the commit, so that what it says is on disk. Closed.</summary>
[JsonDerivedType(typeof(Accepted), "accepted")]
[JsonDerivedType(typeof(Rejected), "rejected")]
[JsonDerivedType(typeof(Denied), "denied")]
[JsonDerivedType(typeof(NotFound), "notFound")]
[JsonDerivedType(typeof(Conflict), "conflict")]
[JsonDerivedType(typeof(KeyReused), "keyReused")]
[JsonDerivedType(typeof(InProgress), "inProgress")]
[JsonDerivedType(typeof(Unavailable), "unavailable")]
[JsonDerivedType(typeof(Quarantined), "quarantined")]
public abstract record Reply
{
    private Reply()
    {
    }

    /// <summary>Done, as entry <paramref name="Seq"/> of the instance.</summary>
    public sealed record Accepted(Guid Instance, long Seq) : Reply
    {
        /// <summary>The key was known: this was done before and is answered again.</summary>
        public bool Replayed { get; init; }
    }

    /// <summary>The caller's mistake. <paramref name="Code"/> is stable, <paramref name="Reason"/> reads "Expected X, but Y".</summary>
    public sealed record Rejected(string Code, string Reason) : Reply;

    /// <summary>No role, place or purpose of the caller allows it.</summary>
    public sealed record Denied(string Reason) : Reply;

    public sealed record NotFound(string Reason) : Reply;

    /// <summary>The caller acted on an older version than <paramref name="Current"/>.</summary>
    public sealed record Conflict(string Reason, long Current) : Reply;

    /// <summary>The key was used for another request.</summary>
    public sealed record KeyReused(string Reason) : Reply;

    /// <summary>The same key is being worked on right now: ask again.</summary>
    public sealed record InProgress : Reply;

    /// <summary>Not done, and nothing is wrong with the request: this node is stopping, or the store cannot be written. Try again.</summary>
    public sealed record Unavailable(string Reason) : Reply;

    /// <summary>The instance met a bug and stands aside as incident <paramref name="Incident"/>; everything else goes on.</summary>
    public sealed record Quarantined(Guid Instance, Guid Incident, string Reason) : Reply;
}
