namespace Orderly.Simulator.Feed;

/// <summary>What the feed sends, and how.</summary>
public sealed record FeedOptions
{
    public string Host { get; init; } = "127.0.0.1";

    public required int Port { get; init; }

    /// <summary>Equal seeds (with equal other settings) give equal messages, byte for byte.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Discharge orders to send; null goes on until cancelled.</summary>
    public int? Orders { get; init; } = 100;

    /// <summary>Orders a second of real time; null sends as fast as the receiver answers.</summary>
    public double? OrdersPerSecond { get; init; } = 1;

    /// <summary>Share of messages (0 to 1) sent again at once with the same control id and content.</summary>
    public double DuplicateShare { get; init; }

    /// <summary>Share of orders (0 to 1) that are cancelled before the exit, by A25 and by order cancel in turn.</summary>
    public double CancelShare { get; init; }

    /// <summary>Share of orders (0 to 1) not cancelled that end with an A03.</summary>
    public double ExitShare { get; init; }

    /// <summary>Hospital time from the order to its cancellation.</summary>
    public TimeSpan CancelAfter { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>Hospital time from the order to the A03.</summary>
    public TimeSpan ExitAfter { get; init; } = TimeSpan.FromMinutes(110);

    /// <summary>Hospital time of the first order; its offset is the one stamps carry.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>Hospital seconds that pass in a real one.</summary>
    public double HospitalRate { get; init; } = 1;

    /// <summary>MSH-4 and the assigning authority.</summary>
    public string Facility { get; init; } = "HP";

    /// <summary>Stop-and-wait connections. All messages of a visit use the same one, so their order is kept.</summary>
    public int Connections { get; init; } = 1;

    /// <summary>How long an answer may take before the message is sent again over a new connection.</summary>
    public TimeSpan AckTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a receiver may be away before the feed gives up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
}
