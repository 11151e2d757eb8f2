using Orderly.Web.Boards;
using Orderly.Web.Design;

namespace Orderly.Web.Beds;

public sealed record BedsView(string Place, string Standing, IReadOnlyList<PlaceChip> Places, IReadOnlyList<PlaceChip> Shows, IReadOnlyList<BedUnit> Units)
{
    public bool ListensOnly { get; init; }

    /// <summary>First asked first.</summary>
    public IReadOnlyList<WaitingLine> Waiting { get; init; } = [];
}

/// <summary>Someone who waits for a bed.</summary>
/// <param name="Needs">"telemetry, contact isolation"; empty when nothing was said.</param>
/// <param name="Given">The bed that placement gave them; null while none.</param>
/// <param name="Suggested">Best first.</param>
public sealed record WaitingLine(string Who, string Needs, string Asked, string Waits, string? Given, IReadOnlyList<SuggestedBed> Suggested);

/// <summary>A bed that fits, and why it stands where it does.</summary>
public sealed record SuggestedBed(string Bed, string Why, int Score);

/// <summary>The beds of one unit, in the order of its rooms.</summary>
public sealed record BedUnit(string Name, IReadOnlyList<BedTile> Beds);

/// <summary>How a bed stands: its shape says whose turn it is, its letter which state.</summary>
/// <param name="Shape">"sq" nursing, "di" EVS, "ci" placement, "oc" facilities.</param>
public sealed record BedState(string Word, string Letter, string Shape, bool IsFull = true)
{
    public static readonly BedState Occupied = new("Occupied", "O", "sq");
    /// <summary>Nobody has spoken of it yet: it is not taken for clean.</summary>
    public static readonly BedState Untold = new("No word yet", "?", "sq", IsFull: false);
    public static readonly BedState Vacated = new("Vacated", "V", "sq", IsFull: false);
    public static readonly BedState Dirty = new("Dirty", "D", "di");
    public static readonly BedState Cleaning = new("Cleaning", "P", "di", IsFull: false);
    public static readonly BedState Clean = new("Clean", "C", "ci");
    public static readonly BedState Blocked = new("Blocked", "B", "oc");

    public static readonly IReadOnlyList<(string Turn, IReadOnlyList<BedState> States)> Key =
        [("Nursing’s turn", [Occupied, Vacated, Untold]), ("EVS’s turn", [Dirty, Cleaning]), ("Placement’s turn", [Clean]), ("Facilities", [Blocked])];
}

/// <summary>One bed.</summary>
public sealed record BedTile(string Bed, BedState State)
{
    /// <summary>Who is in it, as far as the viewer may know; empty when nobody is, or it is not told.</summary>
    public string Patient { get; init; } = "";

    /// <summary>"Leaves 15:22", "Since 13:48".</summary>
    public string Detail { get; init; } = "";

    /// <summary>The open case of whoever is in it; null where there is none.</summary>
    public string? CaseAddress { get; init; }

    /// <summary>The promise of that case.</summary>
    public ClockReading? Clock { get; init; }

    public string? Isolation { get; init; }

    /// <summary>What comes next for the bed, in words.</summary>
    public string Next { get; init; } = "";
}
