using Orderly.Canonical.Organisation;
using Orderly.Web.Beds;

namespace Orderly.Web.Tests.Beds;

public sealed class BedFittingTests
{
    private static readonly BedNeed Anyone = new("HP|V-1", null, default, "medical-surgical", null, "", "F", null);

    [Fact]
    public void Bed_that_is_clean_in_the_unit_asked_for_goes_first_and_says_why()
    {
        var fits = BedFitting.Of(Anyone with { Unit = "6W" }, [Offer("5W", "501"), Offer("6W", "601", state: BedState.Cleaning), Offer("6W", "602")]);

        fits.Select(fit => fit.Offer.Name).ShouldBe(["602-A", "601-A", "501-A"]);
        fits[0].Why.ShouldBe("Clean now, the unit asked for, medical surgical");
    }

    [Fact]
    public void Higher_level_takes_a_lower_need_and_never_the_other_way_and_the_last_choice_is_critical_care()
    {
        BedFitting.Objection(Anyone with { Level = "telemetry" }, Offer("5W", "501")).ShouldBe("5W gives medical surgical care, needed is telemetry");
        BedFitting.Objection(Anyone with { Level = "burns" }, Offer("ICU", "201", "critical-care")).ShouldNotBeNull();

        BedFitting.Of(Anyone, [Offer("ICU", "201", "critical-care"), Offer("7E", "701", "telemetry", BedState.Vacated)]).Select(fit => fit.Offer.Name).ShouldBe(["701-A", "201-A"]);
    }

    [Fact]
    public void Isolation_needs_a_room_alone_or_with_the_same_and_nobody_else_joins_it()
    {
        var contact = Anyone with { Isolation = "Contact" };

        BedFitting.Objection(contact, Offer("5W", "501")).ShouldBeNull();
        BedFitting.Objection(contact, Offer("5W", "501", beside: new Neighbour("F", "CONTACT"))).ShouldBeNull();
        BedFitting.Objection(contact, Offer("5W", "501", beside: new Neighbour("F", null))).ShouldBe("Contact isolation needs a room alone or with the same");
        BedFitting.Objection(Anyone, Offer("5W", "501", beside: new Neighbour("F", "Droplet"))).ShouldBe("Someone in droplet isolation lies in the room");
        BedFitting.Objection(Anyone with { Isolation = "Airborne" }, Offer("5W", "501")).ShouldNotBeNull();
    }

    [Fact]
    public void Room_is_shared_only_with_the_same_sex_and_only_when_both_are_known()
    {
        BedFitting.Objection(Anyone, Offer("5W", "501", beside: new Neighbour("F", null))).ShouldBeNull();
        BedFitting.Objection(Anyone, Offer("5W", "501", beside: new Neighbour("M", null))).ShouldBe("The room is shared with the other sex");
        BedFitting.Objection(Anyone with { Sex = null }, Offer("5W", "501", beside: new Neighbour("M", null))).ShouldBe("The room is shared, and the sex of one of them is not known");
    }

    private static BedOffer Offer(string unit, string room, string level = "medical-surgical", BedState? state = null, params Neighbour[] beside) =>
        new(new Bed(1, unit, room, "A"), new Unit(unit, 1, "NUR", unit, level), state ?? BedState.Clean, beside);
}
