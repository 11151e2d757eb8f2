using System.Buffers.Binary;
using System.Text;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Journal;
using Orderly.Journal.Nodes;
using Orderly.Journal.Rows;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Worlds;

namespace Orderly.Runtime.Timers;

/// <summary>
/// A timer that begins a process: the definition's own, once at each facility. Its row carries this id where others carry their
/// instance's, so it lies in a lane and is woken as any other.
/// </summary>
internal sealed record StartTimer(Guid Id, ProcessDefinition Definition, Element Start, TimerDefinition Timer, short Facility)
{
    /// <summary>Since when the definition is in force: its deployment's id begins with those milliseconds.</summary>
    private DateTimeOffset InForce
    {
        get
        {
            Span<byte> id = stackalloc byte[16];
            Definition.Deployment.Value.TryWriteBytes(id, bigEndian: true, out _);
            return DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(id) >> 16);
        }
    }

    public short Lane => Journal.Nodes.Lane.Of(Id);

    /// <summary>The row of the first due time after a moment; null when there is none any more.</summary>
    /// <exception cref="ArgumentException">Its expressions name no time.</exception>
    public TimerRow? RowAfter(World world, DateTimeOffset after)
    {
        var due = StartTimes.Next(world, Timer, Facility, InForce, after, out var problem);
        if (problem is not null) throw new ArgumentException($"{problem} (start event '{Start.Id}' of process '{Definition.Id}')");
        return due is { } at ? new TimerRow(Lane, Micros.From(at), DerivedId.Derive(at, Id.ToByteArray(bigEndian: true)), Id) : null;
    }

    /// <summary>The one instance of a due time. A newer version's start at the same moment would be the same instance.</summary>
    public Guid InstanceAt(DateTimeOffset due) => DerivedId.Derive(due, Encoding.UTF8.GetBytes($"{Definition.Id}\n{Start.Id}\n{Facility}\n{due.UtcTicks}"));
}

/// <summary>The start timers of the definitions in force.</summary>
internal static class StartTimers
{
    /// <summary>Whether the row is a definition's: their ids are names, while instances' ids are times.</summary>
    public static bool Owns(TimerRow row) => row.Instance.Version == 8;

    public static IEnumerable<StartTimer> Of(Universe universe)
    {
        short[] facilities = universe.Organisation.Facilities.IsEmpty ? [0] : [.. universe.Organisation.Facilities.Select(facility => facility.Id)];
        foreach (var (process, versions) in universe.World.Processes.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            foreach (var start in versions[^1].Model.EventStarts)
                for (var part = 0; part < start.EventParts.Length; part++)
                    if (start.EventParts[part] is TimerDefinition timer)
                        foreach (var facility in facilities)
                            yield return new StartTimer(DefinitionId.Of("start-timer", $"{process}\n{start.Id}\n{part}\n{facility}", versions[^1].Version), versions[^1], start, timer, facility);
    }
}
