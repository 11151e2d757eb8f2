namespace Orderly.Runtime.Correlation;

/// <summary>Where a delivery stands. The numbers are stored; they are never reused.</summary>
internal static class DeliveryState
{
    /// <summary>In the instance's mail.</summary>
    public const short Sent = 0;

    public const short Accepted = 1;
}
