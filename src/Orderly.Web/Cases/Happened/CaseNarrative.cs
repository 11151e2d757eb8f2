using System.Globalization;
using Orderly.Canonical.Clocks;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Work;
using Orderly.Web.Cases.Traces;
using Orderly.Web.Design;
using Orderly.Web.Escalations;
using Orderly.Web.Sources;
using Orderly.Web.Worklist;

namespace Orderly.Web.Cases.Happened;

/// <summary>
/// A journal in plain sentences: what, who, why. Tokens and variables are left out; they are for whoever reads the journal
/// itself. An event without a sentence here is one no person asks about.
/// </summary>
internal sealed class CaseNarrative(Hospital hospital, InstanceTrace trace, ProcessModel? model, LocalTime time)
{
    private readonly Dictionary<Guid, string> subscriptions = [];

    public IEnumerable<TimelineEntry> Of(JournalEntry entry)
    {
        foreach (var happened in entry.Events)
        {
            if (happened is SubscriptionOpened opened)
            {
                subscriptions[opened.Subscription.Value] = opened.Name;
            }

            if ((OfInstance(happened) ?? OfTask(happened, entry.Actor.Id) ?? OfDirection(happened, entry.Actor.Id) ?? OfApproval(happened) ?? OfClock(happened) ?? OfCall(happened, entry.Actor.Id) ?? OfWait(happened)) is { } told)
            {
                yield return told with { At = entry.At, Clock = time.Clock(entry.At) };
            }
        }
    }

    private TimelineEntry? OfInstance(Event happened) => happened switch
    {
        InstanceStarted e => Say("queue", $"{model?.Name ?? e.Process} began", TimelineKind.Important) with { Weight = TimelineWeight.Key, Meta = $"Version {e.Version}" },
        InstanceCompleted => Say("done", "Everything of this case is done", TimelineKind.Important),
        InstanceCancelled e => Say("cancelled", "Case cancelled", TimelineKind.Important) with { Meta = e.Reason },
        InstanceRekeyed e => Say("link", $"The visit goes on as {e.To.Split('|')[^1]}", TimelineKind.Important) with { Meta = $"Before: {e.From.Split('|')[^1]}" },
        InstanceErrored e => Say("failed", "Case ended by an error", TimelineKind.Important | TimelineKind.Failure) with { Weight = TimelineWeight.Late, Meta = e.Message ?? e.Code },
        IncidentRaised e => Say("failed", $"{Step(e.ElementId)} is stuck and waits for a person", TimelineKind.Important | TimelineKind.Failure) with { Weight = TimelineWeight.Late, Meta = e.Message },
        IncidentResolved { Withdrawn: false } => Say("done", "Mended; the case goes on", TimelineKind.Important | TimelineKind.Failure),
        DecisionEvaluated e => Decided(e.Element, e.Decision, e.Version, e.Value),
        DecisionMade e => Decided(e.Element, e.Decision, e.Version, e.Value) with { More = new("Why", [.. DmnWords.Of(e.How).Select(line => line.Trim())]) },
        ErrorThrown e => Say("failed", $"{Step(trace.ElementOf(e.Element) ?? "")}: {e.Message ?? e.Code}", TimelineKind.Failure) with { Weight = TimelineWeight.Late },
        _ => null,
    };

    private TimelineEntry? OfTask(Event happened, string actor) => happened switch
    {
        TaskCreated e => Say("open", $"{e.Name ?? Step(e.Element)} opened for {InSentence.Of(hospital.RoleName(e.Queue.Role ?? "anyone"))}", TimelineKind.None),
        TaskPreAlerted e => Say("prealert", $"{Task(e.Task.Value)} is ahead: shown, not yet to be worked on", TimelineKind.None),
        TaskClaimed e => Say("claimed", $"{Who(e.Owner)} claimed {Task(e.Task.Value)}", TimelineKind.None),
        TaskReleased e => Say("open", $"{Who(actor)} gave {Task(e.Task.Value)} back", TimelineKind.None) with { Meta = e.Reason },
        TaskAssigned { Owner: { } owner } e => Say("claimed", $"{Task(e.Task.Value)} was given to {Who(owner)}", TimelineKind.None),
        TaskStarted e => Say("progress", $"{Who(actor)} started {Task(e.Task.Value)}", TimelineKind.None),
        TaskHeld e => Say("hold", $"{Task(e.Task.Value)}, {HoldReasons.Words(e.Reason).ToLowerInvariant()}", TimelineKind.Wait | TimelineKind.Important) with
        {
            Lead = "On hold:",
            Weight = TimelineWeight.Soon,
            Meta = $"Put by {Who(actor)}. {(e.Note is null ? "" : $"{e.Note}. ")}Until {time.Clock(e.Until)}",
        },
        TaskResumed e => Say("c-ok", $"{Task(e.Task.Value)} goes on; its clock runs again", TimelineKind.Wait) with { Meta = e.Expired ? "The hold ran out" : $"By {Who(actor)}" },
        TaskCompleted e => Say("done", $"{Task(e.Task.Value)} done", TimelineKind.Important) with { Meta = $"{Who(actor)}{(e.Outcome is null ? "" : $", {e.Outcome}")}" },
        TaskFailed e => Say("failed", $"{Task(e.Task.Value)} cannot be done", TimelineKind.Important | TimelineKind.Failure) with { Weight = TimelineWeight.Late, Meta = $"{Who(actor)}: {e.Reason}" },
        TaskSkipped e => Say("skipped", $"{Task(e.Task.Value)} skipped", TimelineKind.Important) with { Meta = $"{Who(actor)}: {e.Reason}" },
        TaskCancelled e => Say("cancelled", $"{Task(e.Task.Value)} withdrawn", TimelineKind.None),
        _ => null,
    };

    private TimelineEntry? OfDirection(Event happened, string actor) => happened switch
    {
        TaskDelegated e => Say("claimed", $"{Who(e.OnBehalfOf)} had {Who(e.Owner)} do {Task(e.Task.Value)}", TimelineKind.None),
        TaskForwarded e => Say("open", $"{Task(e.Task.Value)} went on to {InSentence.Of(hospital.RoleName(e.Queue.Role ?? "anyone"))}{(e.Queue.Unit is null ? "" : $" {hospital.UnitName(e.Queue.Unit)}")}", TimelineKind.Important) with { Meta = $"{Who(actor)}: {e.Reason}" },
        TaskNominated e => Say("open", $"{string.Join(", ", e.People.Select(Who))} were asked to do {Task(e.Task.Value)}", TimelineKind.None) with { Meta = $"By {Who(actor)}" },
        TaskCandidatesAdded e => Say("open", $"{string.Join(", ", e.People.Select(Who))} were asked as well to do {Task(e.Task.Value)}", TimelineKind.None) with { Meta = $"By {Who(actor)}" },
        TaskPeopleExcluded e => Say("info", $"{string.Join(", ", e.People.Select(Who))} may not do {Task(e.Task.Value)}", TimelineKind.None) with { Meta = $"{Who(actor)}: {e.Reason}" },
        TaskPrioritised e => Say("info", $"{Task(e.Task.Value)} is now P{TaskLook.Priority(e.Priority)}", TimelineKind.None) with { Meta = e.Reason == "RULE" ? "By its rule" : $"{Who(actor)}: {e.Reason}" },
        TaskDeclined e => Say("declined", $"{Who(e.By)} declined {Task(e.Task.Value)}{(e.NobodyLeft ? "; nobody is left to ask" : "")}", TimelineKind.Important) with { Meta = e.Reason },
        TaskEnteredInError e => Say("error", $"{Task(e.Task.Value)} was entered in error", TimelineKind.Important) with { Meta = $"{Who(actor)}: {e.Reason}" },
        TaskReopened e => Say("progress", $"{Task(e.Task.Value)} was reopened", TimelineKind.Important) with { Meta = $"{Who(actor)}: {e.Reason}" },
        TaskMoveAsked { Move.Move: not (TaskMove.Create or TaskMove.Cancel) } e => Say("info", $"{Who(e.Move.By.Id)} asked to {e.Move.Move.ToString().ToLowerInvariant()} {Task(e.Task.Value)}", TimelineKind.None) with { Meta = "Its listeners answer first" },
        TaskMoveDenied e => Say("declined", $"{Task(e.Task.Value)} stays as it was: {e.Reason}", TimelineKind.Important),
        TaskCommented e => Say("info", $"{Who(actor)} on {Task(e.Task.Value)}", TimelineKind.None) with { Meta = e.Text },
        TaskAttached e => Say("link", $"{e.Name} belongs to {Task(e.Task.Value)}", TimelineKind.None) with { Meta = $"By {Who(actor)}" },
        _ => null,
    };

    private TimelineEntry? OfApproval(Event happened) => happened switch
    {
        ApprovalRequested e => Say("approval", $"{e.Approval.Kind} of {e.Approval.Amount} {e.Approval.Currency} waits for {InSentence.Of(hospital.RoleName(e.Approval.Step.Role))}", TimelineKind.Important) with { Meta = $"Asked by {Who(e.Approval.Requester)}" },
        ApprovalVoted e => Say("approval", $"{Who(e.By)}: {e.Verdict.ToString().ToLowerInvariant()} {e.Amount}", TimelineKind.Important) with { Meta = $"{(e.OnBehalfOf is null ? "" : $"For {Who(e.OnBehalfOf)}. ")}{e.Reason}" },
        ApprovalDelegated e => Say("approval", $"{Who(e.Delegation.By)} lent the vote to {Who(e.Delegation.To)}", TimelineKind.None) with { Meta = $"Up to {e.Delegation.Limit}, until {time.Clock(e.Delegation.Until)}" },
        EmergencyDeclared e => Say("approval", $"{Who(e.By)} declared an emergency", TimelineKind.Important) with { Weight = TimelineWeight.Soon, Meta = e.Justification },
        ApprovalAmountChanged e => Say("approval", $"The amount asked for is {e.To} instead of {e.From}", TimelineKind.Important) with { Meta = e.Restarts ? "What was voted is void" : null },
        RatificationOverdue e => Say("approval", $"{Task(e.Task.Value)} is not ratified in time", TimelineKind.Important | TimelineKind.Failure) with { Weight = TimelineWeight.Late },
        ApprovalLapsed e => Say("approval", $"{Step(e.Element)}: {e.Approved} were approved and {e.Asked} are asked for, so it is asked again", TimelineKind.Important) with { Weight = TimelineWeight.Soon },
        ApprovalEnded e => Say("approval", $"{Task(e.Task.Value)}: {e.Outcome}", TimelineKind.Important),
        _ => null,
    };

    private TimelineEntry? OfClock(Event happened) => happened switch
    {
        ClockWarned e => Say("c-soon", $"{Clock(e.Clock.Value)} is near its target", TimelineKind.None) with { Weight = TimelineWeight.Soon },
        ClockBreached e => Say("c-late", $"of {Spans.Short(trace.Clock(e.Clock.Value)?.Target ?? TimeSpan.Zero)} net", TimelineKind.Important) with { Lead = $"{Clock(e.Clock.Value)} missed its target", Weight = TimelineWeight.Late },
        RungReached e => Say("rung", e.Audience.IsEmpty ? "but its ladder names nobody" : string.Join(" and ", e.Audience.Select(Audience)), TimelineKind.Important) with
        {
            Lead = $"Escalated to L{e.Level},",
            Weight = TimelineWeight.Late,
            Meta = $"For {Clock(e.Clock.Value)}. On their lists{(EscalationChannel.NotSent(e.Channel) is { } notSent ? $"; {notSent}" : "")}",
        },
        ClockRetargeted e => Say("info", $"{Clock(e.Clock.Value)} now has {Spans.Short(e.Target)}", TimelineKind.None) with { Meta = $"Due {time.Clock(e.BreachAt)}" },
        EscalationAcknowledged e => Say("info", $"{Who(e.By)} has a plan: {PlanWords.Of(e.Plan)}", TimelineKind.Important) with { Meta = $"Quiet until {time.Clock(e.QuietUntil)}; the clock runs on" },
        _ => null,
    };

    private TimelineEntry? OfCall(Event happened, string actor) => happened switch
    {
        CallRequested e => Say("out", $"{e.Operation} asked of {e.Connector}", TimelineKind.Message) with { Lead = "Out", Meta = Step(e.Target) },
        CallSucceeded e => Say("erp", $"{Call(e.Call.Value)} done", TimelineKind.Message | TimelineKind.Important) with { Lead = trace.Call(e.Call.Value)?.Requested.Connector.ToUpperInvariant(), Meta = Postings.Document(e.Result) },
        CallFailed e => Say("failed", $"{Call(e.Call.Value)} was not done", TimelineKind.Message | TimelineKind.Important | TimelineKind.Failure) with { Weight = TimelineWeight.Late, Meta = e.Message },
        CallOutcomeUnknown e => Say("failed", $"{Call(e.Call.Value)} was sent and nobody can say whether it happened", TimelineKind.Message | TimelineKind.Important | TimelineKind.Failure)
            with
        { Lead = "Outcome unknown:", Weight = TimelineWeight.Late, Meta = $"{e.Message}. A person decides; it is not sent again by itself" },
        CallConfirmed e => Say("erp", $"{Call(e.Call.Value)} was done there, says {Who(actor)}", TimelineKind.Message | TimelineKind.Important) with { Lead = trace.Call(e.Call.Value)?.Requested.Connector.ToUpperInvariant(), Meta = e.Reason },
        CallResent e => Say("out", $"{Call(e.Call.Value)} was not done there, says {Who(actor)}; the same request went out again", TimelineKind.Message | TimelineKind.Important) with { Meta = e.Reason },
        JobFailed e => Say("failed", $"A worker could not do its job; {e.Retries} tries left", TimelineKind.Message | TimelineKind.Failure) with { Meta = e.Message },
        _ => null,
    };

    private TimelineEntry? OfWait(Event happened) => happened switch
    {
        MessageCorrelated e => Say("in", $"{Words(subscriptions.GetValueOrDefault(e.Subscription.Value, "a message"))} reached this case", TimelineKind.Message | TimelineKind.Important) with { Weight = TimelineWeight.Key },
        MessagePublished e => Say("out", $"{Words(e.Name)} sent on", TimelineKind.Message),
        _ => null,
    };

    private TimelineEntry Decided(ElementInstanceId element, string decision, int version, FeelValue value) =>
        Say("rule", $"{Step(trace.ElementOf(element) ?? decision)}: {DecisionInWords.Of(value)}", TimelineKind.None) with { Meta = $"Rule {decision} v{version}" };

    private static TimelineEntry Say(string icon, string text, TimelineKind kind) => new(default, "", icon, text) { Kind = kind };

    private string Who(string actor) => actor is "system" ? "Orderly" : TaskLines.ShortName(hospital.NameOf(actor));

    private string Task(Guid id) => trace.Task(id)?.Name ?? "A task";

    private string Clock(Guid id) => trace.Clock(id) is { } clock ? clock.Task is { } task ? Task(task) : Step(clock.Element) : "A clock";

    private string Call(Guid id) => trace.Call(id)?.Requested.Operation ?? "A call";

    private string Step(string element) => model?.Find(element)?.Name is { Length: > 0 } name ? name : element;

    private string Audience(Audience audience) =>
        $"{(audience.Role == "owner" ? "owner" : InSentence.Of(hospital.RoleName(audience.Role)))}{(audience.Unit is null ? "" : $" {hospital.UnitName(audience.Unit)}")}";

    /// <summary>"DischargeOrdered" as "Discharge ordered".</summary>
    public static string Words(string name)
    {
        var words = string.Concat(name.Select((letter, index) => index > 0 && char.IsUpper(letter) ? $" {char.ToLower(letter, CultureInfo.InvariantCulture)}" : letter.ToString()));
        return words;
    }
}
