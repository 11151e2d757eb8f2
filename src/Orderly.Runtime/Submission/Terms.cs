namespace Orderly.Runtime.Submission;

/// <summary>On which terms a command is given: by whom, and what protects it against being done twice or on old knowledge.</summary>
public sealed record Terms(Caller By)
{
    /// <summary>Given again with the same key, the command is answered again and not done again.</summary>
    public IdempotencyKey? Key { get; init; }

    /// <summary>The version the caller saw (a task's version, else the instance's seq). Another one now = <see cref="Reply.Conflict"/>.</summary>
    public long? ExpectedVersion { get; init; }
}

/// <summary>Tells a repeat from a new request, within a scope.</summary>
/// <param name="Scope">Whose keys: the API client. Two clients never share keys.</param>
/// <param name="RequestHash">SHA-256 of what was asked; another hash under a used key is refused.</param>
public sealed record IdempotencyKey(string Scope, string Key, ReadOnlyMemory<byte> RequestHash)
{
    /// <summary>How long a key of the API is remembered.</summary>
    public static readonly TimeSpan ApiLifetime = TimeSpan.FromDays(7);
}
