using System.Globalization;
using System.Text.Json.Nodes;
using Npgsql;
using Orderly.Canonical.Erp;
using Orderly.Engine.Process;
using Orderly.Engine.Work;
using Orderly.Journal;
using Orderly.Runtime.Postings;
using Orderly.Simulator.Erp;
using Orderly.Testing;
using Orderly.Tests.Faults;

namespace Orderly.Tests.Packs;

/// <summary>The discharge from wire to wire on both stores: every message ten times, a pharmacist who is late through L3, an exit, its postings, an A13 after them.</summary>
[Collection(nameof(Alone))]
public sealed class DischargeOverSocketsTests
{
    private const int Copies = 10;
    private static readonly string[] People =
        ["p-nair", "m-castellano", "j-whitfield", "t-okoro", "k-moreau", "r-hale", "l-ferro", "s-varga", "f-diaz"];

    [Fact]
    public Task Embedded_store_acts_once_on_what_came_ten_times_climbs_the_ladder_and_ties_out_after_an_A13() => Play(null);

    [Fact]
    public async Task PostgreSQL_acts_once_on_what_came_ten_times_climbs_the_ladder_and_ties_out_after_an_A13()
    {
        await using var server = await PostgresServer.Start();
        await Play(await server.CreateDatabase() + ";Maximum Pool Size=8");
        NpgsqlConnection.ClearAllPools();
    }

    private static async Task Play(string? postgres)
    {
        await using var hospital = await SocketHospital.OpenAsync(People, postgres);
        await hospital.Send(Order(hospital.Now), Copies);
        await hospital.Complete("m-castellano", "orders_complete", Answers("ordersSigned", "recordedInEhr"));
        await hospital.Complete("j-whitfield", "rn_readiness", Answers("linesSettled", "lastVitalsCharted", "belongingsReturned"));

        await SocketHospital.Until(async () => (await hospital.Told("r-hale")).Contains("med_reconciliation L3"), "the house supervisor to be told");

        await hospital.Complete("p-nair", "med_reconciliation", new JsonObject { ["reconciliation"] = "reconciled", ["recordedInEhr"] = true });
        await hospital.Complete("m-castellano", "sign_avs", new JsonObject { ["avsSigned"] = true, ["language"] = "yes" });
        await hospital.Send(Adt("A03", hospital.Now), Copies);
        await SocketHospital.Until(() => Task.FromResult(hospital.Erp.Documents.Count == 2), "supplies and cost to be booked");

        await hospital.Send(Adt("A13", hospital.Now), Copies);
        await SocketHospital.Until(async () => (await hospital.Open("k-moreau")).Contains("review_unwind"), "the plan to wait for its reader");
        hospital.Erp.Documents.Count.ShouldBe(2, "nothing is undone before the plan has been read");
        await hospital.Complete("k-moreau", "review_unwind", new JsonObject { ["planRead"] = true, ["patientIn"] = "room" });
        await hospital.Complete("f-diaz", "scan_return", new JsonObject { ["scannedQuantity"] = 1, ["scanned"] = true });
        await SocketHospital.Until(() => Task.FromResult(hospital.Erp.Documents.Count == 4), "cost reversed and goods returned");
        await hospital.Complete("s-varga", "settle_unwind", new JsonObject { ["settledAs"] = "done" });
        await hospital.Complete("p-nair", "settle_unwind", new JsonObject { ["settledAs"] = "done" });

        hospital.Erp.Documents.ShouldAllBe(document => document.Task == "D16" && document.Encounter == "HP|V-1");
        hospital.Erp.Totals.ByCostCentre.Values.ShouldAllBe(total => total == 0m);
        await Judge(hospital);
    }

    private static async Task Judge(SocketHospital hospital)
    {
        var documents = hospital.Erp.Documents.Select(ErpDocuments.Line).ToArray();
        await using var store = await hospital.Close();
        var (lines, unanswered) = await new PostingLedger(store).Read(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        var tieOut = TieOut.Of(lines, documents);
        tieOut.Differences.ShouldBeEmpty();
        (tieOut.Documents, tieOut.Ours, tieOut.Theirs, unanswered).ShouldBe((4, 0m, 0m, 0));

        var instance = (await store.Read.Instances.ByBusinessKey("HP|V-1")).ShouldHaveSingleItem();
        lines.ShouldAllBe(line => line.Case == instance.Id && line.Task == "D16");
        await LadderKept(store, instance.Id);
    }

    /// <summary>The rungs of the late reconciliation stand at their exact minutes and none was reached before its own.</summary>
    private static async Task LadderKept(Store store, Guid instance)
    {
        ClockStarted? clock = null;
        var started = DateTimeOffset.MinValue;
        var reached = new Dictionary<int, DateTimeOffset>();
        foreach (var entry in await store.Read.Instances.Journal(instance, 0))
        {
            foreach (var happened in EventJson.Read(entry.Body))
            {
                if (happened is ClockStarted { Element: "med_reconciliation" } begun) (clock, started) = (begun, Micros.ToTime(entry.At));
                if (happened is RungReached rung && rung.Clock == clock?.Clock) reached[rung.Level] = Micros.ToTime(entry.At);
            }
        }
        clock!.Rungs.Take(4).Select(rung => (rung.Level, (rung.At - started).TotalMinutes)).ShouldBe([(0, 33.75), (1, 45), (2, 60), (3, 75)]);
        reached.Keys.ShouldContain(3);
        foreach (var (level, at) in reached) at.ShouldBeGreaterThanOrEqualTo(clock.Rungs.Single(rung => rung.Level == level).At, $"L{level} is never early");
    }

    private static JsonObject Answers(params string[] ticked) => new(ticked.Select(key => KeyValuePair.Create(key, (JsonNode?)true)));

    private static string Order(DateTimeOffset at) => $"""
        MSH|^~\&|EHR|HP|ORDERLY|HP|{Stamp(at)}||OMG^O19^OMG_O19|S-1|P|2.5.1
        PID|1||48213^^^HP^MR||Okafor-Sample^Lena||19510322|F
        PV1|1|I|5W^512^A^HP||||||||||||||||V-1^^^HP|||||||||||||||||HOME
        ORC|NW|ORD-1|||||||{Stamp(at)}
        OBR|1|ORD-1||DISCHARGE^Discharge patient^L
        ZDC|WALK|N|N|N||N|N|N|0|N|6|N|N
        """;

    private static string Adt(string trigger, DateTimeOffset at) => $"""
        MSH|^~\&|EHR|HP|ORDERLY|HP|{Stamp(at)}||ADT^{trigger}^ADT_{trigger}|S-{trigger}|P|2.5.1
        EVN|{trigger}|{Stamp(at)}
        PID|1||48213^^^HP^MR||Okafor-Sample^Lena||19510322|F
        PV1|1|I|5W^512^A^HP||||||||||||||||V-1^^^HP|||||||||||||||||HOME
        """;

    private static string Stamp(DateTimeOffset at) => at.ToOffset(TimeSpan.Zero).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) + "+0000";
}
