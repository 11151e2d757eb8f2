using Orderly.Journal.Changes;
using Orderly.Journal.Rows;

namespace Orderly.Runtime.Verification;

/// <summary>The rows an instance's journal adds up to, as text by id.</summary>
internal sealed class ExpectedRows
{
    public Dictionary<Guid, string> Tasks { get; } = [];

    public Dictionary<Guid, string> Clocks { get; } = [];

    public Dictionary<Guid, string> Incidents { get; } = [];

    public Dictionary<Guid, string> Subscriptions { get; } = [];

    public Dictionary<Guid, string> Timers { get; } = [];

    /// <summary>By clock: all that its rungs have told.</summary>
    public Dictionary<Guid, SortedDictionary<(short Level, short Index), EscalationRow>> Told { get; } = [];

    public Dictionary<Guid, string> Escalations => Told.ToDictionary(clock => clock.Key, clock => string.Join("; ", clock.Value.Values.Select(RowText.Of)));

    public Dictionary<Guid, string> Effects { get; } = [];

    public void Apply(IEnumerable<Change> changes)
    {
        foreach (var change in changes)
        {
            switch (change)
            {
                case UpsertTask c: Tasks[c.Row.Id] = RowText.Of(c.Row); break;
                case UpsertClock c: Clocks[c.Row.Id] = RowText.Of(c.Row); break;
                case UpsertIncident c: Incidents[c.Row.Id] = RowText.Of(c.Row); break;
                case OpenSubscription c: Subscriptions[c.Row.Id] = RowText.Of(c.Row); break;
                case CloseSubscription c: Subscriptions.Remove(c.Id); break;
                case AddTimer c: Timers[c.Row.Id] = RowText.Of(c.Row); break;
                case RemoveTimer c: Timers.Remove(c.Id); break;
                case AddEffect c: Effects[c.Row.Id] = RowText.Of(c.Row); break;
                case UpsertEscalation c: Tell(c.Row); break;
                case EndEscalations c: End(c); break;
                case RemoveEffect c: Effects.Remove(c.Id); break;
            }
        }
    }

    public void Tell(EscalationRow row)
    {
        if (!Told.TryGetValue(row.Clock, out var rows)) Told[row.Clock] = rows = [];
        rows[(row.Level, row.Index)] = row;
    }

    private void End(EndEscalations ended)
    {
        if (!Told.TryGetValue(ended.Clock, out var rows)) return;
        foreach (var (key, row) in rows.ToArray())
            if (row.Ended is null && row.At <= ended.At) rows[key] = row with { Ended = ended.At };
    }
}
