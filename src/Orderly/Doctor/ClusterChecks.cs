using System.Net;
using System.Net.NetworkInformation;
using Orderly.Hosting;

namespace Orderly.Doctor;

/// <summary>Looks whether this machine has the silo's address, and whether its port is free.</summary>
internal static class ClusterChecks
{
    public static IEnumerable<Finding> All(OrderlyOptions options)
    {
        if (options.Cluster is not { } cluster) return [];
        var subject = $"cluster node '{cluster.Node}'";
        if (!IsHere(cluster.Silo.Address))
            return [Finding.Bad(subject, $"Expected {cluster.Silo.Address} to be an address of this machine, but it is not.", "Set 'address' of 'cluster' to the private address that the other nodes reach this machine by.")];
        var port = MachineChecks.Port(subject, cluster.Silo.Address, cluster.Silo.Port);
        return IPAddress.IsLoopback(cluster.Silo.Address)
            ? [port, Finding.Worth(subject, $"{cluster.Silo.Address} is reached by nodes of this machine alone", "Set 'address' of 'cluster' to a private address where other machines have nodes.")]
            : [port];
    }

    private static bool IsHere(IPAddress address) =>
        NetworkInterface.GetAllNetworkInterfaces().SelectMany(face => face.GetIPProperties().UnicastAddresses).Any(here => here.Address.Equals(address));
}
