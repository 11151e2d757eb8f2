using Orderly.Journal.Database;

namespace Orderly.Journal.Nodes;

/// <summary>
/// Nodes and lanes. Every change of hands is one transaction that holds the store row, so there is one order of them; a node's
/// lanes live and die with its lease.
/// </summary>
internal sealed class Membership(IDatabase database, long leaseMicros)
{
    public async ValueTask<NodeEpoch> Join(string node, CancellationToken cancel)
    {
        await using var transaction = await database.Begin(cancel);
        var epoch = await NextEpoch(transaction, cancel);
        var until = await transaction.Clock() + leaseMicros;
        await transaction.Write("join_node", [epoch], (args, e) =>
        {
            args.Text(node);
            args.Long(e);
            args.Long(until);
        });
        await transaction.Query("free_own_lanes", args => args.Text(node), row => row.Short(0), cancel);
        await transaction.Commit();
        return new NodeEpoch(node, epoch);
    }

    public async ValueTask<bool> Renew(NodeEpoch node, CancellationToken cancel)
    {
        await using var transaction = await database.Begin(cancel);
        var until = await transaction.Clock() + leaseMicros;
        var renewed = await transaction.Query("renew_node", args =>
        {
            Bind(args, node);
            args.Long(until);
        }, row => row.Text(0), cancel);
        await transaction.Commit();
        return renewed.Count == 1;
    }

    public async ValueTask Leave(NodeEpoch node, CancellationToken cancel)
    {
        await using var transaction = await database.Begin(cancel);
        await LockStore(transaction, cancel);
        var left = await transaction.Query("leave_node", args => Bind(args, node), row => row.Text(0), cancel);
        if (left.Count == 1) await transaction.Query("free_own_lanes", args => args.Text(node.Node), row => row.Short(0), cancel);
        await transaction.Commit();
    }

    public async ValueTask<IReadOnlyList<LaneEpoch>> Acquire(NodeEpoch node, CancellationToken cancel)
    {
        await using var transaction = await database.Begin(cancel);
        await LockStore(transaction, cancel);
        var now = await transaction.Clock();
        var isMember = false;
        await transaction.WriteReturning("fence", [node], Bind, _ => isMember = true);
        await transaction.Send();
        if (!isMember) return [];

        // Never the node that asks: on a busy disk its renewal may take longer than the lease, and it is the living proof that it lives.
        await transaction.Query("void_dead_nodes", args =>
        {
            args.Long(now);
            args.Text(node.Node);
        }, row => row.Text(0), cancel);
        await transaction.Query("free_voided_lanes", _ => { }, row => row.Short(0), cancel);
        var share = await Share(transaction, now, cancel);
        var own = await Own(transaction, node, cancel);
        if (own.Count < share)
        {
            var free = await transaction.Query("free_lanes", args => args.Long(share - own.Count), row => row.Short(0), cancel);
            var epoch = free.Count > 0 ? await NextEpoch(transaction, cancel) : 0;
            await transaction.Write("take_lane", free, (args, lane) =>
            {
                args.Short(lane);
                args.Text(node.Node);
                args.Long(epoch);
            });
            own = await Own(transaction, node, cancel);
        }
        await transaction.Commit();
        return own;
    }

    public async ValueTask<int> Surplus(NodeEpoch node, CancellationToken cancel)
    {
        await using var transaction = await database.Begin(cancel);
        var share = await Share(transaction, await transaction.Clock(), cancel);
        return Math.Max(0, (await Own(transaction, node, cancel)).Count - share);
    }

    public async ValueTask Release(NodeEpoch node, IReadOnlyList<LaneEpoch> lanes, CancellationToken cancel)
    {
        await using var transaction = await database.Begin(cancel);
        await LockStore(transaction, cancel);
        foreach (var lane in lanes)
            await transaction.Query("release_lane", args =>
            {
                args.Short(lane.Lane);
                args.Text(node.Node);
                args.Long(lane.Epoch);
            }, row => row.Short(0), cancel);
        await transaction.Commit();
    }

    private static async ValueTask<int> Share(ITransaction transaction, long now, CancellationToken cancel)
    {
        var live = (await transaction.Query("live_nodes", args => args.Long(now), row => row.Long(0), cancel)).Single();
        return (int)Math.Ceiling(Lane.Count / (double)Math.Max(1, live));
    }

    private static async ValueTask<List<LaneEpoch>> Own(ITransaction transaction, NodeEpoch node, CancellationToken cancel) =>
        await transaction.Query("own_lanes", args => args.Text(node.Node), row => new LaneEpoch(row.Short(0), row.Long(1)), cancel);

    private static async ValueTask<long> NextEpoch(ITransaction transaction, CancellationToken cancel) =>
        (await transaction.Query("next_epoch", _ => { }, row => row.Long(0), cancel)).Single();

    private static async ValueTask LockStore(ITransaction transaction, CancellationToken cancel) =>
        await transaction.Query("lock_store", _ => { }, row => row.Short(0), cancel);

    internal static void Bind(IArguments args, NodeEpoch node)
    {
        args.Text(node.Node);
        args.Long(node.Epoch);
    }
}
