using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;
using Orderly.Engine.Time;

namespace Orderly.Engine.Work;

/// <summary>Approvals that are asked for when the flow has gone on: an emergency's ratification, and an amount that moved.</summary>
internal static class ApprovalBesideFlow
{
    /// <summary>An approval covers what it was given for, and up to a twentieth more or less.</summary>
    public const decimal Tolerance = 0.05m;

    public static void Ratify(Execution run, TaskItem task, ApprovalDetail detail)
    {
        var approvers = task.Approval!.Votes!.SelectMany(vote => new[] { vote.By, vote.OnBehalfOf }).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        Begin(run, run.State.Known(task.Holder).Parent!, run.Model[task.Element], new(approvers, UtcMicroseconds.Truncate(run.At + detail.RatifyWithin)));
    }

    /// <summary>Asks of all approvals, given and asked for, whether the amount is still theirs.</summary>
    public static void LookAtAll(Execution run)
    {
        foreach (var task in run.State.Tasks.Where(task => task.State == TaskState.AwaitingApproval).ToArray())
            StuckWork.Guard(run, task.Holder, () => Look(run, task));
        foreach (var scope in run.State.Elements.Where(element => element.Memory?.Granted is not null && element is { Terminating: false, Interrupted: false }).ToArray())
        {
            foreach (var granted in scope.Memory!.Granted!.ToArray())
                StuckWork.Guard(run, scope.Id, () => Look(run, scope, granted));
        }
    }

    public static bool Moved(decimal from, decimal to) => Math.Abs(to - from) > from * Tolerance;

    private static void Look(Execution run, TaskItem task)
    {
        var (element, holder, approval) = (run.Model[task.Element], run.State.Known(task.Holder), task.Approval!);
        if (element.Detail is not UserTaskDetail { Approval: { } detail })
            return;
        var asked = ApprovalRequesting.Amount(run, holder, element, detail);
        if (asked == approval.Amount)
            return;
        var steps = ApprovalRequesting.Steps(run, holder, approval.Emergency is null ? detail.Steps : detail.EmergencySteps!, $"approval steps of '{element.Id}'");
        // Within the tolerance a vote stands, unless it was given under an authority that the new amount is beyond.
        var restarts = Moved(approval.Amount, asked) || approval.Votes?.Any(vote => vote.Limit < asked) == true || steps.Count != approval.Steps.Count;
        var step = restarts ? steps[0] : approval.Step;
        run.Emit(new ApprovalAmountChanged(task.Id, approval.Amount, asked, restarts, restarts ? steps : approval.Steps, ApprovalRequesting.QueueOf(run, task, step)));
    }

    private static void Look(Execution run, ElementInstance scope, GrantedApproval granted)
    {
        if (run.Model.Find(granted.Element) is not { Detail: UserTaskDetail { Approval: { } detail } } element)
            return;
        var asked = ApprovalRequesting.Amount(run, scope, element, detail);
        if (!Moved(granted.Amount, asked))
            return;
        run.Emit(new ApprovalLapsed(scope.Id, granted.Element, granted.Amount, asked));
        run.Emit(new VariablesSet(scope.Id, FeelContext.Empty.With(detail.ResultVariable, FeelContext.Of([new("outcome", FeelValue.Of("Lapsed")), new("approved", FeelValue.Of(false)), new("amount", FeelValue.Of(asked))]))));
        Begin(run, scope, element, ratifies: null);
    }

    private static void Begin(Execution run, ElementInstance scope, Element element, Ratification? ratifies)
    {
        var id = run.NextElement;
        run.Emit(new ElementActivated(id, scope.Id, element.Id));
        run.State.Known(id).Index = element.Index;
        run.Emit(new ElementBesideFlow(id, ratifies));
        run.Push(new Step(StepKind.Enter, id));
    }
}
