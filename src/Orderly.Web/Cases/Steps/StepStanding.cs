using Orderly.Engine.Bpmn;
using Orderly.Engine.Work;
using Orderly.Web.Cases.Traces;
using Orderly.Web.Design;
using Orderly.Web.Flow;
using Orderly.Web.Sources;
using Orderly.Web.Worklist;

namespace Orderly.Web.Cases.Steps;

/// <summary>Where a case stands with each step, for the picture and for its twin in words; both read from here, so they cannot differ.</summary>
internal sealed class StepStanding(Hospital hospital, InstanceTrace trace, LocalTime time)
{
    public FlowStanding Of(Element element)
    {
        var step = trace.Step(element.Id);
        var mark = Mark(element, step);
        return new FlowStanding(mark, element.Kind is ElementKind.StartEvent or ElementKind.EndEvent || !IsActivity(element) ? null : Look(element, step, mark), step?.Active ?? 0);
    }

    public IEnumerable<FlowStep> Steps(ProcessModel model) => model.Elements
        .Where(element => IsActivity(element) && element.Kind is not (ElementKind.SubProcess or ElementKind.EventSubProcess or ElementKind.ScriptTask) && element.Name is { Length: > 0 })
        .Select(element => (Element: element, Standing: Of(element)))
        .Select(one => (one.Standing.Mark, Step: Step(one.Element, one.Standing)))
        .OrderBy(one => Order(one.Mark))
        .ThenBy(one => one.Step.Clock?.Due ?? DateTimeOffset.MaxValue)
        .Select((one, index) => one.Step with { IsStuck = index == 0 && one.Mark == FlowMark.Late });

    private FlowStep Step(Element element, FlowStanding standing)
    {
        var task = TaskOf(element);
        var clock = task is null ? null : trace.ClockOfTask(task.Id)?.Read(time.Now);
        // The clock has its own column here, so the state says only how the work stands.
        var status = task is { IsOpen: true } && trace.OpenIncidents.Count == 0 ? TaskLook.Of(task.State) : standing.Status;
        return new FlowStep(element.Id, element.Name!, element.Lane ?? "", status ?? StatusLook.Waiting.Saying("Ahead"))
        {
            Who = task switch
            {
                null => standing.Mark == FlowMark.Ahead ? "" : "Orderly",
                { Owner: { } owner } => TaskLines.ShortName(hospital.NameOf(owner)),
                { IsOpen: true } => "No one yet",
                _ => "",
            },
            Due = clock?.Due is { } due ? time.Clock(due) : "",
            Clock = clock,
        };
    }

    private FlowMark Mark(Element element, StepTrace? step)
    {
        if (step is null)
        {
            return FlowMark.Ahead;
        }

        if (step.Active == 0)
        {
            return step.IsPassed ? FlowMark.Passed : FlowMark.Withdrawn;
        }

        var isStuck = trace.OpenIncidents.Values.Any(incident => incident.ElementId == element.Id);
        var isLate = TaskOf(element) is { IsOpen: true } task && trace.ClockOfTask(task.Id)?.Read(time.Now) is { Phase: ClockPhase.Late };
        return isStuck || isLate ? FlowMark.Late : FlowMark.Here;
    }

    private StatusLook? Look(Element element, StepTrace? step, FlowMark mark)
    {
        if (mark == FlowMark.Withdrawn)
        {
            return StatusLook.Cancelled.Saying("Withdrawn");
        }

        if (trace.OpenIncidents.Values.Any(incident => incident.ElementId == element.Id))
        {
            return StatusLook.Failed.Saying("Stuck");
        }

        if (TaskOf(element) is not { } task)
        {
            return mark switch
            {
                FlowMark.Passed => StatusLook.Done.Saying($"Done {time.Clock(step!.Left!.Value)}"),
                FlowMark.Ahead => null,
                _ => StatusLook.InProgress.Saying($"Since {time.Clock(step!.Since)}"),
            };
        }

        var look = TaskLook.Of(task.State);
        if (!task.IsOpen)
        {
            return look.Saying($"{look.Word} {time.Clock(task.Since)}");
        }

        return trace.ClockOfTask(task.Id)?.Read(time.Now) switch
        {
            { Phase: ClockPhase.Late or ClockPhase.Stopped } clock => look.Saying(clock.Words),
            { Due: { } due } => look.Saying($"Due {time.Clock(due)}"),
            _ => look,
        };
    }

    /// <summary>The newest task of a step; a step done again shows its latest round.</summary>
    private TaskTrace? TaskOf(Element element) => element.Kind == ElementKind.UserTask ? trace.Tasks.LastOrDefault(task => task.Element == element.Id) : null;

    private static int Order(FlowMark mark) => mark switch
    {
        FlowMark.Late => 0,
        FlowMark.Here => 1,
        FlowMark.Ahead => 3,
        FlowMark.Withdrawn => 4,
        _ => 2,
    };

    private static bool IsActivity(Element element) => element.Kind is ElementKind.Task or ElementKind.ManualTask or ElementKind.UserTask or ElementKind.ServiceTask
        or ElementKind.SendTask or ElementKind.ReceiveTask or ElementKind.BusinessRuleTask or ElementKind.ScriptTask or ElementKind.CallActivity or ElementKind.SubProcess or ElementKind.EventSubProcess;
}
