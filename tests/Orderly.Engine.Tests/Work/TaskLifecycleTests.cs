using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Tests.Process;
using Orderly.Engine.Work;

namespace Orderly.Engine.Tests.Work;

/// <summary>
/// Random moves by random people against <see cref="TaskModel"/>: the engine accepts exactly what the model allows, and both
/// stand at the same state and owner afterwards. <see cref="Running"/> proves replay on the way.
/// </summary>
public sealed class TaskLifecycleTests
{
    private const int Walks = 150;
    private const int Moves = 60;

    private static readonly string[] People = ["ann", "ben", "cam", "dee"];
    private static readonly string[] Units = ["4W", "5W", "ICU"];
    private static readonly TaskMove[] AllMoves = [.. Enum.GetValues<TaskMove>().Where(move => move is not (TaskMove.Fail or TaskMove.DecideApproval or TaskMove.DelegateApproval or TaskMove.DeclareEmergency or TaskMove.Create or TaskMove.Cancel))];

    [Fact]
    public void No_move_succeeds_that_the_table_forbids_and_none_is_refused_that_it_allows()
    {
        var met = new HashSet<(TaskMove, bool)>();
        for (var seed = 0; seed < Walks; seed++)
        {
            try
            {
                Walk(new Random(seed), met);
            }
            catch (Exception problem)
            {
                throw new InvalidOperationException($"Seed {seed} failed", problem);
            }
        }
        met.ShouldBe(AllMoves.SelectMany(move => new[] { (move, true), (move, false) }), ignoreOrder: true, "every move was both made and refused");
    }

    private static void Walk(Random random, HashSet<(TaskMove, bool)> met)
    {
        // A second task keeps the instance alive, so that what ended can be reopened.
        var model = Model.Process("p").Start().Parallel("fork").UserTask("ask", "<orderly:queue unit=\"4W\" role=\"rn\"/><orderly:sla target=\"PT8H\"/>").End().From("fork").UserTask("other").End("e2");
        var run = Running.Start(model);
        var (id, expected) = (run.Task("ask").Id, new TaskModel());
        var was = run.Task("ask");
        for (var i = 0; i < Moves; i++)
        {
            run.Wait(TimeSpan.FromMinutes(random.Next(1, 20)));
            if (run.State.Timers.FirstOrDefault(timer => timer.Purpose == TimerPurpose.Hold && timer.Due <= run.Now) is { } over)
            {
                run.Accept(new FireTimer(over.Id));
                expected.Resume();
            }
            var (move, by) = (AllMoves[random.Next(AllMoves.Length)], expected.Owner is { } owner && random.Next(2) == 0 ? owner : People[random.Next(People.Length)]);
            var other = move == TaskMove.Forward ? Units[random.Next(Units.Length)] : People[random.Next(People.Length)];
            var ended = expected.IsOver ? new EndedTask("ask", was.Queue, expected.State, was.Owner, was.Priority, was.Version) : null;
            var accepted = run.Decide(Command(move, id, other, ended), Actor.Person(by)).Rejection is null;
            accepted.ShouldBe(expected.Try(move, by, other), $"{move} by {by} of {other} at step {i}, when it was {was.State}");
            met.Add((move, accepted));
            was = run.State.Tasks[id] ?? was;
            Compare(run, id, expected);
        }
    }

    private static void Compare(Running run, TaskId id, TaskModel expected)
    {
        if (run.State.Tasks[id] is not { } task)
        {
            expected.IsOver.ShouldBeTrue();
            return;
        }
        (task.State, task.Owner, task.Queue.Unit).ShouldBe((expected.State, expected.Owner, expected.Unit));
        var standing = TaskStanding.Of(run.State, task);
        (standing.Who.Length > 0 && standing.Why.Length > 0).ShouldBeTrue($"{task.State} tells who and why");
        standing.Until.ShouldNotBeNull($"{task.State} tells until when");
    }

    private static TaskCommand Command(TaskMove move, TaskId id, string other, EndedTask? ended) => move switch
    {
        TaskMove.Claim => new ClaimTask(id),
        TaskMove.Release => new ReleaseTask(id),
        TaskMove.Start => new StartTask(id),
        TaskMove.Complete => new CompleteTask(id, FeelContext.Empty),
        TaskMove.Hold => new HoldTask(id, "NO_STAFF"),
        TaskMove.Resume => new ResumeTask(id),
        TaskMove.Skip => new SkipTask(id, "not needed"),
        TaskMove.Assign => new AssignTask(id, other),
        TaskMove.Delegate => new DelegateTask(id, other),
        TaskMove.Forward => new ForwardTask(id, other, null, "theirs"),
        TaskMove.Nominate => new NominateForTask(id, [other]),
        TaskMove.AddCandidates => new AddTaskCandidates(id, [other]),
        TaskMove.Exclude => new ExcludeFromTask(id, [other], "four eyes"),
        TaskMove.Prioritise => new PrioritiseTask(id, other.Length * 20, "seen anew"),
        TaskMove.Decline => new DeclineTask(id, "at another bed"),
        TaskMove.MarkEnteredInError => new MarkTaskEnteredInError(id, "wrong patient"),
        TaskMove.Comment => new CommentOnTask(id, "Called twice"),
        TaskMove.Attach => new AttachToTask(id, "Consent", "application/pdf", "https://dms.example/1"),
        TaskMove.SaveDraft => new SaveTaskDraft(id, Running.Context(("n", FeelValue.Of(1)))),
        TaskMove.Reopen => new ReopenTask(id, "dose was changed", ended),
        _ => throw new InvalidOperationException($"Expected a move with a command, but was {move}"),
    };
}
