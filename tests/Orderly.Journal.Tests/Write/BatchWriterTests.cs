using Orderly.Journal.Changes;
using Orderly.Journal.Simulated;
using Orderly.Journal.Write;
using static Orderly.Journal.Tests.Samples;

namespace Orderly.Journal.Tests.Write;

public sealed class BatchWriterTests(Stores stores)
{
    private static Append Unattended() => Only(new AddMessage(Message("BedReady", Id().ToString())));

    private static readonly WriterLimits Impatient = new() { Retries = [], LookUp = TimeSpan.Zero };

    [Theory, OnEveryStore]
    public async Task Appends_that_arrive_during_a_commit_share_the_next(StoreKind kind)
    {
        await using var disk = await stores.Open(kind);
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var store = new SimulatedStore(disk, async (call, moment) =>
        {
            if (call != StoreCall.Commit || moment != CrashMoment.Before || entered.Task.IsCompleted) return;
            entered.SetResult();
            await release.Task;
        });
        var writer = await Stores.Writer(store, "a");

        var first = writer.Write(Start(Id()));
        await entered.Task;
        var rest = Enumerable.Range(0, 100).Select(_ => writer.Write(Start(Id()))).ToArray();
        release.SetResult();

        (await first).ShouldBeOfType<Committed>().Batch.ShouldBe(1);
        (await Task.WhenAll(rest)).ShouldAllBe(o => ((Committed)o).Batch == 2);
        await writer.Idle();
    }

    [Fact]
    public async Task Callers_just_answered_are_waited_for_so_that_those_who_take_turns_share_one_commit()
    {
        await using var disk = await stores.Open(StoreKind.Sqlite);
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var store = new SimulatedStore(disk, async (call, moment) =>
        {
            if (call != StoreCall.Commit || moment != CrashMoment.Before || entered.Task.IsCompleted) return;
            entered.SetResult();
            await release.Task;
        });
        var writer = await Stores.Writer(store, "a", new WriterLimits { Return = TimeSpan.FromHours(1) });

        var first = writer.Write(Start(Id()));
        await entered.Task;
        var second = writer.Write(Start(Id()));
        release.SetResult();
        (await first).ShouldBeOfType<Committed>().Batch.ShouldBe(1);
        var again = writer.Write(Start(Id()));

        (await Task.WhenAll(second, again)).ShouldAllBe(o => ((Committed)o).Batch == 2);
        await writer.Idle();
    }

    [Fact]
    public async Task Callers_that_do_not_come_back_hold_the_others_up_for_a_moment_only()
    {
        await using var disk = await stores.Open(StoreKind.Sqlite);
        var writer = await Stores.Writer(disk, "a");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => writer.Write(Start(Id()))));
        for (var alone = 0; alone < 20; alone++) (await writer.Write(Start(Id()))).ShouldBeOfType<Committed>();
        await writer.Idle();
    }

    [Fact]
    public async Task Appends_that_nobody_waits_for_let_the_others_go_first_until_there_are_enough_of_them()
    {
        await using var disk = await stores.Open(StoreKind.Sqlite);
        var limits = new WriterLimits { Patience = TimeSpan.FromHours(1), GreatestPatience = TimeSpan.FromHours(1), PatientAppends = 4 };
        var writer = await Stores.Writer(disk, "a", limits);

        var patient = Enumerable.Range(0, 3).Select(_ => writer.Write(Unattended(), isPatient: true)).ToList();
        (await writer.Write(Start(Id()))).ShouldBeOfType<Committed>().Batch.ShouldBe(1);
        patient.ShouldAllBe(waiting => !waiting.IsCompleted);
        patient.Add(writer.Write(Unattended(), isPatient: true));

        (await Task.WhenAll(patient)).ShouldAllBe(o => ((Committed)o).Batch == 2);
        await writer.Idle();
    }

    [Fact]
    public async Task An_append_that_nobody_waits_for_rides_along_once_its_patience_is_over()
    {
        await using var disk = await stores.Open(StoreKind.Sqlite);
        var writer = await Stores.Writer(disk, "a", new WriterLimits { Patience = TimeSpan.FromHours(1), GreatestPatience = TimeSpan.Zero });

        var patient = writer.Write(Unattended(), isPatient: true);
        patient.IsCompleted.ShouldBeFalse();
        (await writer.Write(Start(Id()))).ShouldBeOfType<Committed>().Batch.ShouldBe(1);

        (await patient).ShouldBeOfType<Committed>().Batch.ShouldBe(1);
        await writer.Idle();
    }

    [Fact]
    public async Task Entries_are_never_left_to_wait_by_nobody()
    {
        await using var disk = await stores.Open(StoreKind.Sqlite);
        var writer = await Stores.Writer(disk, "a");

        Should.Throw<ArgumentException>(() => { _ = writer.Write(Start(Id()), isPatient: true); }).Message.ShouldContain("no entries");
    }

    [Fact]
    public async Task An_append_that_nobody_waits_for_is_written_alone_when_no_other_comes()
    {
        await using var disk = await stores.Open(StoreKind.Sqlite);
        var writer = await Stores.Writer(disk, "a");

        (await writer.Write(Unattended(), isPatient: true)).ShouldBeOfType<Committed>();
        await writer.Idle();
    }

    [Theory, OnEveryStore]
    public async Task A_row_the_store_refuses_is_poison_for_its_own_append_only(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var ids = Enumerable.Range(0, 30).Select(_ => Id()).ToArray();
        var refused = Subscription("", "no name", ids[17]);

        var outcomes = await open.WriteAll([.. ids.Select((id, i) => i == 17 ? Start(id, new OpenSubscription(refused)) : Start(id))]);

        outcomes[17].ShouldBeOfType<Poisoned>().Error.ShouldContain("name");
        outcomes.Count(o => o is Committed).ShouldBe(29);
        (await open.Store.Read.Instances.Head(ids[17])).ShouldBeNull();
        (await open.Store.VerifyChains()).Faults.ShouldBeEmpty();
    }

    [Theory, OnEveryStore]
    public async Task Text_no_store_can_hold_is_poison_on_both(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        var (nul, surrogate, good) = (Id(), Id(), Id());

        var outcomes = await open.WriteAll(
            Start(nul, new AddHistory(nul, "a\0b", "started", Now, "x", null)),
            Start(surrogate, new AddHistory(surrogate, "a\ud800", "started", Now, "x", null)),
            Start(good));

        outcomes[0].ShouldBeOfType<Poisoned>();
        outcomes[1].ShouldBeOfType<Poisoned>();
        outcomes[2].ShouldBeOfType<Committed>();
    }

    [Theory, OnEveryStore]
    public async Task A_commit_whose_answer_was_lost_is_looked_up_and_counted_once(StoreKind kind)
    {
        await using var disk = await stores.Open(kind);
        var store = new SimulatedStore(disk, CutOnce(CrashMoment.After));
        var writer = await Stores.Writer(store, "a", Impatient);
        var id = Id();

        (await writer.Write(Start(id))).ShouldBeOfType<Committed>().Batch.ShouldBe(1);
        (await writer.Write(Next(id, 1))).ShouldBeOfType<Committed>().Batch.ShouldBe(2);

        await writer.Idle();
        (await disk.VerifyChains()).Faults.ShouldBeEmpty();
    }

    [Theory, OnEveryStore]
    public async Task A_commit_that_never_reached_the_disk_is_tried_again(StoreKind kind)
    {
        await using var disk = await stores.Open(kind);
        var store = new SimulatedStore(disk, CutOnce(CrashMoment.Before));
        var writer = await Stores.Writer(store, "a", new WriterLimits { Retries = [TimeSpan.Zero] });

        (await writer.Write(Start(Id()))).ShouldBeOfType<Committed>().Batch.ShouldBe(1);
        await writer.Idle();
    }

    [Fact]
    public async Task A_store_that_stays_away_makes_appends_unavailable_and_later_ones_go_on()
    {
        await using var disk = await stores.Open(StoreKind.Sqlite);
        var away = true;
        var store = new SimulatedStore(disk, (call, _) =>
            away && call == StoreCall.Commit ? throw new StoreUnavailableException("disk full") : ValueTask.CompletedTask);
        var writer = await Stores.Writer(store, "a", Impatient);
        var id = Id();

        (await writer.Write(Start(id))).ShouldBe(new Unavailable("disk full"));
        away = false;
        (await writer.Write(Start(id))).ShouldBeOfType<Committed>();
        await writer.Idle();
    }

    [Theory, OnEveryStore]
    public async Task A_writer_whose_node_joined_again_elsewhere_is_fenced_for_good(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);
        await open.Write(Start(Id()));
        var successor = await Stores.Writer(open.Store, "a");
        var id = Id();

        (await open.Write(Start(id))).ShouldBeOfType<Fenced>();
        (await open.Write(Start(id))).ShouldBeOfType<Fenced>();

        (await open.Store.Read.Instances.Head(id)).ShouldBeNull();
        (await successor.Write(Start(id))).ShouldBeOfType<Committed>();
        await successor.Idle();
    }

    [Fact]
    public async Task More_appends_than_may_wait_are_turned_away_at_once()
    {
        await using var disk = await stores.Open(StoreKind.Sqlite);
        var release = new TaskCompletionSource();
        var store = new SimulatedStore(disk, async (call, _) =>
        {
            if (call == StoreCall.Commit) await release.Task;
        });
        var writer = await Stores.Writer(store, "a", new WriterLimits { Queued = 3, BatchAppends = 1 });

        var answers = Enumerable.Range(0, 10).Select(_ => writer.Write(Start(Id()))).ToArray();

        answers[^1].IsCompleted.ShouldBeTrue();
        (await answers[^1]).ShouldBeOfType<Unavailable>();
        release.SetResult();
        (await Task.WhenAll(answers)).Count(o => o is Committed).ShouldBeInRange(3, 4);
        await writer.Idle();
    }

    [Theory, OnEveryStore]
    public async Task An_append_that_cannot_even_be_bound_is_poison_alone(StoreKind kind)
    {
        await using var open = await stores.Writing(kind);

        var outcomes = await open.WriteAll(Start(Id()), Start(Id(), new AddTimer(null!)), Start(Id()));

        outcomes[1].ShouldBeOfType<Poisoned>();
        outcomes.Count(o => o is Committed).ShouldBe(2);
    }

    [Fact]
    public async Task Entries_that_do_not_lead_from_the_old_seq_to_the_new_are_refused_to_the_caller()
    {
        await using var open = await stores.Writing(StoreKind.Sqlite);
        var id = Id();

        Should.Throw<ArgumentException>(() => open.Write(Start(id) with { Entries = [] }));
        Should.Throw<ArgumentException>(() => open.Write(Start(id) with { Entries = [Entry(id, 2)] }));
        Should.Throw<ArgumentException>(() => open.Write(Start(id) with { Entries = [Entry(Id(), 1)] }));
        Should.Throw<ArgumentException>(() => open.Write(new Append { Entries = [Entry(id, 1)] }));
    }

    [Fact]
    public async Task Every_append_runs_on_the_injected_scheduler()
    {
        await using var disk = await stores.Open(StoreKind.Sqlite);
        var scheduler = new CountingScheduler();
        var writer = new BatchWriter(disk, await disk.Join("a"), new WriterLimits(), TimeProvider.System, scheduler);

        var waiting = writer.Write(Start(Id()));
        waiting.IsCompleted.ShouldBeFalse();
        scheduler.RunAll();

        (await waiting).ShouldBeOfType<Committed>();
    }

    private static CrashPoint CutOnce(CrashMoment when)
    {
        var cut = false;
        return (call, moment) =>
        {
            if (cut || call != StoreCall.Commit || moment != when) return ValueTask.CompletedTask;
            cut = true;
            throw new StoreUnavailableException("connection reset");
        };
    }

    /// <summary>Runs nothing until told to, on the teller's thread.</summary>
    private sealed class CountingScheduler : TaskScheduler
    {
        private readonly Queue<Task> waiting = new();

        public void RunAll()
        {
            while (waiting.TryDequeue(out var task)) TryExecuteTask(task);
        }

        protected override void QueueTask(Task task) => waiting.Enqueue(task);
        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;
        protected override IEnumerable<Task> GetScheduledTasks() => waiting;
    }
}
