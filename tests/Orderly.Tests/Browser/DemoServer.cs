using System.Net.Sockets;
using System.Text;
using Orderly.Demo;
using Orderly.Hosting;
using Orderly.Simulator.Erp;
using Orderly.Simulator.Feed;

namespace Orderly.Tests.Browser;

/// <summary>The demo's own composition in this process, on free ports, with the orders a test asks for.</summary>
internal sealed class DemoServer : IAsyncDisposable
{
    private readonly string folder;
    private readonly ErpSandbox erp;

    private DemoServer(string folder, ErpSandbox erp, OrderlyHost host) => (this.folder, this.erp, Host) = (folder, erp, host);

    public OrderlyHost Host { get; }

    public Uri Address => Host.Address;

    public static async Task<DemoServer> StartAsync(CancellationToken cancel, int clockRate = 1)
    {
        var folder = Path.Combine(Directory.CreateTempSubdirectory("orderly-browser-").FullName, "demo");
        var token = DemoFolder.Prepare(folder);
        var erp = await ErpSandbox.StartAsync(new ErpSandboxOptions { Token = token }, cancel);
        var options = DemoFolder.Configure(folder, new Uri("http://127.0.0.1:0"), mllpPort: 0, clockRate, erp.Address);
        return new DemoServer(folder, erp, await OrderlyHost.StartAsync(options, new HostSettings { Demo = true, Quiet = true }, cancel));
    }

    /// <summary>Sends discharge orders over the real MLLP socket and waits for their answers.</summary>
    public async Task OrderAsync(int orders, int seed, CancellationToken cancel)
    {
        var feed = new FeedOptions
        {
            Port = Host.Listeners.Single().EndPoint.Port,
            Seed = seed,
            Orders = orders,
            OrdersPerSecond = null,
            Start = Host.Node.Clock.Now(),
        };
        (await new DischargeFeed(feed, TimeProvider.System).RunAsync(cancel)).Accepted.ShouldBe(orders);
    }

    /// <summary>Sends one message as a sender would and returns the code of its answer.</summary>
    public async Task<string> SendAsync(string message, CancellationToken cancel)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Host.Listeners.Single().EndPoint, cancel);
        var stream = socket.GetStream();
        await stream.WriteAsync((byte[])[0x0B, .. Encoding.UTF8.GetBytes(message), 0x1C, 0x0D], cancel);
        var answer = new byte[4096];
        var length = 0;
        while (length == 0 || answer[length - 1] != 0x0D || answer[length - 2] != 0x1C) length += await stream.ReadAsync(answer.AsMemory(length), cancel);
        var text = Encoding.UTF8.GetString(answer, 0, length);
        return text[(text.IndexOf("MSA|", StringComparison.Ordinal) + 4)..][..2];
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await erp.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }
}
