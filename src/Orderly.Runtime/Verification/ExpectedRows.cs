using Orderly.Journal.Changes;

namespace Orderly.Runtime.Verification;

/// <summary>The rows an instance's journal adds up to, as text by id.</summary>
internal sealed class ExpectedRows
{
    public Dictionary<Guid, string> Tasks { get; } = [];

    public Dictionary<Guid, string> Clocks { get; } = [];

    public Dictionary<Guid, string> Incidents { get; } = [];

    public Dictionary<Guid, string> Subscriptions { get; } = [];

    public Dictionary<Guid, string> Timers { get; } = [];

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
                case RemoveEffect c: Effects.Remove(c.Id); break;
            }
        }
    }
}
