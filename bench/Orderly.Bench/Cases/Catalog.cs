using Orderly.Bench.Measure;

namespace Orderly.Bench.Cases;

/// <param name="Folder">scratch folder on the disk that is measured</param>
/// <param name="Rounds">repetitions whose median is reported</param>
internal sealed record Setting(string Folder, int Rounds);

internal sealed record Case(string Name, Func<Setting, Task<IReadOnlyList<Result>>> Run);

/// <summary>Every case, in the order of design §8.</summary>
internal static class Catalog
{
    public static readonly IReadOnlyList<Case> All =
    [
        new("hl7-parse", Hl7Parsing.Run),
    ];
}
