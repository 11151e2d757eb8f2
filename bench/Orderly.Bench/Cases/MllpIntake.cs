using System.Diagnostics;
using System.Globalization;
using System.Text;
using Orderly.Bench.Beds;
using Orderly.Bench.Measure;
using Orderly.Canonical.PatientFlow;
using Orderly.Connectors.Mllp;
using Orderly.Connectors.Routes;
using Orderly.Journal.Nodes;
using Orderly.Simulator.Feed;

namespace Orderly.Bench.Cases;

/// <summary>
/// HL7 v2 over loopback TCP: each connection sends the next message once the last is acknowledged, and each acknowledgement
/// follows the commit of its message. The lanes map what was taken on the same cores meanwhile.
/// </summary>
internal static class MllpIntake
{
    private static readonly short[] Lanes = [.. Enumerable.Range(0, Lane.Count).Select(lane => (short)lane)];

    public static async Task<IReadOnlyList<Result>> Run(Setting setting)
    {
        var few = 0.7 * 8 / (setting.FsyncP50.TotalSeconds + 0.0003);
        var results = new List<Result>();
        foreach (var kind in Stores.Kinds)
        {
            results.AddRange(await Run(setting, kind, 64, "≥ 5,000/s, p99 < 30 ms"));
            results.AddRange(await Run(setting, kind, 8, string.Create(CultureInfo.InvariantCulture, $"≥ {few:N0}/s (70 % of 8 / (fsync p50 + 0.3 ms)), p99 < 20 ms")));
        }
        return results;
    }

    private static async Task<IReadOnlyList<Result>> Run(Setting setting, StoreKind kind, int connections, string goal)
    {
        var routes = new RouteTable(RouteSet.Read([("bench.yaml", Route)], Models.Organisation.Facilities));
        await using var bed = await NodeBed.Start(setting.Stores, kind, new RouteMapper(routes, new PatientTokens(Stores.Key.Derive("patient-token"))));
        await using var listener = MllpListener.Start(
            new MllpListenerOptions { Name = "bench" }, bed.Node.Inbound, routes, new ListenerClocks(TimeProvider.System, () => bed.Node.Clock.Now()));
        var senders = new MllpSender[connections];
        for (var i = 0; i < connections; i++) senders[i] = await MllpSender.ConnectAsync("127.0.0.1", listener.EndPoint.Port, CancellationToken.None);

        var count = 0;
        async Task Once(int client)
        {
            var number = Interlocked.Increment(ref count);
            var controlId = number.ToString("D10", CultureInfo.InvariantCulture);
            var answer = await senders[client].SendAsync(Message(controlId, number), controlId, CancellationToken.None);
            if (!answer.IsAccepted) throw new InvalidOperationException($"Expected AA, but the answer is {answer.Code}");
        }

        await ClosedLoop.WarmUp(connections, setting.WarmUp, Once);
        var series = new Series();
        var mapped = new List<double>();
        for (var round = 0; round < setting.Rounds; round++)
        {
            await Mapped(bed);
            var (before, start) = (count, Stopwatch.GetTimestamp());
            series.Add(await ClosedLoop.For(connections, setting.Round, Once));
            await Mapped(bed);
            mapped.Add((count - before) / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        foreach (var sender in senders) await sender.DisposeAsync();
        var store = Stores.NameOf(kind);
        return
        [
            series.ToResult($"HL7 v2 over MLLP, committed, then ACK, {connections} stop-and-wait connections", store, goal),
            new Result($"the same until the last one is mapped to its canonical event", store, "/s", mapped, null, "none of its own"),
        ];
    }

    /// <summary>Waits until no message is left to map.</summary>
    private static async Task Mapped(NodeBed bed)
    {
        while ((await bed.Store.Read.Lanes.Inbox(Lanes, 1)).Count > 0) await Task.Delay(20);
    }

    /// <summary>900 bytes of ADT, each about another visit, so that no two share an order key.</summary>
    private static byte[] Message(string controlId, int visit) => Encoding.ASCII.GetBytes(string.Join('\r',
        $@"MSH|^~\&|HARBOR|HP|ORDERLY|HP|20260609123105.123-0400||ADT^A01^ADT_A01|{controlId}|P|2.5.1|||AL|NE||UNICODE UTF-8",
        $"EVN|A01|{Happened(visit)}|||KMOREAU^Moreau^Katia|{Happened(visit)}|HP",
        "PID|1||HP0048213^^^HP^MR~900417^^^NET^PI||Okafor^Lena^Ada^^Ms||19510322|F|||12 Quay Street^^Harbor Point^ME^04000^USA^H||^PRN^PH^^1^207^5550100|^WPN^PH^^1^207^5550101|eng|M|NON|||||||||||N",
        "PD1||||1234567^Castellano^Maria^^^Dr^^^NPI|||||||N",
        "NK1|1|Okafor^Ben^^^Mr|SPO^Spouse|12 Quay Street^^Harbor Point^ME^04000^USA|^PRN^PH^^1^207^5550102",
        $"PV1|1|I|5W^512^A^HP^^N^MAIN^5||||1234567^Castellano^Maria^^^Dr|2345678^Ferro^Luca^^^Dr||MED||||1|||1234567^Castellano^Maria^^^Dr|IP|V{visit}^^^HP^VN|MCR||||||||||||||||||HH||REG||A|||20260604091500-0400",
        "PV2||PRV|^Heart failure|||||20260604|20260609|5",
        "DG1|1||I50.9^Heart failure, unspecified^I10|||A",
        ""));

    private static string Happened(int visit) =>
        new DateTime(2026, 6, 9, 12, 30, 0).AddSeconds(visit).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) + "-0400";

    private const string Route = """
        route: adt
        match:
          triggers: [ADT^*]
        facility-from: MSH-4.1
        order-key:
          authority: PV1-19.4
          visit: PV1-19.1
        patient:
          number: PID-3.1
          authority: PID-3.4
          family: PID-5.1
          given: PID-5.2
          birth-date: PID-7
          sex: PID-8
        encounter:
          visit: PV1-19.1
          authority: PV1-19.4
          authority-otherwise: HP
        events:
          - rule: admitted
            when: trigger = "A01"
            type: Admitted
            location: { to: { unit: PV1-3.1, room: PV1-3.2, bed: PV1-3.3 } }
            class: if hl7("PV1-2") = "I" then "Inpatient" else null
        """;
}
