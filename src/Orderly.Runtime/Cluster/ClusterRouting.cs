using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orderly.Engine.Process;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Submission;

namespace Orderly.Runtime.Cluster;

/// <summary>Several nodes: Orleans knows which of them an instance's owner is in, and brings the call there.</summary>
internal sealed class ClusterRouting(IGrainFactory grains, ILogger log) : InstanceRouting
{
    public override async Task<Reply> Submit(Guid instance, Command command, Terms terms, JobRetry? retry = null)
    {
        var call = CallJson.WriteCall(command, terms, retry);
        try
        {
            return CallJson.ReadReply(await grains.GetGrain<IInstanceGrain>(instance).SubmitAsync(call));
        }
        catch (Exception e) when (IsAway(e))
        {
            // Whether it was done is not known: the caller's key, or the state's guard, makes asking again safe.
            return new Reply.Unavailable($"Expected the instance's node to answer, but {e.GetType().Name}");
        }
    }

    public override void Poke(Guid instance) => _ = Tell(instance);

    private async Task Tell(Guid instance)
    {
        try
        {
            await grains.GetGrain<IInstanceGrain>(instance).PokeAsync();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The mail is in the store and swept each second; nobody waits for this.
            RuntimeLog.PokeLost(log, instance, e);
        }
    }

    /// <summary>The node is gone, does not answer, or answers as another release does; or this silo has left already.</summary>
    private static bool IsAway(Exception e) => e is OrleansException or TimeoutException or OperationCanceledException or ObjectDisposedException or JsonException;
}
