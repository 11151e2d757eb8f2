using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Time;

namespace Orderly.Engine.Work;

/// <summary>Words on a request, and what they come to.</summary>
internal static class Approving
{
    private static readonly TimeSpan LongestDelegation = TimeSpan.FromDays(30);

    public static Rejection? Vote(Execution run, TaskItem task, DecideApproval command)
    {
        var approval = task.Approval!;
        var person = run.Actor.Id;
        if (run.Actor.Kind != ActorKind.Person)
            return new ApprovalIsForPeople(person);
        if (command.Verdict != Verdict.Approve && TaskDirecting.Unreasoned(command.Reason ?? "") is not null)
            return new VerdictUnreasoned(command.Verdict);
        if (Partial(task, approval, person) is { } partial)
            return partial;
        var lent = approval.Step.IsOpenTo(command.Roles ?? []) ? null : Lent(run, approval, person);
        if (lent is null && !approval.Step.IsOpenTo(command.Roles ?? []))
            return new NotAnApprover(person, approval.Step.Role);
        if (lent is not null && Partial(task, approval, lent.By) is { } lender)
            return lender;
        var limit = lent?.Limit ?? approval.Step.Limit;
        if (command.Verdict == Verdict.Approve && limit is { } most && most < approval.Amount)
            return new LimitTooLow(most, approval.Amount);
        run.Emit(new ApprovalVoted(task.Id, approval.At, person, lent?.By, approval.Step.Role, command.Verdict, approval.Amount, limit, command.Reason));
        GoOn(run, run.State.Tasks.Known(task.Id), command.Verdict);
        return null;
    }

    public static Rejection? Delegate(Execution run, TaskItem task, DelegateApproval command)
    {
        var (approval, by) = (task.Approval!, run.Actor.Id);
        var until = UtcMicroseconds.Truncate(command.Until);
        if (Partial(task, approval, by) is { } partial)
            return partial;
        // Only who holds the role lends the vote, so what was lent cannot be lent on.
        var step = Enumerable.Range(approval.At, approval.Steps.Count - approval.At).FirstOrDefault(at => approval.Steps[at].IsOpenTo(command.Roles ?? []), -1);
        if (step < 0)
            return new NotAnApprover(by, approval.Step.Role);
        if (command.To == by || Partial(task, approval, command.To) is not null)
            return new DelegationTooFar($"'{command.To}' may not vote on it");
        if (command.Limit <= 0 || (approval.Steps[step].Limit is { } own && command.Limit > own))
            return new DelegationTooFar($"it is for {command.Limit} and one's own limit is {approval.Steps[step].Limit}");
        if (until <= run.At || until > run.At + LongestDelegation)
            return new DelegationTooFar($"it ends at {until:O}, which is not within {LongestDelegation.TotalDays:0} days from now");
        run.Emit(new ApprovalDelegated(task.Id, new(step, by, command.To, command.Limit, until)));
        return null;
    }

    public static Rejection? Declare(Execution run, TaskItem task, DeclareEmergency command)
    {
        var approval = task.Approval!;
        if (TaskDirecting.Unreasoned(command.Justification) is { } unreasoned)
            return unreasoned;
        if (approval is not { EmergencySteps: { } steps, Emergency: null })
            return new NoEmergencyPath(approval.Emergency is null ? "it has none" : "it is on it already");
        if (run.Model[task.Element].Loop is not null)
            return new NoEmergencyPath($"'{task.Element}' is repeated, and its ratification would belong to no repetition");
        if (steps[^1].Limit is { } limit && limit < approval.Amount)
            return new LimitTooLow(limit, approval.Amount);
        run.Emit(new EmergencyDeclared(task.Id, run.Actor.Id, command.Justification, ApprovalRequesting.QueueOf(run, task, steps[0])));
        return null;
    }

    /// <summary>Its time is over: an undecided request ends, and an overdue ratification is told of and stays asked for.</summary>
    public static void Expire(Execution run, TaskItem task)
    {
        if (task.Approval!.RatifyBy is null)
        {
            End(run, task, ApprovalOutcome.Expired);
            return;
        }
        run.Emit(new RatificationOverdue(task.Id));
        run.Push(new Step(StepKind.Escalate, task.Holder, Code: "RATIFICATION_OVERDUE", Message: $"{task.Approval.Kind} of {task.Approval.Amount} {task.Approval.Currency} was approved in an emergency and is not ratified"));
    }

    public static void End(Execution run, TaskItem task, ApprovalOutcome outcome)
    {
        var approval = task.Approval!;
        var detail = ((Bpmn.UserTaskDetail)run.Model[task.Element].Detail!).Approval!;
        foreach (var timer in run.State.Timers.Where(timer => timer.Purpose == TimerPurpose.Approval && timer.Subject == task.Id.Value))
            run.Emit(new TimerCancelled(timer.Id));
        run.Emit(new ApprovalEnded(task.Id, outcome, approval.Amount));
        if (outcome == ApprovalOutcome.ApprovedInEmergency)
            ApprovalBesideFlow.Ratify(run, task, detail);
        var values = FeelContext.Empty.With(detail.ResultVariable, Result(run, approval, outcome, detail));
        run.Emit(new TaskCompleted(task.Id, values, outcome.ToString()));
        run.Push(new Step(StepKind.Complete, task.Holder, Values: values));
    }

    private static void GoOn(Execution run, TaskItem task, Verdict verdict)
    {
        var approval = task.Approval!;
        if (verdict != Verdict.Approve)
        {
            End(run, task, approval.RatifyBy is not null ? ApprovalOutcome.RatificationRefused : verdict == Verdict.Reject ? ApprovalOutcome.Rejected : ApprovalOutcome.Returned);
            return;
        }
        if (approval.Votes!.Count(vote => vote.Step == approval.At) < approval.Step.Quorum)
            return;
        if (approval.At + 1 < approval.Steps.Count)
            run.Emit(new ApprovalAdvanced(task.Id, approval.At + 1, ApprovalRequesting.QueueOf(run, task, approval.Steps[approval.At + 1])));
        else
            End(run, task, approval.RatifyBy is not null ? ApprovalOutcome.Ratified : approval.Emergency is not null ? ApprovalOutcome.ApprovedInEmergency : ApprovalOutcome.Approved);
    }

    /// <summary>Why a person can have no part in it, whatever their roles.</summary>
    private static Rejection? Partial(TaskItem task, Approval approval, string person) =>
        person == approval.Requester ? new RequesterApproves(person)
        : approval.HasVoted(person) || approval.Barred?.Contains(person) == true ? new OnePersonTwoSteps(person)
        : task.MayBeGivenTo(person) ? null : new PersonExcluded(person);

    private static ApprovalDelegation? Lent(Execution run, Approval approval, string person) =>
        approval.Delegations?.LastOrDefault(one => one.To == person && one.Step == approval.At && one.Until >= run.At);

    private static FeelContext Result(Execution run, Approval approval, ApprovalOutcome outcome, Bpmn.ApprovalDetail detail) => FeelContext.Of(
    [
        new("outcome", FeelValue.Of(outcome.ToString())),
        new("approved", FeelValue.Of(outcome is ApprovalOutcome.Approved or ApprovalOutcome.ApprovedInEmergency or ApprovalOutcome.Ratified)),
        new("amount", FeelValue.Of(approval.Amount)),
        new("by", FeelValue.Of((approval.Votes ?? []).Select(vote => FeelValue.Of(vote.By)))),
        new("validUntil", FeelValue.Of(run.At + detail.Expires)),
    ]);
}
