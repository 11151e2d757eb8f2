using System.CommandLine;
using Orderly.Cli;
using Orderly.Demo;
using Orderly.Hosting;
using Orderly.Simulator.Erp;
using Orderly.Simulator.Feed;

namespace Orderly.Verbs;

/// <summary><c>orderly demo</c>: the product, a synthetic feed and an ERP sandbox on loopback, from nothing.</summary>
internal static class DemoVerb
{
    private const int FirstOrders = 8;

    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "the demo's folder; emptied at each start", DefaultValueFactory = _ => Path.Combine(".orderly", "demo") };
        var listen = CommonOptions.Address("--listen", "where pages and API are served", "http://127.0.0.1:5080");
        var mllp = new Option<int>("--mllp-port") { Description = "where HL7 v2 is listened to; 0 takes a free port", DefaultValueFactory = _ => 2575 };
        var rate = new Option<int>("--rate") { Description = "hospital minutes in a real minute", DefaultValueFactory = _ => 10 };
        var every = new Option<double>("--order-every") { Description = "real seconds between two discharge orders", DefaultValueFactory = _ => 45 };
        var command = new Command("demo", "Run the product with a synthetic hospital feed and an ERP sandbox. Nothing leaves this machine.") { data, listen, mllp, rate, every };
        rate.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 3600) result.AddError("Expected --rate from 1 to 3600.");
        });
        listen.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<Uri?>() is { IsLoopback: false } address) result.AddError($"Expected --listen on this machine alone, since the demo's sign-in asks for no proof, but it is {address}.");
        });
        every.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0.01 and <= 3600)) result.AddError("Expected --order-every from 0.01 to 3600 seconds.");
        });
        command.SetAction((parsed, cancel) => Run(
            Path.GetFullPath(parsed.GetRequiredValue(data)), parsed.GetValue(listen)!, parsed.GetValue(mllp), parsed.GetValue(rate), parsed.GetValue(every), cancel));
        return command;
    }

    private static Task<int> Run(string folder, Uri listen, int mllpPort, int rate, double every, CancellationToken cancel) => Failures.Told(async () =>
    {
        DemoFolder.Clear(folder);
        var token = DemoFolder.Prepare(folder);
        await using var erp = await ErpSandbox.StartAsync(new ErpSandboxOptions { Token = token, BooksPath = DemoFolder.BooksPath(folder) }, cancel);
        var options = DemoFolder.Configure(folder, listen, mllpPort, rate, erp.Address);
        await using var host = await OrderlyHost.StartAsync(options, new HostSettings { Demo = true }, cancel);
        Welcome(host, erp);

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var feed = Feed(host, rate, every, ending.Token);
        var ended = await host.RunAsync(cancel);
        await ending.CancelAsync();
        await feed;
        return ended;
    });

    /// <summary>A ward that is not empty at first sight, then one order after the other.</summary>
    private static async Task Feed(OrderlyHost host, int rate, double every, CancellationToken cancel)
    {
        var port = host.Listeners.Single(listener => listener.Name == DemoFolder.FeedListener).EndPoint.Port;
        var first = new FeedOptions { Port = port, Seed = 1, Orders = FirstOrders, OrdersPerSecond = 4, HospitalRate = rate, Start = host.Node.Clock.Now() };
        await new DischargeFeed(first, TimeProvider.System).RunAsync(cancel);
        var steady = first with
        {
            Seed = 2,
            Orders = null,
            OrdersPerSecond = 1 / every,
            DuplicateShare = 0.05,
            CancelShare = 0.1,
            ExitShare = 0.8,
            Start = host.Node.Clock.Now(),
        };
        await new DischargeFeed(steady, TimeProvider.System).RunAsync(cancel);
    }

    private static void Welcome(OrderlyHost host, ErpSandbox erp)
    {
        var address = host.Address.ToString().TrimEnd('/');
        Terminal.Say($"""

            Orderly is running:  {address}

            Sign in as           anyone on the page; no password in the demo. For a start:
                                 Priya Nair, pharmacist · Jonah Whitfield, nurse on 5 West · Karin Moreau, unit coordinator
            What to look at      the worklist: claim, start and complete a task (keys: ? lists them)
                                 a case: how one order became work in six departments, and what it waits for
                                 messages (as Ines Kovar, integration engineer): each HL7 message as it came, and what became of it
            Behind it            HL7 v2 over MLLP at {string.Join(", ", host.Listeners.Select(listener => listener.EndPoint))}, an ERP sandbox at {erp.Address}
            Everything is invented, and nothing leaves this machine. Ctrl-C ends it.

            """);
    }
}
