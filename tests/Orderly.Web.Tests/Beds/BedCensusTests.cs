using System.Text.Json;
using Orderly.Canonical;
using Orderly.Canonical.Organisation;
using Orderly.Canonical.PatientFlow;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Journal.Sealing;
using Orderly.Journal.Write;
using Orderly.Web.Beds;

namespace Orderly.Web.Tests.Beds;

/// <summary>Where patients are, by the events that tell of their moves, in whatever order those come.</summary>
public sealed class BedCensusTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 9, 12, 0, 0, TimeSpan.Zero);
    private static readonly Bed First = new(1, "5W", "512", "A");
    private static readonly Bed Second = new(1, "5W", "513", "A");

    private Store store = null!;
    private BatchWriter writer = null!;
    private BedCensus census = null!;
    private int told;

    public async ValueTask InitializeAsync()
    {
        store = await Store.OpenInMemory(new StoreOptions { Key = new KeyEncryptionKey(new byte[32]) });
        writer = new BatchWriter(store, await store.Join("tests"), new WriterLimits(), TimeProvider.System, TaskScheduler.Default);
        census = new BedCensus(store);
    }

    public async ValueTask DisposeAsync()
    {
        census.Dispose();
        await store.DisposeAsync();
    }

    [Fact]
    public async Task Patient_is_where_the_last_move_left_them_and_the_bed_behind_is_vacated()
    {
        await Tell("V-1", PatientFlowEventType.Admitted, 0, First);
        (await census.Now(default)).Occupants.Keys.ShouldBe([First]);

        await Tell("V-1", PatientFlowEventType.Transferred, 10, Second);
        (await census.Now(default)).Occupants.Keys.ShouldBe([Second]);

        await Tell("V-1", PatientFlowEventType.Discharged, 20, Second);
        var after = await census.Now(default);
        after.Occupants.ShouldBeEmpty();
        after.Words[Second].ShouldSatisfyAllConditions(word => word.Status.ShouldBeNull(), word => word.At.ShouldBe(Noon.AddMinutes(20)));
    }

    [Fact]
    public async Task Late_word_of_an_earlier_move_moves_nobody()
    {
        await Tell("V-1", PatientFlowEventType.Discharged, 20, First);
        await census.Now(default);

        await Tell("V-1", PatientFlowEventType.Admitted, 0, First);

        (await census.Now(default)).Occupants.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancelled_discharge_puts_the_patient_back()
    {
        await Tell("V-1", PatientFlowEventType.Admitted, 0, First);
        await Tell("V-1", PatientFlowEventType.Discharged, 20, First);
        await Tell("V-1", PatientFlowEventType.DischargeCancelled, 25, null);

        (await census.Now(default)).Occupants[First].Encounter.ShouldBe("HP|V-1");
    }

    [Fact]
    public async Task Two_in_one_bed_show_whoever_came_last_and_what_the_bed_itself_is_told_holds()
    {
        await Tell("V-1", PatientFlowEventType.Admitted, 0, First);
        await Tell("V-2", PatientFlowEventType.Admitted, 30, First);
        await Tell("V-3", PatientFlowEventType.Discharged, 5, Second);
        await Tell(null, PatientFlowEventType.BedStatusChanged, 40, Second, new BedDetail { Status = BedStatus.Unoccupied });

        var now = await census.Now(default);

        now.Occupants[First].Encounter.ShouldBe("HP|V-2");
        now.Words[Second].Status.ShouldBe(BedStatus.Unoccupied);
    }

    private async Task Tell(string? visit, PatientFlowEventType type, int minutes, Bed? bed, EventPayload? payload = null)
    {
        var happened = new PatientFlowEvent
        {
            Id = Guid.CreateVersion7(),
            Type = type,
            Facility = 1,
            OccurredAt = Noon.AddMinutes(minutes),
            ReceivedAt = Noon.AddSeconds(told++),
            SourceSystem = "EHR|HP",
            SourceMessageId = $"{told}",
            SemanticKey = $"{visit}|{type}|{minutes}",
            Encounter = visit is null ? null : new EncounterRef("HP", visit),
            Payload = payload,
            Location = bed is null ? null : new LocationChange(null, new Location(bed.Unit, bed.Room, bed.Code)),
        };
        (await writer.Write(new Append
        {
            Changes =
            [
                new AddCanonicalEvent(new CanonicalEventRow(
                    happened.Id, 1, type.ToString(), happened.SemanticKey, happened.Encounter?.ToString(), Micros.From(happened.OccurredAt), Micros.From(happened.ReceivedAt), null,
                    JsonSerializer.SerializeToUtf8Bytes(happened, CanonicalJson.Default.PatientFlowEvent))),
            ],
        })).ShouldBeOfType<Committed>();
    }
}
