using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>One decision as the journal keeps it.</summary>
/// <param name="Seq">From 1, without gaps.</param>
/// <param name="CommandId">The command's own id, where its sender gave one.</param>
/// <param name="WorldVersion">The world it was decided under.</param>
public sealed record JournalEntry(InstanceId Instance, long Seq, DateTimeOffset At, Guid? CommandId, Actor Actor, long WorldVersion, IReadOnlyList<Event> Events);
