using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Tests.Process;
using Orderly.Engine.Work;

namespace Orderly.Engine.Tests.Work;

/// <summary>
/// Whatever random people try in whatever order, what is found in the journal afterwards holds: nobody approved their own
/// request, filled two steps, went beyond a limit or lent on a vote, and nothing that expired or was refused let the order go out.
/// </summary>
public sealed class ApprovalPropertyTests
{
    private const int Walks = 300;

    private static readonly string[] People = ["req", "meg", "sid", "ada", "dan", "tom", "eve"];
    private static readonly string[] AllRoles = ["department-manager", "supply-director", "administrator-on-call", "vice-president"];

    [Fact]
    public void No_sequence_of_calls_breaks_an_invariant()
    {
        var outcomes = new HashSet<ApprovalOutcome>();
        for (var seed = 0; seed < Walks; seed++)
        {
            try
            {
                Walk(new Random(seed), outcomes);
            }
            catch (Exception problem)
            {
                throw new InvalidOperationException($"Seed {seed} failed", problem);
            }
        }
        outcomes.Count.ShouldBe(Enum.GetValues<ApprovalOutcome>().Length, "every outcome was met");
    }

    private static void Walk(Random random, HashSet<ApprovalOutcome> outcomes)
    {
        var run = ApprovalTests.Start(random.Next(1, 25) * 1_000);
        // Each has the same roles throughout; most have one, some have several.
        var roles = People.ToDictionary(person => person, _ => AllRoles.Where(_ => random.Next(2) == 0).ToArray());
        for (var i = 0; i < 30 && !run.State.HasEnded; i++)
        {
            run.Wait(TimeSpan.FromHours(random.Next(1, 12)));
            Act(run, random, roles);
        }
        Check(run);
        outcomes.UnionWith(run.Events.OfType<ApprovalEnded>().Select(ended => ended.Outcome));
    }

    private static void Act(Running run, Random random, Dictionary<string, string[]> roles)
    {
        if (run.State.Timers.Where(timer => timer.Purpose == TimerPurpose.Approval).MinBy(timer => timer.Due) is { } timer && random.Next(30) == 0)
        {
            run.Now = timer.Due > run.Now ? timer.Due : run.Now;
            run.Accept(new FireTimer(timer.Id));
            return;
        }
        var (person, other) = (People[random.Next(People.Length)], People[random.Next(People.Length)]);
        var task = run.State.Tasks.FirstOrDefault(task => task.State == TaskState.AwaitingApproval);
        if (task is null || random.Next(12) == 0)
        {
            run.Decide(new SetVariables(Running.Context(("amount", FeelValue.Of(random.Next(1, 250) * 100)))), Actor.Person(person));
            return;
        }
        TaskCommand command = random.Next(10) switch
        {
            0 => new DelegateApproval(task.Id, other, random.Next(1, 30) * 1_000, run.Now.AddDays(random.Next(1, 40)), roles[person]),
            1 => new DeclareEmergency(task.Id, "STOCK_OUT"),
            2 when random.Next(4) == 0 => new DecideApproval(task.Id, Verdict.Reject, "no budget", roles[person]),
            3 when random.Next(4) == 0 => new DecideApproval(task.Id, Verdict.Return, "which vendor?", roles[person]),
            4 => new SkipTask(task.Id, "never mind"),
            5 => new CompleteTask(task.Id, FeelContext.Empty),
            _ => new DecideApproval(task.Id, Verdict.Approve, null, roles[person]),
        };
        run.Decide(command, Actor.Person(person));
    }

    /// <summary>Reads the journal alone.</summary>
    private static void Check(Running run)
    {
        var votes = new Dictionary<TaskId, List<ApprovalVoted>>();
        var lent = new List<ApprovalDelegated>();
        TaskId? emergency = null;
        var barred = new HashSet<string>();
        foreach (var entry in run.Journal)
        {
            foreach (var happened in entry.Events)
            {
                switch (happened)
                {
                    case ApprovalRequested e: votes[e.Task] = []; break;
                    case ApprovalDelegated e: Lent(e, lent); break;
                    case EmergencyDeclared e: (emergency, votes[e.Task]) = (e.Task, []); break;
                    case ApprovalAmountChanged { Restarts: true } e: votes[e.Task] = []; break;
                    case ApprovalVoted e: Voted(e, entry.At, votes[e.Task], lent, e.Task == emergency ? [] : barred); break;
                    case ApprovalEnded e: Ended(e, votes[e.Task], barred); break;
                }
            }
        }
        var ordered = run.Events.OfType<TaskCreated>().Any(created => created.Element == "order");
        var ends = run.Events.OfType<ApprovalEnded>().ToList();
        if (ordered)
            ends.ShouldNotBeEmpty("nothing is ordered before a decision");
    }

    private static void Lent(ApprovalDelegated e, List<ApprovalDelegated> lent)
    {
        (e.Delegation.By, e.Delegation.To).ShouldSatisfyAllConditions(_ => e.Delegation.By.ShouldNotBe("req"), _ => e.Delegation.To.ShouldNotBe("req"));
        lent.Add(e);
    }

    private static void Voted(ApprovalVoted e, DateTimeOffset at, List<ApprovalVoted> before, List<ApprovalDelegated> lent, HashSet<string> barred)
    {
        foreach (var person in new[] { e.By, e.OnBehalfOf }.OfType<string>())
        {
            person.ShouldNotBe("req", "the requester never approves");
            barred.ShouldNotContain(person, "who approved the emergency does not ratify it");
            before.ShouldAllBe(vote => vote.By != person && vote.OnBehalfOf != person, "one person fills one step");
        }
        if (e.Verdict == Verdict.Approve && e.Limit is { } limit)
            limit.ShouldBeGreaterThanOrEqualTo(e.Amount);
        if (e.OnBehalfOf is { } lender)
            lent.ShouldContain(one => one.Task == e.Task && one.Delegation.By == lender && one.Delegation.To == e.By && one.Delegation.Until >= at && (e.Verdict != Verdict.Approve || one.Delegation.Limit >= e.Amount));
        before.Add(e);
    }

    private static void Ended(ApprovalEnded e, List<ApprovalVoted> votes, HashSet<string> barred)
    {
        if (e.Outcome is ApprovalOutcome.Approved or ApprovalOutcome.ApprovedInEmergency or ApprovalOutcome.Ratified)
        {
            votes.ShouldAllBe(vote => vote.Verdict == Verdict.Approve);
            votes.Last().Limit!.Value.ShouldBeGreaterThanOrEqualTo(e.Amount);
        }
        if (e.Outcome == ApprovalOutcome.ApprovedInEmergency)
            barred.UnionWith(votes.SelectMany(vote => new[] { vote.By, vote.OnBehalfOf }).OfType<string>());
        if (e.Outcome is ApprovalOutcome.Ratified or ApprovalOutcome.RatificationRefused)
            barred.Clear();
    }
}
