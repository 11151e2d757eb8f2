namespace Orderly.Tests.Faults.Evidence;

/// <summary>The promises, as questions to the evidence. Each answers with what breaks it, nothing when it holds.</summary>
internal static class Invariants
{
    public static readonly IReadOnlyList<(string Promise, Func<FaultEvidence, IEnumerable<string>> Violations)> All =
    [
        ("nothing acknowledged is lost", AcknowledgedKept.Violations),
        ("order is kept per visit", OrderKept.Violations),
        ("an order is one case", CasesOfOrders.Violations),
        ("an effect happens once", EffectsBooked.Violations),
        ("a timer is not early and fires once", TimersKept.Violations),
        ("what started ends, or waits for something named", NothingStuck.Violations),
    ];

    /// <summary>Everything that breaks a promise, the promise first; at most <paramref name="most"/> of each.</summary>
    public static IReadOnlyList<string> Broken(FaultEvidence evidence, int most = 5)
    {
        var broken = new List<string>();
        foreach (var (promise, violations) in All)
        {
            var found = violations(evidence).ToList();
            broken.AddRange(found.Take(most).Select(violation => $"{promise}: {violation}"));
            if (found.Count > most) broken.Add($"{promise}: and {found.Count - most} more");
        }
        return broken;
    }
}
