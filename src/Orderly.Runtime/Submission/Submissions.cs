using System.Security.Cryptography;
using System.Text;
using Orderly.Canonical.Clocks;
using Orderly.Canonical.PatientFlow;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Work;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;
using Orderly.Runtime.Correlation;
using Orderly.Runtime.Feed;
using Orderly.Runtime.Grants;
using Orderly.Runtime.Inbound;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Projection;

namespace Orderly.Runtime.Submission;

/// <summary>
/// The one door for commands: the API, the screens, the command line and the connectors come in here. Every reply is given
/// after the commit.
/// </summary>
public sealed class Submissions
{
    /// <summary>How long a message that is to be taken at once may be under way.</summary>
    private static readonly TimeSpan CorrelationPatience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan CorrelationLook = TimeSpan.FromMilliseconds(20);

    private readonly OwnerContext context;
    private readonly InstanceRouting routing;
    private readonly IStore store;
    private readonly NewIds ids;

    internal Submissions(OwnerContext context, InstanceRouting routing, IStore store, NewIds ids) =>
        (this.context, this.routing, this.store, this.ids) = (context, routing, store, ids);

    /// <summary>Starts an instance at the none start of the newest version of a process.</summary>
    public Task<Reply> StartAsync(NewInstance start, Terms terms)
    {
        var (variables, objection) = Variables.Read(start.Variables);
        if (variables is null) return Task.FromResult<Reply>(Variables.Refused(objection!));
        var instance = start.Instance ?? ids.At(context.Clock.Now());
        return routing.Submit(instance, new StartInstance(start.Process, null, start.Facility, start.BusinessKey, variables), terms);
    }

    /// <summary>Any command to a running instance.</summary>
    public Task<Reply> CommandAsync(Guid instance, Command command, Terms terms) => routing.Submit(instance, WithVersion(command, terms), terms);

    /// <summary>A command on a task, whichever instance it belongs to. <see cref="Terms.ExpectedVersion"/> is the task's version.</summary>
    public async Task<Reply> OnTaskAsync(TaskCommand command, Terms terms)
    {
        var instance = context.Belonging.InstanceOf(command.Task.Value) ?? (await store.Read.Work.Task(command.Task.Value))?.Instance;
        if (instance is not { } known) return new Reply.NotFound($"Expected a task {command.Task}, but there is none");
        command = await WithRoles(command, terms);
        if (command is ReopenTask reopen) command = reopen with { Was = await Ended(command.Task) };
        return await routing.Submit(known, WithVersion(command, terms), terms);
    }

    /// <summary>Which roles someone votes with is the organisation's word, whatever the caller sent.</summary>
    private async ValueTask<TaskCommand> WithRoles(TaskCommand command, Terms terms)
    {
        if (command is not (DecideApproval or DelegateApproval) || await store.Read.Work.Task(command.Task.Value) is not { } row) return command;
        var now = context.Clock.Now();
        string[] roles = [.. context.World.Now.Organisation.Bindings
            .Where(binding => binding.Person == terms.By.Id && binding.Facility == row.Facility && binding.IsHeldAt(now)).Select(binding => binding.Role).Distinct()];
        return command switch
        {
            DecideApproval vote => vote with { Roles = roles },
            DelegateApproval lend => lend with { Roles = roles },
            _ => command,
        };
    }

    private async ValueTask<EndedTask?> Ended(TaskId task)
    {
        if (await store.Read.Work.Task(task.Value) is not { } row) return null;
        var queue = (await store.Settings.Queues()).First(queue => queue.Id == row.Queue);
        var label = (SensitivityLabel)queue.Sensitivity;
        return new EndedTask(
            TaskView.Read(row.View).Element,
            new Engine.Work.WorkQueue(queue.Facility, queue.Unit.Length == 0 ? null : queue.Unit, queue.Role.Length == 0 ? null : queue.Role, label == SensitivityLabel.None ? null : label.ToString()),
            (TaskState)row.State, row.Owner, row.Priority, (int)row.Version);
    }

    /// <summary>Mends an incident and lets its instance go on. Variables are set where it is stuck, before the retry.</summary>
    public async Task<Reply> ResolveIncidentAsync(Guid incident, string variables, Terms terms)
    {
        var (read, objection) = Variables.Read(variables);
        if (read is null) return Variables.Refused(objection!);
        if (await store.Read.Instances.Incident(incident) is not { } row) return new Reply.NotFound($"Expected an incident {incident}, but there is none");
        return row.Kind == IncidentRow.Quarantine
            ? await Release(row, terms)
            : await routing.Submit(row.Instance, new ResolveIncident(new IncidentId(incident), read), terms);
    }

    /// <summary>A person's word that the receiver of a call with an unknown outcome did act.</summary>
    /// <param name="response">What it answered, one JSON object; the element receives it as it would have the answer.</param>
    public async Task<Reply> ConfirmCallAsync(Guid incident, string response, string reason, Terms terms)
    {
        var (read, objection) = Variables.Read(response);
        if (read is null) return Variables.Refused(objection!);
        return await OnIncident(incident, new ConfirmCall(new IncidentId(incident), read, reason), terms);
    }

    /// <summary>A person's word that the receiver did not act: the same call goes out again under the same key.</summary>
    public Task<Reply> ResendCallAsync(Guid incident, string reason, Terms terms) => OnIncident(incident, new ResendCall(new IncidentId(incident), reason), terms);

    /// <summary>Why a caller may not do a deed to an incident; null when it may. For screens that offer only what would be done.</summary>
    public string? Objection(Caller by, Deed deed, IncidentRow incident) =>
        context.Grants.Objection(context.World.Now.Organisation, by, deed, SiteOf(incident), context.Clock.Now());

    private static Place SiteOf(IncidentRow row) => new(row.Facility, null, "", SensitivityLabel.None);

    private async Task<Reply> OnIncident(Guid incident, Command command, Terms terms) =>
        await store.Read.Instances.Incident(incident) is { } row
            ? await routing.Submit(row.Instance, command, terms)
            : new Reply.NotFound($"Expected an incident {incident}, but there is none");

    /// <summary>Says that someone has a plan for late work: its ladder is quiet for the minutes, the clock runs on.</summary>
    /// <param name="plan">One of <see cref="EscalationPlan.Codes"/>.</param>
    public async Task<Reply> AcknowledgeEscalationAsync(Guid clock, string plan, int minutes, Terms terms)
    {
        if (!EscalationPlan.Codes.Contains(plan))
            return new Reply.Rejected("UnknownPlan", $"Expected a plan of {string.Join(", ", EscalationPlan.Codes)}, but it is '{plan}'");
        return await store.Read.Escalations.OfClock(clock) is [var told, ..]
            ? await routing.Submit(told.Instance, new AcknowledgeEscalation(new ClockId(clock), plan, minutes), terms)
            : new Reply.NotFound($"Expected an escalation of clock {clock}, but there is none");
    }

    /// <summary>Publishes a message. Accepted means kept: whoever waits for it, now or within its life, gets it.</summary>
    public async Task<Reply> PublishAsync(NewMessage message, Terms terms)
    {
        if (Objection(message) is { } wrong) return new Reply.Rejected("InvalidMessage", wrong);
        var (variables, objection) = Variables.Read(message.Variables);
        if (variables is null) return Variables.Refused(objection!);
        var now = context.Clock.Now();
        if (context.Grants.Objection(context.World.Now.Organisation, terms.By, Deed.PublishMessage, null, now) is { } denied) return new Reply.Denied(denied);

        var id = ids.At(now);
        var row = new MessageRow(
            id, CorrelationLane.Of(message.Name, message.Key), message.Name, message.Key, Micros.From(now + message.TimeToLive),
            new MessageBody(message.Facility, variables).ToBytes());
        var changes = new Change[] { new AddMessage(row), new AddAudit(Micros.From(now), terms.By.Id, "PublishMessage", $"message/{id}") };
        var outcome = await context.Writer.Write(new Append { Claims = [.. KeysOf(message, terms, id)], Changes = changes });
        return Answer(outcome, id, terms, changes);
    }

    /// <summary>
    /// Publishes a message for who waits for it at this moment, and answers with the instance that took it; nothing is kept for
    /// later. Where several processes wait, all get it, and the first that took it is told.
    /// </summary>
    public async Task<Reply> CorrelateAsync(NewMessage message, Terms terms)
    {
        var waiting = await Waiting(message);
        var repeats = terms.Key is { } key && await context.Loading.FindKey(key) is not null;
        if (waiting.Count == 0 && !repeats) return new Reply.Rejected("NobodyWaits", $"Expected something that waits for message '{message.Name}' under its key or begins with it, but nothing does");
        var reply = await PublishAsync(message with { TimeToLive = CorrelationPatience }, terms);
        if (reply is not Reply.Accepted { Instance: var id } published) return reply;
        for (var until = context.Real.GetUtcNow() + CorrelationPatience; ;)
        {
            if ((await store.Read.Messages.Deliveries(id)).FirstOrDefault(delivery => delivery.State == DeliveryState.Accepted) is { } taken)
            {
                // A definition's subscription has a name for an id, an instance's a time.
                if ((taken.Subscription.Version == 8 ? MessageIds.StartedBy(id, taken.Process) : waiting.GetValueOrDefault(taken.Subscription)) is not { } by)
                    return new Reply.Rejected("TakenBefore", $"Expected message '{message.Name}' to be taken now, but it was taken before, and by whom is no longer known");
                return new Reply.Accepted(by, (await store.Read.Instances.Head(by))?.Seq ?? 0) { Replayed = published.Replayed };
            }
            if (context.Real.GetUtcNow() > until) return new Reply.Rejected("NotTaken", $"Expected message '{message.Name}' to be taken within {CorrelationPatience.TotalSeconds:0} seconds, but it was not");
            await Task.Delay(CorrelationLook, context.Real);
            foreach (var (subscription, instance) in await Waiting(message)) waiting[subscription] = instance;
        }
    }

    /// <summary>The instances that wait for a message, by their subscriptions; null where one would begin.</summary>
    private async Task<Dictionary<Guid, Guid?>> Waiting(NewMessage message)
    {
        var open = await store.Read.Messages.Subscriptions(CorrelationLane.Of(message.Name, message.Key), message.Name, message.Key);
        var starts = message.Key.Length == 0 ? open : await store.Read.Messages.Subscriptions(CorrelationLane.Of(message.Name, ""), message.Name, "");
        return open.Concat(starts.Where(start => start.Instance is null)).DistinctBy(row => row.Id).ToDictionary(row => row.Id, row => row.Instance);
    }

    /// <summary>Begins every process whose conditional start event holds for the facts, each once for the terms' key.</summary>
    /// <returns>What became of each, by process and start event; none where no condition holds.</returns>
    public async Task<IReadOnlyList<(string Process, string Element, Reply Reply)>> BeginByConditionsAsync(short facility, string facts, string? businessKey, Terms terms)
    {
        var (variables, objection) = Variables.Read(facts);
        if (variables is null) return [("", "", Variables.Refused(objection!))];
        var now = context.Clock.Now();
        var begun = new List<(string, string, Reply)>();
        foreach (var (definition, start) in StartConditions.Met(context.World.Now.World, facility, now, variables).ToArray())
        {
            var own = terms.Key is { } key ? terms with { Key = key with { Key = $"{key.Key}|{definition.Id}|{start.Id}" } } : terms;
            begun.Add((definition.Id, start.Id, await routing.Submit(ids.At(now), new StartByEvent(definition.Id, definition.Version, start.Id, facility, businessKey, variables), own)));
        }
        return begun;
    }

    private Reply Answer(AppendOutcome outcome, Guid id, Terms terms, IReadOnlyList<Change> changes)
    {
        switch (outcome)
        {
            case Committed:
                context.Signals.Committed(Guid.Empty, changes);
                return new Reply.Accepted(id, 0);
            case KeyReplayed { SameRequest: true } replayed:
                return new Reply.Accepted(replayed.Instance, replayed.Seq) { Replayed = true };
            case KeyReplayed:
                return new Reply.KeyReused($"Expected a new idempotency key, but '{terms.Key?.Key}' was used for another request");
            case Fenced:
                context.Fenced();
                return new Reply.Unavailable("Expected this node to own its share, but another took over");
            case Poisoned poisoned:
                return new Reply.Rejected("Unstorable", poisoned.Error);
            default:
                return new Reply.Unavailable(outcome is Unavailable away ? away.Error : $"Expected a commit, but it was {outcome.GetType().Name}");
        }
    }

    private IEnumerable<Claim> KeysOf(NewMessage message, Terms terms, Guid id)
    {
        var now = context.Real.GetUtcNow();
        if (terms.Key is { } key)
            yield return new CommandKey(key.Scope, key.Key, key.RequestHash.ToArray(), id, 0, Micros.From(now), Micros.From(now + IdempotencyKey.ApiLifetime));
        if (message.MessageId is { } own)
        {
            // The same id again is the same message, whatever it carries: the first one counts.
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(own));
            yield return new CommandKey($"message|{message.Name}|{message.Key}", own, hash, id, 0, Micros.From(now), Micros.From(now + message.TimeToLive + TimeSpan.FromMinutes(1)));
        }
    }

    /// <summary>A quarantined instance is tried again: what it met may have been mended with the program.</summary>
    private async Task<Reply> Release(IncidentRow row, Terms terms)
    {
        var now = context.Clock.Now();
        if (context.Grants.Objection(context.World.Now.Organisation, terms.By, Deed.MendIncident, SiteOf(row), now) is { } denied) return new Reply.Denied(denied);
        var changes = new Change[]
        {
            new UpsertIncident(row with { Resolved = Micros.From(now) }),
            new AddAudit(Micros.From(now), terms.By.Id, "ReleaseQuarantine", $"incident/{row.Id}"),
        };
        return Answer(await context.Writer.Write(new Append { Changes = changes }), row.Instance, terms, changes);
    }

    private static string? Objection(NewMessage message) => message switch
    {
        { Name: "" or { Length: > 400 } } => "Expected a message name of 1 to 400 characters, but it has " + message.Name.Length,
        { Key.Length: > 400 } => "Expected a key of at most 400 characters, but it has " + message.Key.Length,
        _ when message.TimeToLive < TimeSpan.Zero || message.TimeToLive > NewMessage.LongestTimeToLive =>
            $"Expected a message to live up to {NewMessage.LongestTimeToLive.TotalDays:0} days, but it is {message.TimeToLive}",
        _ => null,
    };

    private static Command WithVersion(Command command, Terms terms) =>
        command is TaskCommand { IfVersion: null } task && terms.ExpectedVersion is { } version ? task with { IfVersion = (int)version } : command;
}
