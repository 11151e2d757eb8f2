using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Read;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;
using Orderly.Runtime.Clocks;
using Orderly.Runtime.Feed;
using Orderly.Runtime.Inbound;
using Orderly.Runtime.Lanes;
using Orderly.Runtime.Mail;
using Orderly.Runtime.Nodes;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Worlds;

namespace Orderly.Runtime.Correlation;

/// <summary>
/// Brings messages and those who wait for them together. Both are committed before the key's lane is signalled, so whichever
/// comes later sees the other; a delivery row per message and process makes it happen once.
/// </summary>
internal sealed class Matcher
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(5);
    private const int SweepMost = 1_000;
    private const int KeysAtOnce = 64;
    private const int MatchesOfAKey = 200;

    private readonly IStore store;
    private readonly BatchWriter writer;
    private readonly HospitalClock clock;
    private readonly LaneLeases lanes;
    private readonly CurrentWorld world;
    private readonly CommitSignals signals;
    private readonly Rounds matching;
    private readonly Rounds sweeps;
    private readonly Lock gate = new();
    private readonly HashSet<(short Lane, string Name, string Key)> signalled = [];

    public Matcher(IStore store, OwnerContext context, LaneLeases lanes, NodeTime time)
    {
        (this.store, this.lanes, writer, clock, world, signals) = (store, lanes, context.Writer, context.Clock, context.World, context.Signals);
        matching = new Rounds("correlation", Match, time);
        sweeps = new Rounds("correlation sweep", Sweep, time);
        lanes.OnGained(_ => sweeps.Wake());
    }

    public void Start()
    {
        matching.Start(SweepEvery);
        sweeps.Start(SweepEvery);
    }

    public async Task Stop()
    {
        await sweeps.Stop();
        await matching.Stop();
    }

    public void Committed(IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
        {
            switch (change)
            {
                case AddMessage { Row: var message }: Signal(message.Lane, message.Name, message.Key); break;
                case OpenSubscription { Row: { Instance: not null } waiting }: Signal(waiting.Lane, waiting.Name, waiting.Key); break;
                case ReleaseStartLock released: SignalStarts(released); break;
            }
        }
    }

    private void Signal(short lane, string name, string key)
    {
        if (!lanes.Holds(lane)) return;
        lock (gate) signalled.Add((lane, name, key));
        matching.Wake();
    }

    /// <summary>Messages held back by a running instance may start the next one now.</summary>
    private void SignalStarts(ReleaseStartLock released)
    {
        if (world.Now.World.FindProcess(released.Process) is not { } process) return;
        foreach (var name in MessageStarts.NamesOf(process.Model)) Signal(CorrelationLane.Of(name, released.Key), name, released.Key);
    }

    private async Task Match()
    {
        while (Take() is { Count: > 0 } keys) await Task.WhenAll(keys.Select(key => Match(key.Lane, key.Name, key.Key)));
    }

    private List<(short Lane, string Name, string Key)> Take()
    {
        lock (gate)
        {
            var taken = signalled.Take(KeysAtOnce).ToList();
            foreach (var key in taken) signalled.Remove(key);
            return taken;
        }
    }

    private async Task Sweep()
    {
        var held = lanes.Held;
        if (held.Count == 0) return;
        var now = Micros.From(clock.Now());
        foreach (var match in await store.Read.Messages.Matches(held, now, SweepMost)) Signal(match.Message.Lane, match.Message.Name, match.Message.Key);
        foreach (var match in await store.Read.Messages.Starts(held, now, SweepMost)) Signal(match.Message.Lane, match.Message.Name, match.Message.Key);
        foreach (var message in await store.Read.Messages.Expired(held, now, SweepMost)) await Expire(message);
    }

    private async Task Match(short lane, string name, string key)
    {
        var now = Micros.From(clock.Now());
        var had = new HashSet<(Guid Message, string Process)>();
        foreach (var match in await store.Read.Messages.MatchesOf(lane, name, key, now, MatchesOfAKey))
            if (!SignalChannel.IsTooLate(match.Message, match.Subscription) && had.Add((match.Message.Id, match.Subscription.Process))) await Deliver(match);
        foreach (var match in await store.Read.Messages.StartsOf(lane, name, key, now, MatchesOfAKey))
            if (had.Add((match.Message.Id, match.Subscription.Process))) await Begin(match);
    }

    private Task Deliver(Match match)
    {
        var (message, waiting) = match;
        var letter = new Letter.Deliver(message.Id, waiting.Process, waiting.Id, MessageBody.Read(message.Body).Variables);
        return Send(message, waiting, waiting.Instance!.Value, letter, []);
    }

    /// <summary>One instance a message and process, and one at a time for a key.</summary>
    private Task Begin(Match match)
    {
        var (message, start) = match;
        var body = MessageBody.Read(message.Body);
        var instance = MessageIds.StartedBy(message.Id, start.Process);
        var letter = new Letter.Begin(message.Id, message.Name, start.Process, start.Element, body.Facility, message.Key, body.Variables);
        Claim[] held = message.Key.Length == 0 ? [] : [new TakeStartLock(new StartLockRow(start.Process, message.Key, instance))];
        return Send(message, start, instance, letter, held);
    }

    private async Task Send(MessageRow message, SubscriptionRow subscription, Guid to, Letter letter, IReadOnlyList<Claim> also)
    {
        var delivery = new AddDelivery(new DeliveryRow(message.Id, subscription.Process, subscription.Id, DeliveryState.Sent));
        // From the message: its time-ordered id keeps the letters of one receiver in the order the messages came.
        var changes = new Change[] { new AddMail(new MailRow(to, message.Id, 0, 0, letter.ToBytes())) };
        if (await writer.Write(new Append { Claims = [delivery, .. also], Changes = changes }) is Committed) signals.Committed(Guid.Empty, changes);
    }

    private async Task Expire(MessageRow message)
    {
        var deliveries = await store.Read.Messages.Deliveries(message.Id);
        // One that is in an instance's mail is still needed to tell it from a new one.
        if (deliveries.Any(delivery => delivery.State == DeliveryState.Sent)) return;
        await writer.Write(new Append
        {
            Changes = [new RemoveMessage(message.Id), .. deliveries.Select(delivery => new RemoveDelivery(delivery.Message, delivery.Process))],
        });
    }
}
