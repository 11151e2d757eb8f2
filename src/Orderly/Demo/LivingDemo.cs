using Orderly.Hosting;
using Orderly.Packs;
using Orderly.Simulator.Erp;
using Orderly.Simulator.Hospital;

namespace Orderly.Demo;

/// <summary>The product with a hospital around it: an ERP sandbox, systems that send HL7, and staff with API keys. All on this machine.</summary>
internal sealed class LivingDemo : IAsyncDisposable
{
    private LivingDemo(ErpSandbox erp, OrderlyHost host, SimulatedHospital hospital, IReadOnlyDictionary<string, string> keys) =>
        (Erp, Host, Hospital, Keys) = (erp, host, hospital, keys);

    public ErpSandbox Erp { get; }

    public OrderlyHost Host { get; }

    public SimulatedHospital Hospital { get; }

    /// <summary>API keys by person.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; }

    /// <exception cref="IOException">The folder holds something else, or a port is taken.</exception>
    public static async Task<LivingDemo> StartAsync(DemoSettings settings, CancellationToken cancel)
    {
        DemoFolder.Clear(settings.Folder);
        var token = DemoFolder.Prepare(settings.Folder);
        var organisation = PackFolder.Read(DemoFolder.ShippedPack("discharge")).Organisation!;
        var erp = await ErpSandbox.StartAsync(new ErpSandboxOptions { Token = token, BooksPath = DemoFolder.BooksPath(settings.Folder) }, cancel);
        OrderlyHost? host = null;
        try
        {
            var plain = DemoFolder.Configure(settings.Folder, settings.Listen, settings.MllpPort, settings.Rate, erp.Address);
            var (options, keys) = DemoFolder.WithKeys(plain, organisation.Persons.Select(person => person.Id));
            host = await OrderlyHost.StartAsync(options, new HostSettings { Demo = true, Quiet = settings.Quiet, HospitalStart = settings.Start }, cancel);
            var hospital = await SimulatedHospital.OpenAsync(
                new HospitalOptions
                {
                    Api = host.Address,
                    MllpPort = host.Listeners.Single(listener => listener.Name == DemoFolder.FeedListener).EndPoint.Port,
                    Keys = keys,
                    Organisation = organisation,
                    Seed = settings.Seed,
                    Faults = settings.Faults,
                    LeftAlone = settings.LeftAlone,
                    NotPlayed = settings.Visitors,
                },
                cancel);
            return new LivingDemo(erp, host, hospital, keys);
        }
        catch
        {
            if (host is not null) await host.DisposeAsync();
            await erp.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Hospital.DisposeAsync();
        await Host.DisposeAsync();
        await Erp.DisposeAsync();
    }
}
