using System.Globalization;
using Orderly.Runtime.Verification;
using Orderly.Tests.Faults.Evidence;

namespace Orderly.Tests.Faults;

/// <summary>What a run did and what it found.</summary>
/// <param name="Broken">Promises that did not hold; empty when all did.</param>
/// <param name="Recoveries">From a kill to the first answer after it, server start included.</param>
/// <param name="Rested">From the last answer to the sender until nothing was under way.</param>
/// <param name="Redelivered">Requests the ERP saw again under a key it had booked or refused.</param>
/// <param name="Verified">Every instance replayed and compared with its rows; the hash chains of journal and audit, recomputed.</param>
internal sealed record KillReport(
    KillPlan Plan, IReadOnlyList<string> Broken, FaultEvidence Evidence, Load Load, IReadOnlyList<TimeSpan> Recoveries, TimeSpan Rested, long Redelivered, VerifyReport Verified)
{
    public override string ToString()
    {
        // 95 % bound of the rate when n trials showed none (rule of three).
        var bound = Math.Min(1, 3.0 / Plan.Kills);
        var ended = Evidence.Instances.Count(instance => instance.HasEnded);
        return string.Create(CultureInfo.InvariantCulture, $"""
            {Plan.StoreName}: {Plan.Kills} × kill -9, seed {Plan.Seed}, {Broken.Count} promises broken
              acknowledged {Load.Accepted} in {Load.Elapsed.TotalSeconds:F0} s ({Load.Accepted / Load.Elapsed.TotalSeconds:F0}/s with the server down and up), of them {Load.Duplicates} duplicates; {Load.Resent} sent again; wait p50 {At(Load.Waits, 0.5)} ms, p99 {At(Load.Waits, 0.99)} ms
              inbox {Evidence.Inbox.Count}; cases {Evidence.Instances.Count}, ended {ended}, waiting for something named {Evidence.Instances.Count(instance => !instance.HasEnded && instance.WaitsFor.Count > 0)}
              replayed {Verified.Instances} instances, {Verified.Entries} entries, compared {Verified.Rows} rows: {Verified.Differences.Count} differences; chains of {Verified.Chains.Heads.Count} epochs over {Verified.Chains.Batches} batches: {Verified.Chains.Faults.Count} faults
              documents booked {Evidence.Documents.Count}, raw re-deliveries {Redelivered}
              kill to first answer p50 {At([.. Recoveries.Order()], 0.5)} ms, longest {At([.. Recoveries.Order()], 1)} ms; at rest {Rested.TotalSeconds:F1} s after the last answer
              {(Broken.Count == 0 ? $"no failure in {Plan.Kills} kills: at most {bound:P1} of kills fail (95 %, 3/n)" : "the seed repeats the traffic and the faults: ORDERLY_SEED=" + Plan.Seed)}
            """);
    }

    private static string At(IReadOnlyList<TimeSpan> sorted, double share) => sorted.Count == 0
        ? "-"
        : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)].TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture);
}
