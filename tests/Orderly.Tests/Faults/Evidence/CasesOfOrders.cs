namespace Orderly.Tests.Faults.Evidence;

/// <summary>I1: each accepted order started exactly one instance of each process that waits for it, and nothing else did.</summary>
internal static class CasesOfOrders
{
    public static readonly IReadOnlyList<string> Processes = [StraightPack.Process, "discharge"];

    public static IEnumerable<string> Violations(FaultEvidence evidence)
    {
        var ordered = evidence.EncountersOf(FeedKind.DischargeOrder);
        foreach (var process in Processes)
        {
            var cases = evidence.Instances.Where(instance => instance.Process == process).ToLookup(instance => instance.BusinessKey ?? "");
            foreach (var encounter in ordered)
            {
                var count = cases[encounter].Count();
                if (count != 1) yield return $"Expected one '{process}' case for {encounter}, but there are {count}";
            }
            foreach (var other in cases.Where(group => !ordered.Contains(group.Key)))
                yield return $"Expected '{process}' cases only for accepted orders, but there is one for '{other.Key}'";
        }
    }
}
