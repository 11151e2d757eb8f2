using Orderly.Canonical.PatientFlow;
using Orderly.Engine.Process;
using Orderly.Engine.Work;
using Orderly.Runtime.Grants;
using Orderly.Runtime.Projection;

namespace Orderly.Runtime.Ownership;

/// <summary>Which deed a command is, and where: what the grant is asked for before the decision.</summary>
internal static class CommandDeed
{
    public static (Deed Deed, Place? Place) Of(Command command, InstanceState state) => command switch
    {
        // What has ended has no place in the state any more; the command brings it.
        ReopenTask c => (Deed.WorkOnTask, c.Was is { } was ? PlaceOf(was.Queue) : null),
        AssignTask or NominateForTask or AddTaskCandidates or ExcludeFromTask or MarkTaskEnteredInError or PrioritiseTask => (Deed.DirectTask, SiteOf(state)),
        DecideApproval or DelegateApproval or DeclareEmergency => (Deed.TakePartInApproval, SiteOf(state)),
        CommentOnTask c => (Deed.SpeakOnTask, state.Tasks[c.Task] is { } task ? PlaceOf(task.Queue) : null),
        TaskCommand c => (Deed.WorkOnTask, state.Tasks[c.Task] is { } task ? PlaceOf(task.Queue) : null),
        StartInstance or StartByEvent => (Deed.StartProcess, null),
        CompleteJob or FailJob or ThrowJobError => (Deed.WorkOnJobs, null),
        DeliverMessage or StartByMessage => (Deed.PublishMessage, null),
        CancelInstance or SuspendInstance or ResumeInstance or ModifyInstance or MigrateInstance => (Deed.CancelInstance, SiteOf(state)),
        ResolveIncident { Variables.Count: 0 } or ConfirmCall { Result.Count: 0 } or ResendCall => (Deed.DecideIncident, SiteOf(state)),
        _ => (Deed.MendIncident, SiteOf(state)),
    };

    /// <summary>The command's name in the audit trail, and what it is about.</summary>
    public static (string What, string Subject) Record(Command command, InstanceState state) => command switch
    {
        TaskCommand c => (command.GetType().Name, $"task/{c.Task}"),
        CompleteJob c => (nameof(CompleteJob), $"job/{c.Job}"),
        FailJob c => (nameof(FailJob), $"job/{c.Job}"),
        ThrowJobError c => (nameof(ThrowJobError), $"job/{c.Job}"),
        ResolveIncident c => (nameof(ResolveIncident), $"incident/{c.Incident}"),
        AcknowledgeEscalation c => (nameof(AcknowledgeEscalation), $"clock/{c.Clock}"),
        ConfirmCall c => (nameof(ConfirmCall), $"incident/{c.Incident}"),
        ResendCall c => (nameof(ResendCall), $"incident/{c.Incident}"),
        _ => (command.GetType().Name, $"instance/{state.Id}"),
    };

    /// <summary>Whom a command gives work to: they must be allowed to do it, too.</summary>
    public static IReadOnlyList<string> Receivers(Command command) => command switch
    {
        AssignTask { To: { } person } => [person],
        DelegateTask c => [c.To],
        NominateForTask c => c.People,
        AddTaskCandidates c => c.People,
        _ => [],
    };

    /// <summary>Where an escalation may be acknowledged: by those it was told to, and by those whose work it is about.</summary>
    public static IReadOnlyList<Place> PlacesOf(SlaClock clock, InstanceState state)
    {
        var task = clock.Task is { } id ? state.Tasks[id] : null;
        return [.. clock.Told.Select(audience => EscalationRows.QueueOf(state, task, audience)).Append(task?.Queue).OfType<WorkQueue>().Distinct().Select(PlaceOf)];
    }

    private static Place SiteOf(InstanceState state) => new(state.Facility, null, "", SensitivityLabel.None);

    public static Place PlaceOf(WorkQueue queue) => new(queue.Facility, queue.Unit, queue.Role ?? "", SensitivityOf(queue.Sensitivity));

    /// <summary>A label nobody knows is every label: seen by those cleared for all.</summary>
    public static SensitivityLabel SensitivityOf(string? text) => text switch
    {
        null or "" or "normal" => SensitivityLabel.None,
        _ when Enum.TryParse<SensitivityLabel>(text, ignoreCase: true, out var label) => label,
        _ => SensitivityLabel.Restricted | SensitivityLabel.Part2 | SensitivityLabel.Psychiatric | SensitivityLabel.Hiv | SensitivityLabel.Vip,
    };
}
