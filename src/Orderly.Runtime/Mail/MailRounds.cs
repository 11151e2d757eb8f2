using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Runtime.Lanes;
using Orderly.Runtime.Nodes;
using Orderly.Runtime.Ownership;

namespace Orderly.Runtime.Mail;

/// <summary>
/// Tells receivers that they have mail: after the commit that wrote it, and each second for what is still there. The receiver
/// reads it from the store itself, so that being told twice does nothing twice.
/// </summary>
internal sealed class MailRounds
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);
    private const int SweepMost = 2_000;

    private readonly IStore store;
    private readonly LaneLeases lanes;
    private readonly InstanceRouting routing;
    private readonly Rounds sweeps;

    public MailRounds(IStore store, LaneLeases lanes, InstanceRouting routing, NodeTime time)
    {
        (this.store, this.lanes, this.routing) = (store, lanes, routing);
        sweeps = new Rounds("mail sweep", Sweep, time);
        lanes.OnGained(_ => sweeps.Wake());
    }

    public void Start() => sweeps.Start(SweepEvery);

    public async Task Stop() => await sweeps.Stop();

    public void Committed(Guid sender, IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
            // An instance's mail to itself is taken up by its owner at once.
            if (change is AddMail { Row: var mail } && mail.To != sender) routing.Poke(mail.To);
    }

    private async Task Sweep()
    {
        var held = lanes.Held;
        if (held.Count == 0) return;
        foreach (var receiver in (await store.Read.Lanes.Mail(held, SweepMost)).Select(mail => mail.To).Distinct()) routing.Poke(receiver);
    }
}
