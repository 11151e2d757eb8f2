using System.Text.Json;
using Orderly.Runtime.Submission;
using Orleans.Concurrency;
using Orleans.Placement;

namespace Orderly.Runtime.Cluster;

/// <summary>
/// Hands calls to the owner in this node. Reentrant, because the owner queues and decides ahead itself. It lives where the
/// instance is first asked for, so that a start is decided in the process that took it.
/// </summary>
[Reentrant, PreferLocalPlacement, CollectionAgeLimit(Minutes = 1)]
public sealed class InstanceGrain : Grain, IInstanceGrain
{
    private readonly NodeOfSilo silo;

    public InstanceGrain(NodeOfSilo silo) => this.silo = silo;

    public async Task<byte[]> SubmitAsync(byte[] call) => CallJson.WriteReply(await Submit(call));

    public async Task PokeAsync() => (await silo.Node)?.Local.Poke(this.GetPrimaryKey());

    private async Task<Reply> Submit(byte[] call)
    {
        try
        {
            var (command, terms, retry) = CallJson.ReadCall(call);
            return await silo.Node is { } node
                ? await node.Local.Submit(this.GetPrimaryKey(), command, terms, retry)
                : new Reply.Unavailable("Expected the instance's node to be up, but it is ending");
        }
        catch (JsonException e)
        {
            // Nodes of two releases, while one after the other is brought up to date.
            return new Reply.Unavailable($"Expected a call of the release that the instance's node runs, but {e.Message}");
        }
    }
}
