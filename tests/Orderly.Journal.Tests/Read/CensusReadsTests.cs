using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using static Orderly.Journal.Tests.Samples;

namespace Orderly.Journal.Tests.Read;

/// <summary>Who lies where and how beds stand, in whatever order it is told.</summary>
public sealed class CensusReadsTests(Stores stores)
{
    [Theory, OnEveryStore]
    public async Task What_happened_last_holds_whether_told_in_one_batch_or_in_two(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        await open.Write(Only(Lies("V1", "513", 20), Lies("V1", "512", 10), Bed("512", "Unoccupied", 40), Bed("512", null, 20)));
        await open.Write(Only(Lies("V1", "511", 15), Bed("512", "Housekeeping", 30)));

        var census = open.Store.Read.Census;
        (await census.Of(3)).ShouldHaveSingleItem().Room.ShouldBe("513");
        (await census.Beds(3)).ShouldHaveSingleItem().ShouldBe(new BedRow(3, "5W", "512", "A", "Unoccupied", null, 40));
        (await census.Beds(4)).ShouldBeEmpty();
    }

    [Theory, OnEveryStore]
    public async Task Place_of_an_order_holds_until_a_movement_is_told_and_the_exit_before_it_stays_an_exit(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        await open.Write(Only(Lies("V1", "512", 0)));
        await open.Write(Only(Lies("V2", "514", 9) with { Row = Lies("V2", "514", 9).Row with { IsThere = false } }));
        await open.Write(Only(Lies("V1", "513", 10), Lies("V2", "514", 0)));

        (await open.Store.Read.Census.Of(3)).ShouldHaveSingleItem().Room.ShouldBe("513");
    }

    [Theory, OnEveryStore]
    public async Task When_a_patient_is_expected_to_leave_is_as_said_last(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        await open.Write(Only(Lies("V1", "512", 10)));
        await open.Write(Only(new ExpectExit(3, "V1", 900, Told: 20), new ExpectExit(3, "nobody", 900, Told: 20)));
        await open.Write(Only(new ExpectExit(3, "V1", 700, Told: 15)));
        await open.Write(Only(Lies("V1", "513", 30)));

        (await open.Store.Read.Census.Of(3)).ShouldHaveSingleItem().Expected.ShouldBe(900);
    }

    [Theory, OnEveryStore]
    public async Task Request_keeps_when_it_first_asked_is_placed_with_its_patient_and_gone_when_they_leave(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        await open.Write(Only(Asks("V1", 10, null), Asks("V2", 20, null)));
        await open.Write(Only(Asks("V1", 30, "512"), Lies("V2", "513", 40)));
        var asked = await open.Store.Read.Census.Requests(3);
        await open.Write(Only(Lies("V2", "513", 50) with { Row = Lies("V2", "513", 50).Row with { IsThere = false } }));

        asked.Select(row => (row.Encounter, row.Asked, row.Room, row.IsPlaced)).ShouldBe([("V1", 10, "512", false), ("V2", 20, null, true)]);
        (await open.Store.Read.Census.Requests(3)).ShouldHaveSingleItem().Encounter.ShouldBe("V1");
    }

    private static UpsertBedRequest Asks(string visit, long told, string? room) =>
        new(new BedRequestRow(3, visit, null, told, "telemetry", null, "7E", room, room is null ? null : "A", told));

    private static UpsertOccupancy Lies(string visit, string room, long moved) => new(new OccupancyRow(3, visit, null, "5W", room, "A", moved, IsThere: true));

    private static UpsertBed Bed(string room, string? status, long told) => new(new BedRow(3, "5W", room, "A", status, null, told));
}
