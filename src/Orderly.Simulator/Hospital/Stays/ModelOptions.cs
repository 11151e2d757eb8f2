using Orderly.Canonical.Organisation;

namespace Orderly.Simulator.Hospital.Stays;

/// <summary>Which hospital lives, and how busy it is. Equal options and equal words from the staff give equal events.</summary>
public sealed record ModelOptions
{
    public required IReadOnlyList<Facility> Facilities { get; init; }

    public required IReadOnlyList<Bed> Beds { get; init; }

    public required DateTimeOffset Start { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>Share of beds taken at the start.</summary>
    public double Occupancy { get; init; } = 0.82;

    /// <summary>Patients a bed and a day; with stays of two nights on average this keeps about four in five beds taken.</summary>
    public double AdmissionsPerBedAndDay { get; init; } = 0.42;

    /// <summary>Patients of the start whose discharge is ordered within the first minutes, so that nobody waits for the first case.</summary>
    public int OrderedAtStart { get; init; } = 6;

    public CourseShares Shares { get; init; } = new();
}

/// <summary>How often stays take which turn (0 to 1).</summary>
public sealed record CourseShares
{
    public double AdmitCancelled { get; init; } = 0.02;

    public double Transferred { get; init; } = 0.15;

    public double TransferCancelled { get; init; } = 0.08;

    public double ExpectedChanged { get; init; } = 0.2;

    public double PendingCancelled { get; init; } = 0.06;

    public double OrderCancelled { get; init; } = 0.04;

    public double DispositionChanged { get; init; } = 0.05;

    public double CriticalResult { get; init; } = 0.03;

    public double Death { get; init; } = 0.008;

    /// <summary>Exits that are taken back: with the patient still in the room, while the bed is cleaned, and when it may be given away, in equal parts.</summary>
    public double ExitCancelled { get; init; } = 0.03;
}
