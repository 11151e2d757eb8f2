using Orderly.Journal.Changes;
using Orderly.Journal.Read;
using Orderly.Journal.Rows;
using static Orderly.Journal.Tests.Samples;

namespace Orderly.Journal.Tests.Read;

public sealed class WorkReadsTests(Stores stores)
{
    [Theory, OnEveryStore]
    public async Task Pages_over_several_queues_are_the_open_tasks_in_rank_and_due_order(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var random = new Random(7);
        var tasks = Enumerable.Range(0, 300)
            .Select(i => WorkItem(Id(), queue: i % 5, rank: random.Next(3), due: i % 7 == 0 ? Micros.Never : Now + random.Next(20), open: i % 4 != 0))
            .ToList();
        await open.Write(Only([.. tasks.Select(t => new UpsertTask(t))]));
        int[] queues = [1, 2, 4];

        var paged = new List<Guid>();
        var after = WorklistKey.Start;
        while (true)
        {
            var page = await open.Store.Read.Work.Page(queues, after, 25);
            paged.AddRange(page.Select(t => t.Id));
            if (page.Count < 25) break;
            after = WorklistKey.Of(page[^1]);
        }

        paged.ShouldBe(tasks.Where(t => t.Open && queues.Contains(t.Queue)).OrderBy(t => t.Rank).ThenBy(t => t.Due).ThenBy(t => t.Id).Select(t => t.Id));
        (await open.Store.Read.Work.Count(queues)).ShouldBe(paged.Count);
    }

    [Theory, OnEveryStore]
    public async Task Counting_stops_past_a_thousand(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        await open.Write(Only([.. Enumerable.Range(0, 1500).Select(i => new UpsertTask(WorkItem(Id(), queue: i % 2)))]));

        (await open.Store.Read.Work.Count([0, 1])).ShouldBe(WorkReads.CountLimit + 1);
        (await open.Store.Read.Work.Count([0])).ShouldBe(750);
        (await open.Store.Read.Work.Count([9])).ShouldBe(0);
    }

    [Theory, OnEveryStore]
    public async Task A_task_reads_back_with_every_column_and_leaves_lists_when_closed(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var task = WorkItem(Id(), due: Now);
        var later = WorkItem(Id(), due: Now + 1);
        await open.Write(Only(new UpsertTask(later), new UpsertTask(task)));

        (await open.Store.Read.Work.Task(task.Id)).ShouldBeEquivalentTo(task);
        (await open.Store.Read.Work.OfInstances([task.Instance])).Single().Id.ShouldBe(task.Id);
        (await open.Store.Read.Work.OfPatient([task.Patient!.Value])).Single().Id.ShouldBe(task.Id);
        (await open.Store.Read.Work.OfOwner("nurse.ann", (long.MinValue, Guid.Empty), 10)).Select(t => t.Id).ShouldBe([task.Id, later.Id]);
        (await open.Store.Read.Work.OfOwner("nurse.ann", (task.Due, task.Id), 10)).Select(t => t.Id).ShouldBe([later.Id]);

        await open.Write(Only(new UpsertTask(task with { Open = false, Owner = null, Patient = null, Focus = null })));
        (await open.Store.Read.Work.OfOwner("nurse.ann", (long.MinValue, Guid.Empty), 10)).Select(t => t.Id).ShouldBe([later.Id]);
        (await open.Store.Read.Work.Task(task.Id)).ShouldBeEquivalentTo(task with { Open = false, Owner = null, Patient = null, Focus = null });
    }
}
