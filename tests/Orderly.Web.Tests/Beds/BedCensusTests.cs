using Orderly.Canonical.Organisation;
using Orderly.Canonical.PatientFlow;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Journal.Sealing;
using Orderly.Journal.Write;
using Orderly.Web.Beds;

namespace Orderly.Web.Tests.Beds;

/// <summary>What the board makes of the census that messages keep up to date.</summary>
public sealed class BedCensusTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 9, 12, 0, 0, TimeSpan.Zero);
    private static readonly Bed First = new(1, "5W", "512", "A");
    private static readonly Bed Second = new(1, "5W", "513", "A");

    private Store store = null!;
    private BatchWriter writer = null!;

    public async ValueTask InitializeAsync()
    {
        store = await Store.OpenInMemory(new StoreOptions { Key = new KeyEncryptionKey(new byte[32]) });
        writer = new BatchWriter(store, await store.Join("tests"), new WriterLimits(), TimeProvider.System, TaskScheduler.Default);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task Two_in_one_bed_show_whoever_came_last_and_one_without_a_bed_is_in_none()
    {
        await Write(Lies("V-1", First, 0), Lies("V-2", First, 30), new UpsertOccupancy(new OccupancyRow(1, "HP|V-3", null, "5W", null, null, At(0), IsThere: true)));

        (await Census()).Occupants.ShouldHaveSingleItem().Value.ShouldBe(new Occupant("HP|V-2", null, First, Noon.AddMinutes(30), null));
    }

    [Fact]
    public async Task What_a_bed_is_told_last_holds_and_a_bed_someone_left_has_no_status()
    {
        await Write(new UpsertBed(Row(First, nameof(BedStatus.Contaminated), 10)), new UpsertBed(Row(First, nameof(BedStatus.Unoccupied), 40)), new UpsertBed(Row(Second, null, 5)));

        var words = (await Census()).Words;

        words[First].ShouldBe(new BedWord(BedStatus.Unoccupied, Noon.AddMinutes(40), null));
        words[Second].Status.ShouldBeNull();
    }

    [Fact]
    public async Task Place_that_only_an_order_named_says_nothing_of_since_when()
    {
        await Write(new UpsertOccupancy(new OccupancyRow(1, "HP|V-1", null, First.Unit, First.Room, First.Code, Moved: 0, IsThere: true)));

        (await Census()).Occupants[First].Since.ShouldBeNull();
    }

    private async Task<Census> Census() => await new BedCensus(store).Of(1, default);

    private async Task Write(params Change[] changes)
    {
        foreach (var change in changes)
        {
            (await writer.Write(new Append { Changes = [change] })).ShouldBeOfType<Committed>();
        }
    }

    private static UpsertOccupancy Lies(string visit, Bed bed, int minutes) =>
        new(new OccupancyRow(1, $"HP|{visit}", null, bed.Unit, bed.Room, bed.Code, At(minutes), IsThere: true));

    private static BedRow Row(Bed bed, string? status, int minutes) => new(bed.Facility, bed.Unit, bed.Room, bed.Code, status, null, At(minutes));

    private static long At(int minutes) => Micros.From(Noon.AddMinutes(minutes));
}
