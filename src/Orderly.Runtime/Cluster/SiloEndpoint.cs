using System.Net;

namespace Orderly.Runtime.Cluster;

/// <summary>Where a silo listens for the other nodes. They speak without a password, so it is a private interface or nothing.</summary>
public sealed record SiloEndpoint(IPAddress Address, int Port)
{
    /// <summary>Loopback, or one of the ranges that no router of the internet carries: RFC 1918, RFC 4193.</summary>
    public static bool IsPrivate(IPAddress address)
    {
        if (IPAddress.IsLoopback(address)) return true;
        var bytes = address.GetAddressBytes();
        return bytes.Length == 4
            ? bytes[0] == 10 || (bytes[0] == 172 && bytes[1] is >= 16 and < 32) || (bytes[0] == 192 && bytes[1] == 168)
            : (bytes[0] & 0xFE) == 0xFC;
    }
}
