using System.Net;
using System.Net.Sockets;

namespace Orderly.Tests.Running;

internal static class FreePort
{
    /// <summary>A loopback port nobody listens on now; for what must come back on the same port after a crash.</summary>
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
