using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

/// <summary>How a user task becomes a request for approval: its ladder, amount and dates out of the model and the case.</summary>
internal static class ApprovalRequesting
{
    private const int MostSteps = 12;

    public static void Request(Execution run, ElementInstance holder, Element element, ApprovalDetail detail, TaskId task)
    {
        var ratifies = holder.Memory?.Ratifies;
        var amount = Amount(run, holder, element, detail);
        var steps = Steps(run, holder, detail.Steps, $"approval steps of '{element.Id}'");
        if (steps[^1].Limit is { } limit && limit < amount)
            throw new StuckException(IncidentKind.Expression, $"Expected the last approval step of '{element.Id}' to have the authority for {amount}, but its limit is {limit}");
        var approval = new Approval(
            Expressions.Text(run, holder, detail.Kind, $"approval kind of '{element.Id}'"), amount, Expressions.Text(run, holder, detail.Currency, $"currency of '{element.Id}'"),
            Expressions.Text(run, holder, detail.Requester, $"requester of '{element.Id}'"), steps, ratifies?.Due ?? run.At + detail.Expires)
        {
            EmergencySteps = ratifies is null && detail.EmergencySteps is { } emergency ? Steps(run, holder, emergency, $"emergency steps of '{element.Id}'") : null,
            Barred = ratifies?.By,
            RatifyBy = ratifies?.Due,
        };
        run.Emit(new ApprovalRequested(task, approval, QueueOf(run, run.State.Tasks.Known(task), steps[0])));
        run.Emit(new TimerScheduled(new TimerId(run.NewId()), holder.Id, element.Id, TimerPurpose.Approval, task.Value, approval.ExpiresAt));
    }

    public static decimal Amount(Execution run, ElementInstance at, Element element, ApprovalDetail detail) =>
        // An attribute that is no expression is a text.
        Expressions.Required(run, at, detail.Amount, $"approval amount of '{element.Id}'") is var value && (value as FeelNumber ?? FeelNumber.Parse((value as FeelString)?.Value ?? "")) is { } number && number.TryToDecimal(out var amount) && amount >= 0
            ? amount
            : throw new StuckException(IncidentKind.Expression, $"Expected the approval amount of '{element.Id}' to be a number of 0 or more, but '{detail.Amount}' is none");

    public static WorkQueue QueueOf(Execution run, TaskItem task, ApprovalStep step) => run.World.Organisation.Queue(run.State.Facility, null, step.Role, task.Queue.Sensitivity);

    public static IReadOnlyList<ApprovalStep> Steps(Execution run, ElementInstance at, Expression expression, string place)
    {
        var list = Expressions.List(run, at, expression, place);
        return list.Count is > 0 and <= MostSteps
            ? [.. list.Items.Select(item => Step(item, place))]
            : throw new StuckException(IncidentKind.Expression, $"Expected {place} to be 1 to {MostSteps} steps, but there are {list.Count}");
    }

    private static ApprovalStep Step(FeelValue item, string place)
    {
        if (item is not FeelContext step || step["role"] is not FeelString { Value: { Length: > 0 } role })
            throw new StuckException(IncidentKind.Expression, $"Expected {place} to be contexts with a role, but one is {item}");
        decimal? limit = step["limit"] switch
        {
            FeelNull => null,
            FeelNumber number when number.TryToDecimal(out var most) => most,
            var other => throw new StuckException(IncidentKind.Expression, $"Expected {place} to have limits that are numbers, but one is {other}"),
        };
        var quorum = step["quorum"] switch
        {
            FeelNull => 1,
            FeelNumber number when number.TryToInt64(out var count) && count is >= 1 and <= 20 => (int)count,
            var other => throw new StuckException(IncidentKind.Expression, $"Expected {place} to have quorums of 1 to 20, but one is {other}"),
        };
        var substitutes = step["substitutes"] is FeelList names && names.Items.All(name => name is FeelString) ? names.Items.Select(name => ((FeelString)name).Value).ToArray() : null;
        return new(role, limit, quorum, substitutes);
    }
}
