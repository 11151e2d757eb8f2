using Orderly.Engine.Process;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Submission;

namespace Orderly.Runtime.Cluster;

/// <summary>Several nodes: Orleans knows which of them an instance's owner is in, and brings the call there.</summary>
internal sealed class ClusterRouting(IGrainFactory grains) : InstanceRouting
{
    public override async Task<Reply> Submit(Guid instance, Command command, Terms terms, JobRetry? retry = null)
    {
        try
        {
            return CallJson.ReadReply(await grains.GetGrain<IInstanceGrain>(instance).SubmitAsync(CallJson.WriteCall(command, terms, retry)));
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            // Whether it was done is not known: the caller's key, or the state's guard, makes asking again safe.
            return new Reply.Unavailable($"Expected the instance's node to answer, but {e.GetType().Name}");
        }
    }

    public override void Poke(Guid instance) => _ = grains.GetGrain<IInstanceGrain>(instance).PokeAsync();
}
