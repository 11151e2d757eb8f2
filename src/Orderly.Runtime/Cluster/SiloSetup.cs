using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Orderly.Runtime.Cluster;

/// <summary>Where a silo listens. There is no gateway: nobody outside the cluster speaks to grains.</summary>
public sealed record SiloEndpoint(IPAddress Address, int Port);

/// <summary>How a process becomes a silo.</summary>
public static class SiloSetup
{
    public const string ClusterName = "orderly";

    /// <summary>One node: membership in memory, on loopback.</summary>
    public static ISiloBuilder AsOnlyNode(this ISiloBuilder silo, int port)
    {
        silo.UseLocalhostClustering(siloPort: port, gatewayPort: 0, serviceId: ClusterName, clusterId: ClusterName);
        return silo.WithNode();
    }

    /// <summary>One of several nodes: membership in the store's PostgreSQL.</summary>
    /// <exception cref="ArgumentException">The address is open to the outside: silo ports belong on a private interface.</exception>
    public static ISiloBuilder AsNodeOf(this ISiloBuilder silo, string connectionString, SiloEndpoint address)
    {
        if (!IsPrivate(address.Address))
            throw new ArgumentException($"Expected the silo's address on a private interface, but it is {address.Address}", nameof(address));
        silo.UseAdoNetClustering(options =>
        {
            options.Invariant = "Npgsql";
            options.ConnectionString = connectionString;
        });
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (ClusterName, ClusterName));
        silo.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = address.Address;
            options.SiloPort = address.Port;
            options.GatewayPort = 0;
        });
        // Set here, because the documentation and the defaults tell different numbers.
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(5);
            options.NumMissedProbesLimit = 3;
            options.NumVotesForDeathDeclaration = 2;
        });
        return silo.WithNode();
    }

    private static ISiloBuilder WithNode(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<NodeOfSilo>();
        return silo;
    }

    private static bool IsPrivate(IPAddress address)
    {
        if (IPAddress.IsLoopback(address)) return true;
        var bytes = address.GetAddressBytes();
        return bytes.Length == 4
            ? bytes[0] == 10 || (bytes[0] == 172 && bytes[1] is >= 16 and < 32) || (bytes[0] == 192 && bytes[1] == 168)
            : (bytes[0] & 0xFE) == 0xFC;
    }
}
