namespace Orderly.Simulator.Hospital.Staff;

/// <summary>How people work: how long things take, and what goes wrong (shares from 0 to 1).</summary>
public sealed record Habits
{
    /// <summary>Forms answered in the usual way, field by field.</summary>
    public double Usual { get; init; } = 0.96;

    /// <summary>Forms sent with an answer missing, and answered fully after the refusal.</summary>
    public double Hasty { get; init; } = 0.04;

    /// <summary>Work begun and forgotten for an hour or so.</summary>
    public double Forgets { get; init; } = 0.02;

    /// <summary>Work taken and given back.</summary>
    public double GivesBack { get; init; } = 0.02;

    /// <summary>Work held with a coded reason before it is done.</summary>
    public double Holds { get; init; } = 0.05;

    /// <summary>Work that takes three times as long: the pharmacist who is called away, the transporter on the far side of the house.</summary>
    public double Late { get; init; } = 0.06;

    /// <summary>The most urgent first, or else whatever is at hand.</summary>
    public double TakesFirst { get; init; } = 0.85;

    /// <summary>Minutes of work at a task of each role; others take as long as <see cref="OtherMinutes"/>.</summary>
    public IReadOnlyDictionary<string, (int Least, int Most)> Minutes { get; init; } = new Dictionary<string, (int, int)>
    {
        ["pharmacist"] = (6, 18),
        ["attending"] = (2, 8),
        ["bedside-nurse"] = (5, 14),
        ["case-manager"] = (6, 18),
        ["transport-dispatcher"] = (2, 7),
        ["evs-dispatcher"] = (1, 4),
        ["patient-accounts"] = (4, 14),
        ["unit-coordinator"] = (1, 4),
    };

    public (int Least, int Most) OtherMinutes { get; init; } = (3, 12);
}
