namespace Orderly.Journal.Rows;

/// <summary>That a rung of a clock's ladder told someone: a role at a place, or the owner of the task.</summary>
/// <param name="Index">Among the addressees of the rung.</param>
/// <param name="Queue">The role's place, interned; for the owner the task's own queue, whose people are told while nobody owns it.</param>
/// <param name="Unit">Null for the whole facility.</param>
/// <param name="Channel">How the ladder wants it told; the in-app list tells in any case.</param>
/// <param name="At">µs UTC; when the rung was reached, the last time where it was reached again.</param>
/// <param name="Ended">Someone has a plan, or the clock has ended.</param>
public sealed record EscalationRow(
    Guid Clock, short Level, short Index, short Facility, Guid Instance, Guid? Task, string Element, int Queue, bool ToOwner,
    string Role, string? Unit, string? Channel, long At, long? Ended);
