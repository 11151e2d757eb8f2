using Orderly.Canonical.PatientFlow;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Runtime.Inbound;

namespace Orderly.Runtime.Tests.Inbound;

/// <summary>What each kind of event says of the census.</summary>
public sealed class OccupancyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 9, 12, 0, 0, TimeSpan.Zero);
    private static readonly Location First = new("5W", "512", "A");
    private static readonly Location Second = new("5W", "513", "A");

    [Fact]
    public void A_transfer_places_the_patient_and_leaves_the_bed_behind()
    {
        var changes = Of(PatientFlowEventType.Transferred, First, Second);

        changes.OfType<UpsertOccupancy>().ShouldHaveSingleItem().Row.ShouldBe(new OccupancyRow(1, "HP|V-1", null, "5W", "513", "A", Micros.From(Noon), IsThere: true));
        changes.OfType<UpsertBed>().ShouldHaveSingleItem().Row.ShouldBe(new BedRow(1, "5W", "512", "A", null, null, Micros.From(Noon)));
    }

    [Fact]
    public void An_exit_takes_the_patient_out_and_leaves_the_bed()
    {
        var changes = Of(PatientFlowEventType.Discharged, First, null);

        changes.OfType<UpsertOccupancy>().ShouldHaveSingleItem().Row.IsThere.ShouldBeFalse();
        changes.OfType<UpsertBed>().ShouldHaveSingleItem().Row.Room.ShouldBe("512");
    }

    [Fact]
    public void A_status_of_a_bed_speaks_of_the_bed_alone()
    {
        var told = Event(PatientFlowEventType.BedStatusChanged, null, First) with { Encounter = null, Payload = new BedDetail { Status = BedStatus.Unoccupied, Reason = "done" } };

        Occupancy.Of(1, told).ShouldHaveSingleItem().ShouldBe(new UpsertBed(new BedRow(1, "5W", "512", "A", "Unoccupied", "done", Micros.From(Noon))));
    }

    [Fact]
    public void An_order_names_a_place_that_any_movement_outweighs_and_an_expected_exit()
    {
        var told = Event(PatientFlowEventType.DischargeOrdered, First, null) with { Payload = new DischargeDetail { ExpectedAt = Noon.AddHours(2) } };
        var changes = Occupancy.Of(1, told).ToList();

        changes.OfType<UpsertOccupancy>().ShouldHaveSingleItem().Row.Moved.ShouldBe(0);
        changes.OfType<ExpectExit>().ShouldHaveSingleItem().ShouldBe(new ExpectExit(1, "HP|V-1", Micros.From(Noon.AddHours(2)), Micros.From(Noon)));
        changes.OfType<UpsertBed>().ShouldBeEmpty();
    }

    [Fact]
    public void A_request_asks_for_a_bed_and_an_assignment_gives_one()
    {
        var needs = new BedDetail { LevelOfCare = "telemetry", Isolation = "CONTACT" };
        var asks = Event(PatientFlowEventType.BedRequested, null, First) with { Payload = needs };
        var given = Event(PatientFlowEventType.BedAssigned, null, Second);

        Occupancy.Of(1, asks).ShouldHaveSingleItem()
            .ShouldBe(new UpsertBedRequest(new BedRequestRow(1, "HP|V-1", null, Micros.From(Noon), "telemetry", "CONTACT", "5W", null, null, Micros.From(Noon))));
        Occupancy.Of(1, given).OfType<UpsertBedRequest>().ShouldHaveSingleItem().Row.ShouldSatisfyAllConditions(row => row.Room.ShouldBe("513"), row => row.Bed.ShouldBe("A"));
    }

    private static List<Change> Of(PatientFlowEventType type, Location? from, Location? to) => [.. Occupancy.Of(1, Event(type, from, to))];

    private static PatientFlowEvent Event(PatientFlowEventType type, Location? from, Location? to) => new()
    {
        Id = Guid.CreateVersion7(),
        Type = type,
        Facility = 1,
        OccurredAt = Noon,
        ReceivedAt = Noon.AddMinutes(1),
        SourceSystem = "EHR|HP",
        SourceMessageId = "1",
        SemanticKey = "1",
        Encounter = new EncounterRef("HP", "V-1"),
        Location = new LocationChange(from, to),
    };
}
