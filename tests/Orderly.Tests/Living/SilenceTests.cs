using Orderly.Simulator.Hospital.Wire;
using Orderly.Tests.Faults;

namespace Orderly.Tests.Living;

/// <summary>A feed that is down for two hours, and what becomes of the product's picture of the house.</summary>
[Collection(nameof(Alone))]
public sealed class SilenceTests
{
    private const int Rate = 600;

    [Fact]
    public async Task After_two_silent_hours_the_feed_catches_up_and_posts_nothing_of_what_is_old()
    {
        var cancel = TestContext.Current.CancellationToken;
        var silence = new Silence(LivingHospital.Start.AddHours(2.5), TimeSpan.FromHours(2));
        await using var hospital = await LivingHospital.OpenAsync(Rate, new LineFaults { Silence = silence }, cancel);

        await hospital.Demo.Hospital.RunAsync(silence.Until.AddMinutes(-5), cancel);
        (await hospital.Reconcile(mend: false, cancel)).ShouldNotBeEmpty("the EHR went on while its feed was silent");
        var booked = hospital.Demo.Erp.Documents.Select(document => document.Number).ToHashSet();
        await hospital.Demo.Hospital.RunAsync(silence.Until.AddMinutes(30), cancel);
        await hospital.MappedAsync(cancel);
        await hospital.Until(async () => (await hospital.Store.OpenIncidents()).Count > 0, "an old posting to ask a person", cancel);

        (await hospital.Reconcile(mend: false, cancel)).ShouldBeEmpty();
        var old = await hospital.Store.VisitsToldLate("Discharged", TimeSpan.FromMinutes(30));
        old.ShouldNotBeEmpty("patients left while the feed was silent");
        hospital.Demo.Erp.Documents.Where(document => !booked.Contains(document.Number) && old.Contains(document.Encounter)).ShouldBeEmpty();
        (await hospital.Store.OpenIncidents()).ShouldAllBe(incident => incident.Contains("Expected to act on news", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_census_mends_what_a_feed_never_told()
    {
        var cancel = TestContext.Current.CancellationToken;
        // The feed falls silent and is not heard of again: all that is left is the census.
        var silence = new Silence(LivingHospital.Start.AddHours(2.5), TimeSpan.FromDays(2));
        await using var hospital = await LivingHospital.OpenAsync(Rate, new LineFaults { Silence = silence }, cancel);
        await hospital.Demo.Hospital.RunAsync(silence.From.AddHours(2), cancel);
        var differences = await hospital.Reconcile(mend: true, cancel);
        differences.Select(one => one.Kind).ShouldContain("hasLeft");
        differences.Select(one => one.Kind).ShouldContain("notKnown");

        await hospital.MappedAsync(cancel);

        (await hospital.Reconcile(mend: false, cancel)).ShouldBeEmpty();
    }
}
