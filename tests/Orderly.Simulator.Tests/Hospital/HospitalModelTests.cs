using Orderly.Simulator.Hospital.Stays;
using Orderly.Simulator.Hospital.Wire;

namespace Orderly.Simulator.Tests.Hospital;

public sealed class HospitalModelTests
{
    private static readonly EhrEventKind[] Placing = [EhrEventKind.Admitted, EhrEventKind.Transferred, EhrEventKind.TransferCancelled, EhrEventKind.DischargeCancelled];
    private static readonly EhrEventKind[] Leaving = [EhrEventKind.Discharged, EhrEventKind.AdmitCancelled];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_bed_holds_one_patient_and_the_events_add_up_to_the_census(int seed)
    {
        var model = new HospitalModel(SmallHospital.Options(seed));
        var lies = new Dictionary<string, string>();

        foreach (var happened in SmallHospital.Live(model, days: 7))
        {
            var (visit, bed) = (happened.Patient.Visit, $"{happened.Patient.Unit}-{happened.Patient.Room}-{happened.Patient.Bed}");
            if (Leaving.Contains(happened.Kind)) lies.Remove(visit).ShouldBeTrue($"{happened.Kind} of {visit}, who was not there");
            if (!Placing.Contains(happened.Kind)) continue;
            lies.ShouldNotContain(one => one.Value == bed && one.Key != visit, $"{happened.Kind} of {visit} at {happened.At}");
            lies[visit] = bed;
        }

        SmallHospital.Facilities.SelectMany(facility => model.Census(facility.Id))
            .ToDictionary(line => line.Patient.Visit, line => $"{line.Bed.Unit}-{line.Bed.Room}-{line.Bed.Code}").ShouldBe(lies, ignoreOrder: true);
    }

    [Fact]
    public void Equal_seeds_give_equal_messages_byte_for_byte_and_other_seeds_others()
    {
        Bytes(seed: 5).ShouldBe(Bytes(seed: 5));
        Bytes(seed: 5).ShouldNotBe(Bytes(seed: 6));
    }

    [Fact]
    public void A_week_has_every_kind_of_event_and_a_discharge_for_two_beds_in_five_a_day()
    {
        var week = SmallHospital.Live(new HospitalModel(SmallHospital.Options(1)), days: 7);

        Enum.GetValues<EhrEventKind>().ShouldBeSubsetOf(week.Select(happened => happened.Kind));
        (week.Count(happened => happened.Kind == EhrEventKind.Discharged) / 7.0).ShouldBeInRange(35, 60);
        week.Where(happened => happened.Kind == EhrEventKind.DischargeOrdered && happened.At > SmallHospital.Monday.AddDays(1))
            .Select(happened => TimeZoneInfo.ConvertTime(happened.At, happened.Facility.TimeZone).Hour).ShouldAllBe(hour => hour >= 8 && hour < 23);
        var afternoon = week.Count(happened => happened.Kind == EhrEventKind.Admitted && Hour(happened) is >= 12 and < 18);
        var night = week.Count(happened => happened.Kind == EhrEventKind.Admitted && Hour(happened) is >= 0 and < 6);
        afternoon.ShouldBeGreaterThan(3 * night);
    }

    [Fact]
    public void Nobody_is_detained_who_is_not_told_to_go()
    {
        var events = SmallHospital.Live(new HospitalModel(SmallHospital.Options(1)), days: 3, attention: 0);

        foreach (var order in events.Where(happened => happened.Kind == EhrEventKind.DischargeOrdered && happened.At < SmallHospital.Monday.AddDays(2)))
            events.ShouldContain(
                happened => happened.Patient.Visit == order.Patient.Visit && happened.At > order.At && happened.At <= order.At.AddHours(7)
                    && (happened.Kind == EhrEventKind.Discharged || happened.Kind == EhrEventKind.DischargeOrderCancelled),
                order.Patient.Visit);
    }

    [Fact]
    public void Who_is_told_to_go_leaves_within_minutes_and_the_bed_is_given_away_after_it_was_cleaned()
    {
        var model = new HospitalModel(SmallHospital.Options(1));
        EhrEvent? order = null;
        for (var at = SmallHospital.Monday; order is null; at += TimeSpan.FromMinutes(1))
            order = model.Advance(at).FirstOrDefault(happened => happened.Kind == EhrEventKind.DischargeOrdered);
        var told = model.Now;

        model.LetGo(order.Patient.Visit, told);

        var exit = model.Advance(told.AddMinutes(15)).Single(happened => happened.Kind == EhrEventKind.Discharged && happened.Patient.Visit == order.Patient.Visit);
        exit.At.ShouldBeInRange(told.AddMinutes(2), told.AddMinutes(12));
        model.Census(exit.Facility.Id).ShouldNotContain(line => line.Patient.Visit == order.Patient.Visit);
        var next = model.Advance(told.AddHours(12)).FirstOrDefault(happened => Placing.Contains(happened.Kind) && happened.Patient.Room == exit.Patient.Room && happened.Patient.Bed == exit.Patient.Bed && happened.Patient.Unit == exit.Patient.Unit && happened.Patient.Visit != exit.Patient.Visit);
        if (next is not null) next.At.ShouldBeGreaterThan(exit.At.AddMinutes(39));
    }

    private static int Hour(EhrEvent happened) => TimeZoneInfo.ConvertTime(happened.At, happened.Facility.TimeZone).Hour;

    private static string[] Bytes(int seed)
    {
        var messages = new HospitalMessages(seed);
        return [.. SmallHospital.Live(new HospitalModel(SmallHospital.Options(seed)), days: 2).Select(happened => Convert.ToHexString(messages.Write(happened).Bytes.Span))];
    }
}
