namespace Orderly.Journal.Rows;

/// <summary>A person's work as worklists read it.</summary>
/// <param name="Queue">Interned (facility, unit, role, sensitivity), see <see cref="QueueRow"/>.</param>
/// <param name="State">The caller's code; <paramref name="Open"/> alone decides whether worklists show the row.</param>
/// <param name="Rank">Sort key before <paramref name="Due"/>, the smallest first.</param>
/// <param name="Due">µs UTC; <see cref="Micros.Never"/> when nothing is due, so that paging by key has no nulls.</param>
/// <param name="Patient">Token into <c>patient</c>; never an identifier.</param>
/// <param name="View">What a list shows, in the caller's encoding; holds no identifier.</param>
public sealed record TaskRow(
    Guid Id, short Facility, Guid Instance, int Queue, short State, bool Open, string? Owner,
    short Priority, int Rank, long Due, Guid? Patient, Guid? Focus, long Version, byte[] View);

/// <summary>Interned place in the organisation that work waits in.</summary>
public sealed record QueueRow(int Id, short Facility, string Unit, string Role, short Sensitivity);

/// <summary>An SLA clock. Times in µs UTC, <paramref name="Net"/> in µs of counted time.</summary>
public sealed record ClockRow(
    Guid Id, Guid Instance, Guid? Task, long Target, long? Warn, long? Breach, long? StoppedAt, long? Net);

/// <summary>Something that waits for a person to mend it.</summary>
/// <param name="Subject">The effect it is about, where it is about one.</param>
public sealed record IncidentRow(
    Guid Id, short Facility, Guid Instance, string Element, string Kind, string Message,
    Guid? Subject, long Raised, long? Resolved)
{
    /// <summary>The kind for which a whole instance stands aside; a load looks for it by this name.</summary>
    public const string Quarantine = "Quarantine";
}
