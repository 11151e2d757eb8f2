using Orderly.Bench.Beds;
using Orderly.Bench.Measure;

namespace Orderly.Bench.Cases;

/// <param name="Stores">fresh stores on the disk that is measured</param>
/// <param name="Rounds">repetitions whose median is reported</param>
/// <param name="Quick">small and short: whether it runs, not how fast</param>
/// <param name="FsyncP50">of this disk, before the first case</param>
internal sealed record Setting(Stores Stores, int Rounds, bool Quick, TimeSpan FsyncP50)
{
    public TimeSpan Round => TimeSpan.FromSeconds(Quick ? 0.5 : 3);

    /// <summary>Processor time of warming up: what the compiler needs, however little of the machine this process gets.</summary>
    public TimeSpan WarmUp => TimeSpan.FromSeconds(Quick ? 0.5 : 5);
}

internal sealed record Case(string Name, Func<Setting, Task<IReadOnlyList<Result>>> Run);

/// <summary>Every case, in the order of design §8.</summary>
internal static class Catalog
{
    public static readonly IReadOnlyList<Case> All =
    [
        new("instances-task", OneTaskInstances.Run),
        new("instances-job", OneJobInstances.Run),
        new("completions", TaskCompletions.Run),
        new("inside", InsideOneInstance.Run),
        new("mllp", MllpIntake.Run),
        new("hl7-parse", Hl7Parsing.Run),
        new("x12-read", X12Reading.Run),
        new("decision-table", DecisionTables.Run),
        new("decision-table-large", LargeDecisionTable.Run),
        new("feel", FeelExpressions.Run),
        new("worklist", WorklistPages.Run),
        new("start", Starts.Run),
    ];
}
