using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orderly.Runtime.Nodes;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orderly.Runtime.Cluster;

/// <summary>
/// This process as one of several nodes that share a PostgreSQL: knows which node an instance's owner is in, and carries calls
/// there. It starts before the node, which calls through it, and leaves before the node does, so that what comes in is served.
/// </summary>
public sealed class ClusterSilo : IAsyncDisposable
{
    private const string ClusterName = "orderly";
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(15);

    private readonly IHost host;
    private readonly NodeOfSilo node;
    private readonly ILogger log;
    private int left;

    private ClusterSilo(IHost host)
    {
        this.host = host;
        var services = host.Services;
        (node, log) = (services.GetRequiredService<NodeOfSilo>(), services.GetRequiredService<ILogger<ClusterSilo>>());
        (Grains, Dead) = (services.GetRequiredService<IGrainFactory>(), services.GetRequiredService<SiloDeath>().Token);
    }

    public IGrainFactory Grains { get; }

    /// <summary>Cancelled when the other nodes declared this silo dead: the process must exit, they have taken over.</summary>
    public CancellationToken Dead { get; }

    /// <exception cref="ArgumentException">The address is open to the outside: silo ports belong on a private interface.</exception>
    /// <exception cref="SiloRefusedException">It could not join.</exception>
    public static async Task<ClusterSilo> StartAsync(SiloSettings settings, CancellationToken cancel = default)
    {
        if (!SiloEndpoint.IsPrivate(settings.Endpoint.Address))
            throw new ArgumentException($"Expected the silo's address on a private interface, but it is {settings.Endpoint.Address}", nameof(settings));
        var host = Build(settings);
        try
        {
            await host.StartAsync(cancel);
            return new ClusterSilo(host);
        }
        catch (Exception e)
        {
            await Dispose(host);
            if (e is not OrleansException) throw;
            throw new SiloRefusedException($"Expected node '{settings.Node}' to join the others at {settings.Endpoint.Address}:{settings.Endpoint.Port}, but {e.Message}", e);
        }
    }

    /// <summary>From now on calls are answered; those that came before have waited.</summary>
    public void Serve(RuntimeNode started) => node.Set(started);

    /// <summary>Leaves the membership and hands its instances over; bounded, because a process that must end ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref left, 1) == 1) return;
        node.GiveUp();
        using (var limit = new CancellationTokenSource(StopLimit))
        {
            try
            {
                await host.StopAsync(limit.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or OrleansException or AggregateException)
            {
                // The others find it gone by their probes.
                RuntimeLog.SiloLeftUncleanly(log, e);
            }
        }
        await Dispose(host);
    }

    private static IHost Build(SiloSettings settings) => new HostBuilder()
        .ConfigureServices(services => services
            .AddSingleton(settings.Logs)
            // The process has a lifetime already; this host must not listen to its signals.
            .Replace(ServiceDescriptor.Singleton<IHostLifetime, NoLifetime>())
            .AddSingleton<NodeOfSilo>()
            .AddSingleton<SiloDeath>()
            .AddSingleton<IFatalErrorHandler>(provider => provider.GetRequiredService<SiloDeath>()))
        .UseOrleans(silo => Configure(silo, settings))
        .Build();

    private static void Configure(ISiloBuilder silo, SiloSettings settings)
    {
        silo.UseAdoNetClustering(options =>
        {
            options.Invariant = "Npgsql";
            options.ConnectionString = $"{settings.Membership};Application Name=orderly silo;Maximum Pool Size=4";
        });
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (ClusterName, ClusterName));
        silo.Configure<SiloOptions>(options => options.SiloName = settings.Node);
        silo.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = settings.Endpoint.Address;
            options.SiloPort = settings.Endpoint.Port;
            // Nobody outside the cluster speaks to grains.
            options.GatewayPort = 0;
        });
        silo.Configure<ClusterMembershipOptions>(Detect);
        // An activation is an address and nothing else; owners of instances that ended are long gone when it goes.
        silo.Configure<GrainCollectionOptions>(options => options.CollectionQuantum = TimeSpan.FromSeconds(15));
    }

    /// <summary>A dead node is found about as fast as its lease in the store runs out, which is when its lanes are taken over.</summary>
    private static void Detect(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(2);
        options.NumMissedProbesLimit = 3;
        options.NumVotesForDeathDeclaration = 2;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        // A node that starts waits for those whose row is fresh, so rows that a crash of all left behind must age soon.
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(2);
        options.NumMissedTableIAmAliveLimit = 3;
        // One that cannot reach a living node says so while someone still looks.
        options.MaxJoinAttemptTime = TimeSpan.FromMinutes(1);
    }

    private static async ValueTask Dispose(IHost host)
    {
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
        else host.Dispose();
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
