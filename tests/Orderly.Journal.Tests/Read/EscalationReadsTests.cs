using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using static Orderly.Journal.Tests.Samples;

namespace Orderly.Journal.Tests.Read;

public sealed class EscalationReadsTests(Stores stores)
{
    [Theory, OnEveryStore]
    public async Task An_escalation_reads_back_with_every_column(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var row = Told(Id(), queue: 7);
        await open.Write(Only(new UpsertEscalation(row)));

        (await open.Store.Read.Escalations.OfClock(row.Clock)).ShouldHaveSingleItem().ShouldBe(row);
        (await open.Store.Read.Escalations.OfInstances([row.Instance])).ShouldHaveSingleItem().ShouldBe(row);
    }

    [Theory, OnEveryStore]
    public async Task Told_are_the_open_ones_of_the_places_and_of_the_owner_the_longest_first(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var mine = WorkItem(Id(), queue: 9) with { Owner = "nurse.ann" };
        var hers = WorkItem(Id(), queue: 3) with { Owner = "nurse.bea" };
        var nobodys = WorkItem(Id(), queue: 3) with { Owner = null };
        EscalationRow[] rows =
        [
            Told(Id(), queue: 3, at: Now + 3), Told(Id(), queue: 4), Told(Id(), queue: 3) with { Ended = Now + 1 },
            Told(Id(), queue: 9, at: Now + 2) with { Task = mine.Id, ToOwner = true },
            Told(Id(), queue: 3) with { Task = hers.Id, ToOwner = true },
            Told(Id(), queue: 3, at: Now + 1) with { Task = nobodys.Id, ToOwner = true },
        ];
        await open.Write(Only([.. rows.Select(row => new UpsertEscalation(row)), new UpsertTask(mine), new UpsertTask(hers), new UpsertTask(nobodys)]));

        (await open.Store.Read.Escalations.ToldTo("nurse.ann", [3], 10)).ShouldBe([rows[5], rows[3], rows[0]]);
        (await open.Store.Read.Escalations.ToldTo("nurse.ann", [3], 1)).ShouldBe([rows[5]]);
        (await open.Store.Read.Escalations.ToldTo("nurse.ann", [], 10)).ShouldBe([rows[3]]);
    }

    [Theory, OnEveryStore]
    public async Task Ending_a_clocks_escalations_leaves_what_is_told_later_and_what_others_are_told(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var clock = Id();
        var first = Told(clock, queue: 3);
        var second = first with { Level = 3, At = Now + 10 };
        var other = Told(Id(), queue: 3, at: Now + 1);
        await open.Write(Only(new UpsertEscalation(first), new UpsertEscalation(other), new EndEscalations(clock, Now + 5, []), new UpsertEscalation(second)));

        (await open.Store.Read.Escalations.ToldTo("nurse.ann", [3], 10)).ShouldBe([other, second]);
        (await open.Store.Read.Escalations.OfClock(clock)).Select(row => row.Ended).ShouldBe([Now + 5, null]);
        await open.Write(Only(new UpsertEscalation(first with { At = Now + 20 })));
        (await open.Store.Read.Escalations.ToldTo("nurse.ann", [3], 10)).Select(row => row.Clock).ShouldBe([other.Clock, clock, clock]);
    }

    /// <summary>Found by a simulated day: a plan and the end of its work fell into one batch, and the later one stood.</summary>
    [Theory, OnEveryStore]
    public async Task Ended_twice_in_one_batch_it_ended_the_first_time_that_was_after_it(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var clock = Id();
        var first = Told(clock, queue: 3);
        var second = first with { Level = 3, At = Now + 7 };
        await open.Write(Only(
            new UpsertEscalation(first), new EndEscalations(clock, Now + 5, []), new UpsertEscalation(second), new EndEscalations(clock, Now + 9, [])));

        (await open.Store.Read.Escalations.OfClock(clock)).Select(row => row.Ended).ShouldBe([Now + 5, Now + 9]);
    }

    private static EscalationRow Told(Guid clock, int queue, long at = Now) =>
        new(clock, 2, 1, 3, Id(), Id(), "ask", queue, ToOwner: false, "unit-coordinator", "5W", "page", at, null);
}
