namespace Orderly.Journal.Rows;

/// <summary>The head of a process instance: what the compare-and-set of every append is made on.</summary>
/// <param name="Id">Time-ordered (UUIDv7 layout).</param>
/// <param name="Seq">Number of the last journal entry; the first entry is 1.</param>
/// <param name="Root">The case: the outermost instance, itself when there is no parent.</param>
/// <param name="Status">The caller's code for running, incident, completed, cancelled.</param>
/// <param name="Started">µs since 1970-01-01 UTC.</param>
/// <param name="Ended">µs since 1970-01-01 UTC, absent while the instance runs.</param>
public sealed record InstanceRow(
    Guid Id, short Facility, Guid Definition, Guid? Parent, Guid Root, string? BusinessKey,
    long Seq, short Status, long Started, long? Ended);

/// <summary>One decision of one instance. The body is sealed by the store before it is written.</summary>
/// <param name="World">Version of the world (definitions, organisation, calendars) it was decided under.</param>
/// <param name="Codec">Which event codec wrote <paramref name="Body"/>.</param>
public sealed record JournalEntry(
    Guid Instance, long Seq, long At, string Actor, long World, short Codec, byte[] Body);

/// <summary>A cache of an instance's state. Another codec or engine version means: refold, do not read.</summary>
/// <param name="Hash">Hash of the state, for <c>verify</c>.</param>
public sealed record SnapshotRow(Guid Instance, long Seq, short Codec, int Engine, byte[] Hash, byte[] Body);
