using Orderly.Simulator.Hospital.Stays;

namespace Orderly.Simulator.Hospital.Wire;

/// <summary>What goes wrong between the systems: shares of messages (0 to 1) that come twice, late, or after what was written later.</summary>
public sealed record LineFaults
{
    public static readonly LineFaults None = new();

    public double DuplicateShare { get; init; }

    /// <summary>Times a message comes again when it does.</summary>
    public int Copies { get; init; } = 1;

    public double LateShare { get; init; }

    public TimeSpan LatestBy { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Messages that stay behind for less than <see cref="OvertakenBy"/>, so that the next of their visit may pass them.</summary>
    public double ReorderShare { get; init; }

    /// <summary>Below the 120 s that a receiver waits for what is provably missing.</summary>
    public TimeSpan OvertakenBy { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>While it lasts nothing is sent; then everything at once, in the order it was written.</summary>
    public Silence? Silence { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>When a message goes out, and each of its copies; at least once.</summary>
    public IEnumerable<DateTimeOffset> TimesOf(WireMessage message, long number)
    {
        var draw = new Random(Mixing.Of(Seed, (int)number));
        var late = draw.NextDouble() < LateShare ? LatestBy * draw.NextDouble() : TimeSpan.Zero;
        late += draw.NextDouble() < ReorderShare ? OvertakenBy * draw.NextDouble() : TimeSpan.Zero;
        var first = After(message.At + late);
        yield return first;
        if (draw.NextDouble() >= DuplicateShare)
            yield break;
        for (var copy = 0; copy < Copies; copy++)
            yield return After(first + TimeSpan.FromSeconds(draw.Next(90)));
    }

    private DateTimeOffset After(DateTimeOffset at) => Silence is { } silence && at >= silence.From && at < silence.Until ? silence.Until : at;
}

/// <summary>A time in which a feed is down.</summary>
public sealed record Silence(DateTimeOffset From, TimeSpan For)
{
    public DateTimeOffset Until => From + For;
}
