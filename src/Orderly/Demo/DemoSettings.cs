using Orderly.Simulator.Hospital.Staff;
using Orderly.Simulator.Hospital.Wire;

namespace Orderly.Demo;

/// <summary>How the demo's hospital lives.</summary>
/// <param name="Folder">Emptied at the start.</param>
/// <param name="Rate">Hospital seconds in a real one.</param>
/// <param name="Start">Hospital time at the start.</param>
internal sealed record DemoSettings(string Folder, Uri Listen, int MllpPort, int Rate, DateTimeOffset Start)
{
    public int Seed { get; init; } = 1;

    public LineFaults Faults { get; init; } = LineFaults.None;

    public IReadOnlyList<LeftAlone> LeftAlone { get; init; } = [];

    /// <summary>People whom a visitor signs in as, and nobody plays.</summary>
    public IReadOnlySet<string> Visitors { get; init; } = new HashSet<string> { "p-nair", "j-whitfield", "k-moreau" };

    public bool Quiet { get; init; }

    /// <summary>Half past seven of today at the first facility: the day shift has begun, and rounds are about to.</summary>
    public static DateTimeOffset ThisMorning(TimeZoneInfo zone, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone).Date.AddHours(7.5);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}
