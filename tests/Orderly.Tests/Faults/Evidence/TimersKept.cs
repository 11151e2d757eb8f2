namespace Orderly.Tests.Faults.Evidence;

/// <summary>
/// I5, seen from outside: between the booking before a timer and the one after it at least the timer's time passed. Hospital
/// time runs at real time here and stands still while the server is down, so it may be more, never less.
/// </summary>
internal static class TimersKept
{
    public static IEnumerable<string> Violations(FaultEvidence evidence)
    {
        var booked = evidence.Documents.Where(document => document.CostCentre == StraightPack.CostCentre && document.Account is not null)
            .ToLookup(document => (document.Encounter, document.Account));
        foreach (var encounter in evidence.EncountersOf(FeedKind.DischargeOrder))
        {
            if (booked[(encounter, StraightPack.OrderAccount)].FirstOrDefault() is not { } before) continue;
            foreach (var after in booked[(encounter, StraightPack.TimedAccount)].Where(after => after.BookedAt - before.BookedAt < StraightPack.Wait))
                yield return $"Expected {StraightPack.Wait} between {before.Number} and {after.Number} of {encounter}, but it was {after.BookedAt - before.BookedAt}";
        }
    }
}
