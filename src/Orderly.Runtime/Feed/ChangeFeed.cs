using System.Collections.Immutable;
using Orderly.Journal.Changes;

namespace Orderly.Runtime.Feed;

/// <summary>That something on a screen changed: ids and versions only, what it is now is fetched by an authorised read.</summary>
public abstract record Changed
{
    private Changed()
    {
    }

    public sealed record Task(Guid Id, Guid Instance, Guid Case, int Queue, string? Owner, long Version, bool Open) : Changed;

    public sealed record Incident(Guid Id, Guid Instance, bool Open) : Changed;

    /// <summary>What holders of the roles are told of late work is not as it was.</summary>
    public sealed record Escalation(Guid Clock, IReadOnlyList<string> Roles) : Changed;

    public sealed record Message(Guid Inbox) : Changed;

    /// <summary>The instance goes on under another business key.</summary>
    public sealed record Key(Guid Instance) : Changed;
}

/// <summary>What this node committed, as it happens. Nothing is kept: who comes late reads first and listens then.</summary>
public sealed class ChangeFeed
{
    private readonly Lock gate = new();
    private ImmutableArray<Action<Changed>> subscribers = [];

    /// <summary>The subscriber is called on the committing path: it queues, and never blocks or throws.</summary>
    public IDisposable Subscribe(Action<Changed> subscriber)
    {
        lock (gate) subscribers = subscribers.Add(subscriber);
        return new Subscription(this, subscriber);
    }

    internal void Committed(Guid instance, IReadOnlyList<Change> changes)
    {
        var listening = subscribers;
        if (listening.IsEmpty) return;
        foreach (var change in changes)
        {
            if (Of(change) is not { } changed) continue;
            foreach (var subscriber in listening) subscriber(changed);
        }
    }

    private static Changed? Of(Change change) => change switch
    {
        UpsertTask task => new Changed.Task(task.Row.Id, task.Row.Instance, task.Row.Focus ?? task.Row.Instance, task.Row.Queue, task.Row.Owner, task.Row.Version, task.Row.Open),
        UpsertIncident incident => new Changed.Incident(incident.Row.Id, incident.Row.Instance, incident.Row.Resolved is null),
        UpsertEscalation told => new Changed.Escalation(told.Row.Clock, [told.Row.Role]),
        EndEscalations ended => new Changed.Escalation(ended.Clock, ended.Roles),
        UpdateInbox inbox => new Changed.Message(inbox.Id),
        AddRefusal refused => new Changed.Message(refused.Row.Id),
        RekeyInstance moved => new Changed.Key(moved.Id),
        _ => null,
    };

    private sealed class Subscription(ChangeFeed feed, Action<Changed> subscriber) : IDisposable
    {
        public void Dispose()
        {
            lock (feed.gate) feed.subscribers = feed.subscribers.Remove(subscriber);
        }
    }
}
