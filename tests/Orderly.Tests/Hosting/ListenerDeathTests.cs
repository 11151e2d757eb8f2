using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Orderly.Cli;
using Orderly.Demo;
using Orderly.Hosting;

namespace Orderly.Tests.Hosting;

public sealed class ListenerDeathTests
{
    [Fact]
    public async Task A_listener_that_dies_makes_the_process_unfit_and_ends_it()
    {
        var folder = Directory.CreateTempSubdirectory("orderly-listener").FullName;
        var name = $"adt-{Guid.NewGuid():N}";
        Directory.CreateDirectory(Path.Combine(folder, "listeners"));
        await File.WriteAllTextAsync(Path.Combine(folder, "listeners", "adt.yaml"), $"listener: {name}\nport: 0\nallow-peers: [10.0.0.0/8]\n", TestContext.Current.CancellationToken);
        var options = new OrderlyOptions { Data = folder, Listen = new Uri("http://127.0.0.1:0"), Listeners = Path.Combine(folder, "listeners"), Packs = [DemoFolder.ShippedPack("discharge")] };
        await using (var host = await OrderlyHost.StartAsync(options, new HostSettings { Demo = true, Quiet = true }, TestContext.Current.CancellationToken))
        {
            using var http = new HttpClient { BaseAddress = host.Address };
            (await http.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
            using var broken = BrokenExporter(name);

            var running = host.RunAsync(TestContext.Current.CancellationToken);
            using var peer = new TcpClient();
            await peer.ConnectAsync(host.Listeners.Single().EndPoint, TestContext.Current.CancellationToken);

            (await running).ShouldBe(ExitCode.Failed);
            using var ready = await http.GetAsync("/health/ready", TestContext.Current.CancellationToken);
            ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("to take connections, but it died");
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Counting a refused peer throws, on the listener's own path.</summary>
    private static MeterListener BrokenExporter(string listener)
    {
        var broken = new MeterListener
        {
            InstrumentPublished = (instrument, meters) =>
            {
                if (instrument.Name == "orderly.mllp.connections.refused" && instrument.Meter.Tags?.Any(tag => Equals(tag.Value, listener)) == true)
                    meters.EnableMeasurementEvents(instrument);
            },
        };
        broken.SetMeasurementEventCallback<long>((_, _, _, _) => throw new InvalidOperationException("the exporter is broken"));
        broken.Start();
        return broken;
    }
}
