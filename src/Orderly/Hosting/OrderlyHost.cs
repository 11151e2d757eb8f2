using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orderly.Canonical.Organisation;
using Orderly.Canonical.PatientFlow;
using Orderly.Cli;
using Orderly.Connectors;
using Orderly.Connectors.Census;
using Orderly.Connectors.Configuration;
using Orderly.Connectors.Mllp;
using Orderly.Connectors.Routes;
using Orderly.Journal;
using Orderly.Packs;
using Orderly.Runtime.Cluster;
using Orderly.Runtime.Deployment;
using Orderly.Runtime.Nodes;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Submission;
using Orderly.Web.Api;

namespace Orderly.Hosting;

/// <summary>
/// The whole product in one process, put together by hand: store, silo, node, packs, connectors, web, listeners. Starts in that
/// order, so that nothing is accepted before it can be kept, and stops in the reverse one; the node leaves after its silo has.
/// </summary>
internal sealed class OrderlyHost : IAsyncDisposable
{
    /// <summary>Nodes that start together deploy the same packs: one is quicker, and the others find it done.</summary>
    private const int DeploymentTries = 10;
    private static readonly TimeSpan DeploymentPause = TimeSpan.FromSeconds(1);

    private readonly IStore store;
    private readonly ClusterSilo? silo;
    private readonly ConnectorRegistry connectors;
    private readonly WebApplication web;
    private readonly CancellationTokenSource listenerDied = new();
    private ImmutableArray<MllpListener> listeners = [];
    private EndpointsFile? endpoints;

    private OrderlyHost(IStore store, ClusterSilo? silo, ConnectorRegistry connectors, RuntimeNode node, WebApplication web) =>
        (this.store, this.silo, this.connectors, Node, this.web) = (store, silo, connectors, node, web);

    public RuntimeNode Node { get; }

    public IStore Store => store;

    /// <summary>Where pages and API are served, with the port that was taken.</summary>
    public Uri Address => new(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public ImmutableArray<MllpListener> Listeners => listeners;

    /// <exception cref="StoreRefusedException">The store cannot be opened as it must be.</exception>
    /// <exception cref="SiloRefusedException">The node cannot join the others.</exception>
    /// <exception cref="ConfigurationException">A file of the configuration or of a pack is not as expected.</exception>
    /// <exception cref="DeploymentRefusedException">A pack's model is refused.</exception>
    public static async Task<OrderlyHost> StartAsync(OrderlyOptions options, HostSettings settings, CancellationToken cancel = default)
    {
        var packs = options.Packs.Select(PackFolder.Read).ToList();
        var key = StoreOpening.Key(options, settings);
        var store = await StoreOpening.Open(options, key, cancel);
        var started = new Stack<IAsyncDisposable>([store]);
        try
        {
            var secrets = new SecretDirectory(options.Secrets ?? Path.Combine(options.Data, "secrets"));
            var connectors = options.Connectors is { } folder ? ConnectorRegistry.Load(folder, secrets, TimeProvider.System) : ConnectorRegistry.Read([], secrets, TimeProvider.System);
            var facilities = packs.SelectMany(pack => pack.Organisation?.Facilities ?? ImmutableArray<Facility>.Empty).DistinctBy(facility => facility.Id).ToList();
            var routes = new RouteTable(RouteSet.Load(packs.Select(pack => pack.Routes).OfType<string>(), facilities));

            var logs = WebHosting.Logging(settings);
            var silo = await StartSilo(options, logs, cancel);
            if (silo is not null) started.Push(silo);
            var node = await RuntimeNode.StartAsync(new NodeSettings(store)
            {
                Name = options.Cluster?.Node ?? Environment.MachineName,
                Grains = silo?.Grains,
                Log = logs.CreateLogger("Orderly.Runtime"),
                Connectors = connectors.All,
                Mapper = new RouteMapper(routes, new PatientTokens(key.Derive("patient-token"))),
                HospitalRate = settings.HospitalRate ?? options.ClockRate,
                HospitalStart = settings.HospitalStart,
                SealedMode = SealedModeOf(options, packs),
            });
            started.Push(node);
            silo?.Serve(node);
            foreach (var pack in packs) await Deploy(node, pack, cancel);

            var web = WebHosting.Build(options, settings, store, node, new CensusMending(node.Inbound, routes, () => node.Clock.Now()));
            started.Push(web);
            await web.StartAsync(cancel);
            var host = new OrderlyHost(store, silo, connectors, node, web);
            host.listeners = StartListeners(options, node, routes);
            host.Follow(logs.CreateLogger("Orderly.Mllp"));
            host.endpoints = EndpointsFile.Write(options.Data, host.Address, host.listeners);
            return host;
        }
        catch
        {
            while (started.TryPop(out var part)) await part.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sealed: every site that a pack's organisation names.</summary>
    public static SealedMode SealedModeOf(OrderlyOptions options, IEnumerable<Pack> packs) => new()
    {
        Facilities = options.Sealed ? [.. packs.SelectMany(pack => pack.Organisation?.Facilities ?? []).Select(facility => facility.Id)] : [],
    };

    /// <summary>Until told to stop, or until this process must end: the other nodes have taken over, or a listener died.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var dead = silo?.Dead ?? CancellationToken.None;
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource([cancel, Node.Fenced, dead, listenerDied.Token]);
        // What follows stops the very parts that cancel, so it must not run on their threads.
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = stopping.Token.Register(stopped.SetResult);
        await stopped.Task;
        if (Node.Fenced.IsCancellationRequested || dead.IsCancellationRequested) return ExitCode.Conflict;
        return listenerDied.IsCancellationRequested ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>
    /// A listener that dies does so by a bug or for want of something the whole process wants, and senders wait at a closed
    /// door meanwhile: a fresh process is the way back that every start has tried.
    /// </summary>
    private void Follow(ILogger log)
    {
        foreach (var listener in listeners)
        {
            listener.Faulted += fault => HostLog.ConnectionFaulted(log, listener.Name, $"{fault.GetType().Name}: {fault.Message}");
            _ = Watch(listener, log);
        }
    }

    private async Task Watch(MllpListener listener, ILogger log)
    {
        if (await listener.Ended is not { } fault) return;
        HostLog.ListenerDied(log, listener.Name, listener.EndPoint, fault);
        web.Services.GetRequiredService<Ailments>().Report($"listener '{listener.Name}'", $"Expected listener '{listener.Name}' to take connections, but it died");
        await listenerDied.CancelAsync();
    }

    public async ValueTask DisposeAsync()
    {
        endpoints?.Dispose();
        foreach (var listener in listeners) await listener.DisposeAsync();
        await web.DisposeAsync();
        await Node.RestAsync();
        // The node still answers while the silo hands its instances over, so that a caller elsewhere is not turned away.
        if (silo is not null) await silo.DisposeAsync();
        await Node.DisposeAsync();
        connectors.Dispose();
        await store.DisposeAsync();
        listenerDied.Dispose();
    }

    private static async Task<ClusterSilo?> StartSilo(OrderlyOptions options, ILoggerFactory logs, CancellationToken cancel) =>
        options is { Cluster: { } cluster, Store: StoreOptions.Postgres postgres }
            ? await ClusterSilo.StartAsync(new SiloSettings(cluster.Node, cluster.Silo, StoreOpening.ConnectionString(postgres, options)) { Logs = logs }, cancel)
            : null;

    private static async Task Deploy(RuntimeNode node, Pack pack, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            switch (await node.Deployments.DeployAsync(pack.ToBundle(), Caller.Operator($"pack/{pack.Id}")))
            {
                case DeploymentOutcome.Deployed:
                    return;
                case DeploymentOutcome.Refused refused:
                    throw new DeploymentRefusedException(pack.Folder, refused.Issues);
                case DeploymentOutcome.Unavailable when tries < DeploymentTries:
                    await Task.Delay(DeploymentPause, cancel);
                    break;
                case var outcome:
                    throw new InvalidOperationException($"Expected pack {pack.Id} to be deployed, but: {outcome}");
            }
        }
    }

    private static ImmutableArray<MllpListener> StartListeners(OrderlyOptions options, RuntimeNode node, RouteTable routes)
    {
        if (options.Listeners is not { } folder) return [];
        var clocks = new ListenerClocks(TimeProvider.System, () => node.Clock.Now());
        return [.. Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal)
            .Select(file => MllpListener.Start(MllpConfiguration.Read(file, File.ReadAllText(file)), node.Inbound, routes, clocks))];
    }
}
