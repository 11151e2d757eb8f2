using Orderly.Formats.Hl7.V2;
using Orderly.Simulator.Feed;
using Orderly.Simulator.Oracle;
using Orderly.Tests.Faults.Evidence;

namespace Orderly.Tests.Faults;

/// <summary>
/// Discharge traffic, wave after wave, over stop-and-wait connections that repeat what was not answered. Each wave is played to
/// its end, so that everything that was sent has an answer when the load is over.
/// </summary>
internal sealed class Load(string folder, int port, int seed)
{
    private const int OrdersPerSecond = 110;
    private const int OrdersPerWave = 3 * OrdersPerSecond;
    private readonly List<FeedOptions> waves = [];
    private readonly List<FeedReport> reports = [];

    public string LogPath => Path.Combine(folder, "sender.log");

    public int Accepted => reports.Sum(report => report.Accepted);

    public int Duplicates => reports.Sum(report => report.Duplicates);

    public int Resent => reports.Sum(report => report.Resent);

    public TimeSpan Elapsed => TimeSpan.FromTicks(reports.Sum(report => report.Elapsed.Ticks));

    public IReadOnlyList<TimeSpan> Waits => [.. reports.SelectMany(report => report.Waits).Order()];

    /// <summary>Plays waves until told to stop, and then the last one to its end.</summary>
    /// <exception cref="IOException">The server was away for longer than a sender's patience.</exception>
    public async Task RunAsync(CancellationToken enough)
    {
        using var log = SenderLog.Open(LogPath);
        while (!enough.IsCancellationRequested)
        {
            var wave = Wave(waves.Count);
            waves.Add(wave);
            reports.Add(await new DischargeFeed(wave, TimeProvider.System, log).RunAsync(CancellationToken.None));
        }
    }

    /// <summary>Supplies the exit of an encounter books, by the rules of the pack's posting.dmn, from the orders as they were sent.</summary>
    public IReadOnlyDictionary<string, int> SuppliesOnExit()
    {
        var supplies = new Dictionary<string, int>();
        foreach (var order in waves.SelectMany(wave => new FeedPlan(wave).Messages()).Where(message => message.Kind == FeedMessageKind.DischargeOrder))
        {
            var message = Hl7Message.Parse(order.Bytes);
            var hasLine = message.Text(Hl7Path.Parse("ZDC-6")) == "Y";
            var isHomeOnOxygen = message.Text(Hl7Path.Parse("ZDC-2")) == "Y" && message.Text(Hl7Path.Parse("PV1-36")) is ("HOME" or "HHA");
            supplies[$"HP|{order.Visit}"] = 1 + (hasLine ? 1 : 0) + (isHomeOnOxygen ? 1 : 0);
        }
        return supplies;
    }

    public IReadOnlyList<AcknowledgedMessage> Acknowledged() => SenderLog.Read(LogPath);

    private FeedOptions Wave(int number) => new()
    {
        Port = port,
        // Visits carry the last three digits of the seed, so waves differ in them.
        Seed = (seed % 1_000_000 * 1_000) + number,
        Orders = OrdersPerWave,
        OrdersPerSecond = OrdersPerSecond,
        DuplicateShare = 0.1,
        CancelShare = 0.15,
        ExitShare = 0.9,
        CancelAfter = TimeSpan.FromMilliseconds(700),
        ExitAfter = TimeSpan.FromMilliseconds(900),
        Start = DateTimeOffset.UtcNow,
        Connections = 16,
        AckTimeout = TimeSpan.FromSeconds(5),
        Patience = TimeSpan.FromSeconds(90),
    };
}
