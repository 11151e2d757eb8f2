using System.Globalization;
using System.Text;
using Orderly.Canonical.Erp;
using Orderly.Hosting;
using Orderly.Runtime.Postings;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Verification;
using Orderly.Simulator.Erp;
using Orderly.Simulator.Hospital.Wire;
using Orderly.Tests.Faults;

namespace Orderly.Tests.Living;

/// <summary>
/// The whole hospital for six hours, or for as many days as ORDERLY_WEEK says, with messages that come twice, late and out of order. At
/// its end everything ties out to zero differences.
/// </summary>
[Collection(nameof(Alone))]
public sealed class WeekTests
{
    private const int Rate = 600;

    [Fact]
    public async Task Census_tasks_clocks_and_ERP_tie_out_at_the_end()
    {
        var cancel = TestContext.Current.CancellationToken;
        var span = Environment.GetEnvironmentVariable("ORDERLY_WEEK") is { Length: > 0 } days
            ? TimeSpan.FromDays(double.Parse(days, CultureInfo.InvariantCulture))
            : TimeSpan.FromHours(6);
        await using var hospital = await LivingHospital.OpenAsync(
            Rate, new LineFaults { DuplicateShare = 0.03, LateShare = 0.02, ReorderShare = 0.02 }, cancel);

        for (var end = LivingHospital.Start; end < LivingHospital.Start + span;)
        {
            end = end.AddDays(1) < LivingHospital.Start + span ? end.AddDays(1) : LivingHospital.Start + span;
            await hospital.Demo.Hospital.RunAsync(end, cancel);
            Console.WriteLine($"{end:ddd HH:mm}: {await Summary(hospital)}");
        }
        await hospital.AtRest(cancel);

        (await hospital.Reconcile(mend: false, cancel)).ShouldBeEmpty("census");
        hospital.Demo.Hospital.Messages.Waiting.ShouldBe(0, "messages");
        var documents = hospital.Demo.Erp.Documents;
        documents.Select(document => document.Key).ShouldBeUnique();
        (await hospital.Store.Violations()).ShouldBeEmpty();
        (await hospital.Store.OpenIncidents()).ShouldBeEmpty();
        documents.Count.ShouldBeGreaterThan(0);

        var report = await Verify(hospital);
        report.Differences.ShouldBeEmpty("tasks, clocks, timers, subscriptions and effects, replayed from the journal");
        report.Chains.Holds.ShouldBeTrue();
        Console.WriteLine($"verified: {report.Instances} instances, {report.Entries} entries, {report.Rows} rows");
    }

    /// <summary>On the store itself, once the product has let go of it.</summary>
    private static async Task<VerifyReport> Verify(LivingHospital hospital)
    {
        LedgerLine[] documents = [.. hospital.Demo.Erp.Documents.Select(ErpDocuments.Line)];
        await hospital.Demo.DisposeAsync();
        var options = new OrderlyOptions { Data = hospital.Data, Secrets = Path.Combine(hospital.Data, "secrets") };
        await using var store = await StoreOpening.Open(options, StoreOpening.Key(options, new HostSettings()), CancellationToken.None);
        var (lines, _) = await new PostingLedger(store).Read(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        TieOut.Of(lines, documents).Differences.ShouldBeEmpty("ERP, document by document");
        return await new Verification(store, new SealedMode()).RunAsync();
    }

    private static async Task<string> Summary(LivingHospital hospital)
    {
        var (accepted, repeated, waiting) = hospital.Demo.Hospital.Messages;
        var words = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{accepted} messages ({repeated} twice, {waiting} waiting), {hospital.Demo.Erp.Documents.Count} ERP documents; staff ");
        words.AppendJoin(", ", hospital.Demo.Hospital.Staff.Counts.OrderByDescending(one => one.Value).Select(one => $"{one.Key} {one.Value}"));
        words.AppendJoin("", (await hospital.Store.Pace()).Select(line => $"; {line}"));
        if (hospital.Demo.Hospital.Refused.Count > 0)
            words.Append("; refused ").AppendJoin(", ", hospital.Demo.Hospital.Refused.Select(one => $"{one.Key} {one.Value}"));
        return words.ToString();
    }
}
