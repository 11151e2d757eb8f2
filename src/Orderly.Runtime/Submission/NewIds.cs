using Orderly.Engine.Ids;

namespace Orderly.Runtime.Submission;

/// <summary>Ids for what begins outside an instance, in UUIDv7 layout so that rows lie in the order of time.</summary>
/// <param name="fill">Where the randomness comes from: the system's generator, or the simulator's seed.</param>
public sealed class NewIds(Action<byte[]> fill)
{
    public Guid At(DateTimeOffset at)
    {
        var random = new byte[16];
        fill(random);
        return DerivedId.Derive(at, random);
    }
}
