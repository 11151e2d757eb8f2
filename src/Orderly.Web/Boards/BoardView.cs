using Orderly.Web.Design;

namespace Orderly.Web.Boards;

/// <summary>The at-risk board of a place at one moment.</summary>
public sealed record BoardView
{
    public required string Place { get; init; }

    public required string Query { get; init; }

    public required string Standing { get; init; }

    public IReadOnlyList<PlaceChip> Places { get; init; } = [];

    public IReadOnlyList<BreachGroup> Breaches { get; init; } = [];

    public required OwesTable Owes { get; init; }

    public required BoardCounts Counts { get; init; }

    /// <summary>Sources that have been silent for longer than they should be, in a sentence; null while all speak.</summary>
    public string? Silent { get; init; }

    /// <summary>"3 of 3 feeds live".</summary>
    public string Feeds { get; init; } = "";

    public bool ListensOnly { get; init; }

    /// <summary>The step a question is being written about.</summary>
    public BreachLine? Asking { get; init; }

    /// <summary>What was just done.</summary>
    public string? Done { get; init; }

    /// <summary>Why what was just asked was not done.</summary>
    public string? Refusal { get; init; }
}

public sealed record PlaceChip(string Name, string Address, bool IsCurrent);

public sealed record BoardCounts(int Leaving, int Late, int Soon);

public sealed record BreachGroup(string Title, string Note, IReadOnlyList<BreachLine> Lines);

/// <summary>One stuck step: what is due, on whom it waits, since when, why, and what happens next at what minute.</summary>
public sealed record BreachLine(Guid Task, string CaseAddress, ClockReading Clock, string Due)
{
    /// <summary>Bed, or what the case is called by where it has none.</summary>
    public required string Bed { get; init; }

    public string Patient { get; init; } = "";

    public string Flow { get; init; } = "";

    /// <summary>The department.</summary>
    public required string StuckOn { get; init; }

    public string Step { get; init; } = "";

    /// <summary>Null while no one has it.</summary>
    public string? Who { get; init; }

    /// <summary>The role in whose queue it waits: what a wall may show.</summary>
    public string Role { get; init; } = "";

    public required string Since { get; init; }

    public required string For { get; init; }

    public string Why { get; init; } = "";

    public string ThenWaits { get; init; } = "";

    public int? Rung { get; init; }

    /// <summary>"L3 14:16"; null past the last rung.</summary>
    public string? NextRung { get; init; }

    /// <summary>No one has it and the viewer's roles do such work.</summary>
    public bool MayTake { get; init; }

    /// <summary>The page with the question to whoever has it open.</summary>
    public string AskAddress { get; init; } = "";
}

/// <summary>Patients by department.</summary>
public sealed record OwesTable(IReadOnlyList<string> Departments, IReadOnlyList<OwesRow> Rows, IReadOnlyList<(int Late, int Soon)> Sums);

public sealed record OwesRow(Guid Case, string CaseAddress, string Bed, string Patient, string ExitDue, int Priority, IReadOnlyList<OwesCell> Cells, string NextRung);

/// <param name="Css">"late", "soon", "hold", "run", "open", "done", "fc" (to come), "na".</param>
public sealed record OwesCell(string Css, string Icon, string Word, string Time)
{
    public static readonly OwesCell None = new("na", "", "Not needed", "");
}
