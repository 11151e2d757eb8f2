using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>Something an activation waits for, or is timed by, and that ends with it.</summary>
public interface IWait
{
    /// <summary>Counts the waits of an instance in the order they began.</summary>
    int No { get; }

    ElementInstanceId Holder { get; }
}
