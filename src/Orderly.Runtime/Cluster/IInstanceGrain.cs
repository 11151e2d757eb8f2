using Orleans.Concurrency;

namespace Orderly.Runtime.Cluster;

/// <summary>
/// The address of an instance in a cluster. Calls and replies go as bytes, so that nothing of the core carries Orleans'
/// attributes. That two activations may exist for a while is no harm: the store's compare-and-set decides.
/// </summary>
public interface IInstanceGrain : IGrainWithGuidKey
{
    /// <param name="call">As <see cref="CallJson"/> writes it.</param>
    /// <returns>The reply, as <see cref="CallJson"/> writes it.</returns>
    Task<byte[]> SubmitAsync(byte[] call);

    /// <summary>The instance has mail.</summary>
    [OneWay]
    Task PokeAsync();
}
