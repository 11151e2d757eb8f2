using Orderly.Canonical.Erp;
using Orderly.Simulator.Erp;

namespace Orderly.Tests.Faults.Evidence;

/// <summary>I2: the ERP's own books hold what the cases must have booked: one document a key, and the expected number of each kind.</summary>
internal static class EffectsBooked
{
    public static IEnumerable<string> Violations(FaultEvidence evidence)
    {
        foreach (var twice in evidence.Documents.GroupBy(document => document.Key).Where(group => group.Count() > 1))
            yield return $"Expected one document for key {twice.Key}, but the books have {string.Join(", ", twice.Select(document => document.Number))}";

        var ordered = evidence.EncountersOf(FeedKind.DischargeOrder);
        var exited = evidence.EncountersOf(FeedKind.Discharged);
        var booked = evidence.Documents.ToLookup(document => document.Encounter);
        foreach (var encounter in ordered)
        {
            var straight = booked[encounter].Where(IsStraight).ToList();
            var discharge = booked[encounter].Where(document => !IsStraight(document)).ToList();
            var exits = exited.Contains(encounter) ? 1 : 0;
            foreach (var violation in Compare(encounter, "cost at the order", straight.Count(IsCostOf(StraightPack.OrderAccount)), 1)
                .Concat(Compare(encounter, "cost after the timer", straight.Count(IsCostOf(StraightPack.TimedAccount)), 1))
                .Concat(Compare(encounter, "goods at the exit", straight.Count(IsIssue), exits))
                .Concat(Compare(encounter, "document of the test pack", straight.Count, 2 + exits))
                .Concat(Compare(encounter, "handling cost of the discharge", discharge.Count(document => document.Verb == ErpVerb.PostCost), exits))
                .Concat(Compare(encounter, "supplies of the discharge", discharge.Count(IsIssue), exits * evidence.SuppliesOnExit[encounter]))
                .Concat(Compare(encounter, "document of the discharge", discharge.Count, exits * (1 + evidence.SuppliesOnExit[encounter]))))
                yield return violation;
        }
        foreach (var stray in booked.Where(group => !ordered.Contains(group.Key)))
            yield return $"Expected documents only for accepted orders, but {stray.Key} has {stray.Count()}";
    }

    /// <summary>Documents there must be when everything has come to rest.</summary>
    public static int Expected(FaultEvidence evidence)
    {
        var exited = evidence.EncountersOf(FeedKind.Discharged);
        return 2 * evidence.EncountersOf(FeedKind.DischargeOrder).Count + exited.Sum(encounter => 2 + evidence.SuppliesOnExit[encounter]);
    }

    private static bool IsStraight(ErpDocument document) => document.CostCentre == StraightPack.CostCentre;

    private static bool IsIssue(ErpDocument document) => document.Verb == ErpVerb.IssueGoods;

    private static Func<ErpDocument, bool> IsCostOf(string account) => document => document.Verb == ErpVerb.PostCost && document.Account == account;

    private static IEnumerable<string> Compare(string encounter, string what, int found, int expected)
    {
        if (found != expected) yield return $"Expected {expected} × {what} for {encounter}, but the books have {found}";
    }
}
