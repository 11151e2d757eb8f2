namespace Orderly.Journal.Rows;

/// <summary>Where the store put a row: the writing node's epoch, its batch, the place in the batch.</summary>
public readonly record struct Position(long Epoch, long Batch, int Index);

/// <summary>A fact for analytics; holds no patient data.</summary>
public sealed record HistoryRow(
    Position Position, Guid Instance, string Element, string Event, long At, string Actor, string? Unit);

/// <summary>Who did what, chained within the writer's epoch by <paramref name="Hash"/>.</summary>
public sealed record AuditRow(
    Position Position, long At, string Actor, string What, string Subject, byte[] Previous, byte[] Hash);

/// <summary>Who looked at whose data, and why.</summary>
public sealed record AccessRow(
    Position Position, long At, string Actor, string Purpose, string View, IReadOnlyList<Guid> Patients);
