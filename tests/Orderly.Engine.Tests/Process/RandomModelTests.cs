using System.Globalization;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Work;

namespace Orderly.Engine.Tests.Process;

/// <summary>
/// Random models, random paths. <see cref="Running"/> compares replay with live after every command; here every run must
/// also come to its end, with nothing left over. <c>ORDERLY_RANDOM=PROCESSESxPATHS</c> runs more; <c>ORDERLY_SEED</c> repeats one.
/// </summary>
public sealed class RandomModelTests
{
    private const int MostCommands = 600;

    [Fact]
    public void Replay_equals_live_after_every_step_and_every_path_ends()
    {
        var (processes, paths) = Amount();
        var only = Environment.GetEnvironmentVariable("ORDERLY_SEED");
        for (var process = 0; process < processes; process++)
        {
            for (var path = 0; path < paths; path++)
            {
                var seed = only is null ? (process * 1_000) + path : int.Parse(only, CultureInfo.InvariantCulture);
                try
                {
                    Walk(seed);
                }
                catch (Exception problem)
                {
                    throw new InvalidOperationException($"Seed {seed} failed; repeat it with ORDERLY_SEED={seed}, its model is RandomModel.Make({seed / 1_000})", problem);
                }
            }
        }
    }

    private static void Walk(int seed)
    {
        var random = new Random(seed);
        var world = Running.WorldOf(RandomModel.Make(seed / 1_000));
        world = world with { Ladders = world.Ladders.Add("standard", new EscalationLadder("standard", [new(0, 75, TimeSpan.Zero, [new("owner")], null), new(1, 100, TimeSpan.Zero, [new("lead")], null)])) };
        var run = new Running(world) { Budget = random.Next(3) == 0 ? random.Next(1, 6) : 10_000 };
        run.Begin("random", ("choice0", FeelValue.Of(random.Next(2) == 0)), ("choice1", FeelValue.Of(random.Next(2) == 0)));
        for (var commands = 0; !run.State.HasEnded; commands++)
        {
            commands.ShouldBeLessThan(MostCommands, "the instance never ends");
            // One that waits for listeners of withdrawn tasks is being cancelled already.
            if ((commands == MostCommands / 2 || random.Next(150) == 0) && run.State.Status != InstanceStatus.Cancelling)
                run.Accept(new CancelInstance("enough"));
            else
                Act(run, random);
            Sound(run.State);
        }
        run.State.ElementCount.ShouldBe(0);
        (run.State.Tasks.Count + run.State.Timers.Count + run.State.Subscriptions.Count + run.State.Jobs.Count + run.State.Clocks.Count + run.State.Incidents.Count + run.State.Conditions.Count).ShouldBe(0);
        Replay.Fold(run.Id, run.Journal).Status.ShouldBe(run.State.Status);
        StateHash.Of(Replay.Fold(run.Id, run.Journal)).ShouldBe(StateHash.Of(run.State));
    }

    private static void Act(Running run, Random random)
    {
        var state = run.State;
        var choices = new List<Func<Running>>();
        if (state.HasYielded)
            choices.Add(() => run.Accept(new Continue()));
        foreach (var task in state.Tasks.Where(task => task.Asked is null))
            choices.Add(() => OnTask(run, task, random));
        foreach (var job in state.Jobs.Where(job => job.Retries > 0))
            choices.Add(() => OnJob(run, job, random));
        foreach (var subscription in state.Subscriptions)
            choices.Add(() => run.Accept(new DeliverMessage(subscription.Id, default, Running.Context(("m", FeelValue.Of(1))))));
        foreach (var incident in state.Incidents)
            choices.Add(() => run.Accept(new ResolveIncident(incident.Id, FeelContext.Empty)));
        // Time passes only for the timer that is due next, as it would.
        if (state.Timers.OrderBy(timer => timer.Due).FirstOrDefault() is { } next)
            choices.Add(() =>
            {
                run.Now = next.Due > run.Now ? next.Due : run.Now;
                return run.Accept(new FireTimer(next.Id));
            });
        choices.Count.ShouldBeGreaterThan(0, "the instance waits for nothing");
        choices[random.Next(choices.Count)]();
    }

    private static Running OnTask(Running run, TaskItem task, Random random)
    {
        Command command = (task.State, random.Next(8)) switch
        {
            (TaskState.Failed, _) => new ResolveIncident(run.State.Incidents.First(incident => incident.Holder == task.Holder).Id, FeelContext.Empty),
            (TaskState.Offered, 0) => new ClaimTask(task.Id),
            (TaskState.Claimed, 0) => new StartTask(task.Id),
            (TaskState.Claimed, 1) => new HoldTask(task.Id, "WAIT_EXTERNAL"),
            (TaskState.Claimed, 2) => new FailTask(task.Id, "broken", random.Next(2) == 0 ? "E0" : null),
            (TaskState.OnHold, 0 or 1) => new ResumeTask(task.Id),
            (_, 3) => new SkipTask(task.Id, "rule"),
            (_, 4) => new AssignTask(task.Id, "ann"),
            _ => new CompleteTask(task.Id, Running.Context(("t", FeelValue.Of(task.Element)))),
        };
        return run.Accept(command);
    }

    private static Running OnJob(Running run, Job job, Random random) => random.Next(6) switch
    {
        0 when job.Listener is { Moment: Engine.Bpmn.ListenerMoment.Assigning or Engine.Bpmn.ListenerMoment.Completing } => run.Accept(new CompleteJob(job.Id, FeelContext.Empty, new(Denied: true, "no"))),
        > 0 when job.Listener is { Task: not null } => run.Accept(new CompleteJob(job.Id, FeelContext.Empty)),
        0 => run.Accept(new FailJob(job.Id, job.Retries - 1, "again")),
        1 => run.Accept(new ThrowJobError(job.Id, $"E{random.Next(2)}", "thrown", FeelContext.Empty)),
        _ => run.Accept(new CompleteJob(job.Id, Running.Context(("j", FeelValue.Of(1))))),
    };

    /// <summary>Every element that is active has something inside, a wait, a token under way, or a step still to do.</summary>
    private static void Sound(InstanceState state)
    {
        if (state.HasYielded)
            return;
        var busy = state.Tasks.Select(wait => wait.Holder).Concat(state.Jobs.Select(wait => wait.Holder)).Concat(state.Timers.Select(wait => wait.Holder))
            .Concat(state.Subscriptions.Select(wait => wait.Holder)).Concat(state.Conditions.Select(wait => wait.Holder)).Concat(state.Incidents.Select(wait => wait.Holder)).Concat(state.Elements.Select(element => element.Scope)).ToHashSet();
        foreach (var element in state.Elements)
            busy.Contains(element.Id).ShouldBeTrue($"'{element.Element}' is active and waits for nothing");
    }

    private static (int Processes, int Paths) Amount()
    {
        if (Environment.GetEnvironmentVariable("ORDERLY_SEED") is not null)
            return (1, 1);
        var parts = (Environment.GetEnvironmentVariable("ORDERLY_RANDOM") ?? "400x5").Split('x');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
