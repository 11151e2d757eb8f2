namespace Orderly.Runtime.Effects;

/// <summary>Limits of sending.</summary>
public sealed class EffectOptions
{
    /// <summary>Calls under way to one connector; a slow receiver takes no more than this from the others.</summary>
    public int AtOncePerConnector { get; init; } = 16;

    /// <summary>Rows read in one look, besides those in hand.</summary>
    public int Round { get; init; } = 256;

    /// <summary>How long a draining node waits for calls under way.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether calls are sent at all. A restored store starts with false: a person looks first at what may repeat.</summary>
    public bool Send { get; init; } = true;
}
