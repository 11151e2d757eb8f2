using Orleans.Concurrency;

namespace Orderly.Runtime.Cluster;

/// <summary>Hands calls to the owner in this node. Reentrant, because the owner queues and decides ahead itself.</summary>
[Reentrant]
public sealed class InstanceGrain : Grain, IInstanceGrain
{
    private readonly NodeOfSilo silo;

    public InstanceGrain(NodeOfSilo silo) => this.silo = silo;

    public async Task<byte[]> SubmitAsync(byte[] call)
    {
        var (command, terms, retry) = CallJson.ReadCall(call);
        var node = await silo.Node;
        return CallJson.WriteReply(await node.Local.Submit(this.GetPrimaryKey(), command, terms, retry));
    }

    public async Task PokeAsync() => (await silo.Node).Local.Poke(this.GetPrimaryKey());
}
