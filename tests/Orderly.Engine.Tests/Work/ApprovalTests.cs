using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Tests.Process;
using Orderly.Engine.Work;

namespace Orderly.Engine.Tests.Work;

public sealed class ApprovalTests
{
    private static readonly Dictionary<string, string[]> Roles = new()
    {
        ["meg"] = ["department-manager"],
        ["sid"] = ["supply-director"],
        ["ada"] = ["administrator-on-call"],
        ["req"] = ["department-manager", "supply-director"],
        ["dan"] = ["supply-director", "department-manager"],
        ["tom"] = [],
    };

    /// <summary>Up to 5,000 the manager; above, the director as well. In an emergency the administrator and the director.</summary>
    internal static Running Start(decimal amount = 18_000) => Running.Start(
        Model.Process("buy").Start().UserTask("approve", """
            <orderly:approval kind="Requisition" amount="=amount" currency="USD" requester="=requester" expires="P30D" ratifyWithin="P1D"
              steps="=if amount &lt;= 5000 then [{role: &quot;department-manager&quot;, limit: 5000}] else [{role: &quot;department-manager&quot;}, {role: &quot;supply-director&quot;, limit: 25000, substitutes: [&quot;vice-president&quot;]}]"
              emergencySteps="=[{role: &quot;administrator-on-call&quot;}, {role: &quot;supply-director&quot;, limit: 100000}]"/>
            """).UserTask("order").End(), ("amount", FeelValue.Of(amount)), ("requester", FeelValue.Of("req")));

    private static TaskId Id(Running run) => run.Task("approve").Id;

    private static DecideApproval Word(Running run, string person, Verdict verdict = Verdict.Approve) => new(Id(run), verdict, verdict == Verdict.Approve ? null : "no budget", Roles[person]);

    private static Running Vote(Running run, string person, Verdict verdict = Verdict.Approve) => run.Accept(Word(run, person, verdict), Actor.Person(person));

    private static string Outcome(Running run) => run.State.Variables!.TryGet("approval", out var result) && result is FeelContext context ? context["outcome"].ToString() : "";

    [Fact]
    public void Goes_up_the_ladder_from_queue_to_queue_and_then_the_flow_goes_on()
    {
        var run = Start();
        (run.Task("approve").State, run.Task("approve").Queue.Role).ShouldBe((TaskState.AwaitingApproval, "department-manager"));
        Vote(run, "meg").Task("approve").Queue.Role.ShouldBe("supply-director");
        Vote(run, "sid").Task("order").State.ShouldBe(TaskState.Offered);
        Outcome(run).ShouldBe("Approved");
        run.State.Timers.Count.ShouldBe(0);
    }

    [Fact]
    public void The_requester_never_approves_in_any_role() => Start().ShouldSatisfyAllConditions(run => run.Reject<RequesterApproves>(Word(run, "req"), Actor.Person("req")));

    [Fact]
    public void One_person_never_fills_two_steps()
    {
        var run = Vote(Start(), "dan");
        run.Reject<OnePersonTwoSteps>(Word(run, "dan"), Actor.Person("dan"));
    }

    [Fact]
    public void It_is_no_work_that_one_claims_completes_or_skips()
    {
        var run = Start();
        run.Reject<TaskStateForbids>(new ClaimTask(Id(run)), Actor.Person("meg"));
        run.Reject<TaskStateForbids>(new CompleteTask(Id(run), FeelContext.Empty));
        run.Reject<TaskStateForbids>(new SkipTask(Id(run), "no time"), Actor.Person("meg"));
        run.Reject<TaskStateForbids>(new AssignTask(Id(run), "req"), Actor.Person("meg"));
        run.Reject<ApprovalIsForPeople>(new DecideApproval(Id(run), Verdict.Approve, Roles: ["department-manager"]));
    }

    [Fact]
    public void A_lent_vote_counts_for_both_up_to_its_limit_and_time_and_is_not_lent_on()
    {
        var run = Vote(Start(), "meg");
        run.Reject<DelegationTooFar>(new DelegateApproval(Id(run), "tom", 90_000, run.Now.AddDays(1), Roles["sid"]), Actor.Person("sid"));
        run.Reject<DelegationTooFar>(new DelegateApproval(Id(run), "tom", 20_000, run.Now.AddDays(31), Roles["sid"]), Actor.Person("sid"));
        run.Reject<DelegationTooFar>(new DelegateApproval(Id(run), "req", 20_000, run.Now.AddDays(1), Roles["sid"]), Actor.Person("sid"));
        run.Accept(new DelegateApproval(Id(run), "tom", 10_000, run.Now.AddDays(1), Roles["sid"]), Actor.Person("sid"));
        run.Reject<LimitTooLow>(Word(run, "tom"), Actor.Person("tom"));
        run.Accept(new DelegateApproval(Id(run), "tom", 20_000, run.Now.AddDays(1), Roles["sid"]), Actor.Person("sid"));
        run.Reject<NotAnApprover>(new DelegateApproval(Id(run), "ada", 5_000, run.Now.AddDays(1), Roles["tom"]), Actor.Person("tom"));
        run.Wait(TimeSpan.FromDays(2)).Reject<NotAnApprover>(Word(run, "tom"), Actor.Person("tom"));
        run.Accept(new DelegateApproval(Id(run), "tom", 20_000, run.Now.AddDays(1), Roles["sid"]), Actor.Person("sid"));
        Vote(run, "tom");
        (run.Events.OfType<ApprovalVoted>().Last().By, run.Events.OfType<ApprovalVoted>().Last().OnBehalfOf, Outcome(run)).ShouldBe(("tom", "sid", "Approved"));
    }

    [Theory]
    [InlineData(Verdict.Reject, "Rejected")]
    [InlineData(Verdict.Return, "Returned")]
    public void One_no_ends_it_and_needs_a_reason(Verdict verdict, string outcome)
    {
        var run = Start();
        run.Reject<VerdictUnreasoned>(new DecideApproval(Id(run), verdict, Roles: Roles["meg"]), Actor.Person("meg"));
        Outcome(Vote(run, "meg", verdict)).ShouldBe(outcome);
    }

    [Fact]
    public void Nobody_s_word_within_its_time_is_no_approval()
    {
        var run = Start();
        run.Wait(TimeSpan.FromDays(30)).Fire("approve");
        Outcome(run).ShouldBe("Expired");
        run.State.Variables!.TryGet("approval", out var result).ShouldBeTrue();
        ((FeelContext)result)["approved"].ShouldBe(FeelValue.Of(false));
    }

    [Fact]
    public void An_emergency_takes_two_people_at_once_and_others_ratify_it_beside_the_flow()
    {
        var run = Start();
        run.Accept(new DeclareEmergency(Id(run), "STOCK_OUT"), Actor.Person("req"));
        Vote(Vote(run, "ada"), "sid").Task("order").State.ShouldBe(TaskState.Offered);
        Outcome(run).ShouldBe("ApprovedInEmergency");
        var ratification = run.Task("approve");
        (ratification.State, ratification.Approval!.RatifyBy).ShouldBe((TaskState.AwaitingApproval, run.Now.AddDays(1)));
        run.Complete("order").State.Status.ShouldBe(InstanceStatus.Active, "the case waits for the ratification");
        Vote(run, "meg");
        run.Reject<OnePersonTwoSteps>(Word(run, "sid"), Actor.Person("sid"));
        Vote(run, "dan").State.Status.ShouldBe(InstanceStatus.Completed);
        run.Events.OfType<ApprovalEnded>().Select(ended => ended.Outcome).ShouldBe([ApprovalOutcome.ApprovedInEmergency, ApprovalOutcome.Ratified]);
    }

    [Fact]
    public void An_overdue_ratification_escalates_and_can_still_be_given()
    {
        var run = Start();
        run.Accept(new DeclareEmergency(Id(run), "STOCK_OUT"), Actor.Person("req"));
        Vote(Vote(run, "ada"), "sid").Complete("order").Wait(TimeSpan.FromDays(1)).Fire("approve");
        run.Events.OfType<EscalationThrown>().ShouldHaveSingleItem().Code.ShouldBe("RATIFICATION_OVERDUE");
        run.Task("approve").Approval!.Overdue.ShouldBeTrue();
        Vote(Vote(run, "meg"), "dan").State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Theory]
    [InlineData(18_900, false)]
    [InlineData(18_901, true)]
    [InlineData(17_099, true)]
    public void An_approval_covers_a_twentieth_more_or_less_and_is_asked_for_again_beyond(int amount, bool again)
    {
        var run = Vote(Vote(Start(), "meg"), "sid");
        run.Accept(new SetVariables(Running.Context(("amount", FeelValue.Of(amount)))));
        run.Events.OfType<ApprovalLapsed>().Any().ShouldBe(again);
        Outcome(run).ShouldBe(again ? "Lapsed" : "Approved");
        if (!again)
            return;
        (run.Task("approve").State, run.Task("approve").Approval!.Amount).ShouldBe((TaskState.AwaitingApproval, amount));
        run.Complete("order").State.Status.ShouldBe(InstanceStatus.Active);
        Vote(Vote(run, "meg"), "sid").State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void An_amount_that_moves_while_it_is_asked_for_voids_the_votes_and_takes_the_ladder_of_its_own()
    {
        var run = Vote(Start(), "meg");
        run.Accept(new SetVariables(Running.Context(("amount", FeelValue.Of(4_000)))));
        (run.Task("approve").Approval!.Steps.Count, run.Task("approve").Approval!.Votes, run.Task("approve").Queue.Role).ShouldBe((1, null, "department-manager"));
        Outcome(Vote(run, "meg")).ShouldBe("Approved");
    }

    [Fact]
    public void A_rule_without_an_answer_is_an_incident_and_not_a_fault()
    {
        var run = Start();
        run.Accept(new SetVariables(Running.Context(("amount", FeelValue.Of("much")))));
        run.Incident().Message.ShouldContain("Expected the approval amount of 'approve'");
    }

    [Fact]
    public void A_quorum_takes_that_many_people_and_a_substitute_may_be_one()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("approve",
            "<orderly:approval kind=\"WriteOff\" amount=\"100\" currency=\"USD\" requester=\"req\" steps=\"=[{role: &quot;board&quot;, limit: 1000, quorum: 2, substitutes: [&quot;deputy&quot;]}]\"/>").End());
        run.Accept(new DecideApproval(Id(run), Verdict.Approve, Roles: ["board"]), Actor.Person("a")).State.Status.ShouldBe(InstanceStatus.Active);
        run.Reject<OnePersonTwoSteps>(new DecideApproval(Id(run), Verdict.Approve, Roles: ["board"]), Actor.Person("a"));
        run.Accept(new DecideApproval(Id(run), Verdict.Approve, Roles: ["deputy"]), Actor.Person("b")).State.Status.ShouldBe(InstanceStatus.Completed);
    }
}
