namespace Orderly.Engine.Process;

/// <summary>What a command led to: a rejection, or events that are already applied to the state, and their effects.</summary>
/// <param name="Rejection">Null when the command was accepted.</param>
/// <param name="Seq">The entry the events belong to; the state's own when there are none.</param>
/// <param name="At">The entry's time.</param>
/// <param name="Events">May be empty for an accepted command that found nothing left to do: then no entry is written.</param>
/// <param name="Yielded">The step budget ended first: send <see cref="Continue"/>.</param>
public sealed record Decision(Rejection? Rejection, long Seq, DateTimeOffset At, IReadOnlyList<Event> Events, IReadOnlyList<Effect> Effects, bool Yielded)
{
    public bool Accepted => Rejection is null;
}
