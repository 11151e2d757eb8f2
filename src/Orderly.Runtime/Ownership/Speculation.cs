using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Work;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Runtime.Grants;
using Orderly.Runtime.Mail;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Submission;

namespace Orderly.Runtime.Ownership;

/// <summary>An owner's state, decided ahead of what is on disk. Thrown away whole when a unit does not commit.</summary>
internal sealed class Speculation(OwnerContext context, InstanceState state)
{
    private readonly InstanceProjection projection = new(state, context.Queues.Of, decided => context.Activations.Places.Covers(decided));

    public InstanceState State => state;

    /// <summary>Decides as many works from the front as one unit takes.</summary>
    public async ValueTask<Unit> Decide(IReadOnlyList<Work> batch, bool alone)
    {
        var unit = new Unit(state.Id.Value, state.Seq);
        HashSet<(string, string)>? keys = null;
        foreach (var work in batch)
        {
            // The second use of a key must see what became of the first.
            if (work.Terms.Key is { } key && !(keys ??= []).Add((key.Scope, key.Key))) break;
            unit.Settle(work, await Decide(unit, work));
            if (alone || unit.Works >= context.Options.UnitCommands || unit.Bytes >= context.Options.UnitBytes) break;
        }
        if (state.HasYielded) unit.Changes.Add(new AddMail(new MailRow(state.Id.Value, state.Id.Value, state.Seq, -1, new Letter.GoOn().ToBytes())));
        unit.Close(state);
        return unit;
    }

    private async ValueTask<Reply> Decide(Unit unit, Work work)
    {
        if (work.Command is not { } command)
        {
            foreach (var row in await context.Loading.MailTo(state.Id.Value))
                if (unit.TryOpen(row)) await Open(unit, row);
            return new Reply.Accepted(state.Id.Value, state.Seq);
        }
        if (Objection(command, work.Terms) is { } objection) return objection;
        var decision = await Decide(unit, command, work.Terms, work.Retry);
        if (decision.Rejection is { } rejection) return RefusedAs(rejection);
        if (work.Terms.Key is { } key && context.Options.Planted != PlantedBug.ForgetKeys)
        {
            var now = context.Real.GetUtcNow();
            unit.Add(new CommandKey(
                key.Scope, key.Key, key.RequestHash.ToArray(), state.Id.Value, decision.Seq, Micros.From(now), Micros.From(now + IdempotencyKey.ApiLifetime)));
        }
        return new Reply.Accepted(state.Id.Value, decision.Seq);
    }

    private Reply? Objection(Command command, Terms terms)
    {
        var starts = command is StartInstance or StartByMessage or StartByEvent or StartChild;
        if (state.Seq == 0 && !starts) return new Reply.NotFound($"Expected a process instance {state.Id}, but there is none");
        if (terms.By.Kind != CallerKind.Host)
        {
            if (command is AcknowledgeEscalation acknowledged) return AcknowledgementObjection(acknowledged, terms);
            var (deed, place) = CommandDeed.Of(command, state);
            // A task that is over has no place any more; the engine says so in its rejection, which tells nothing else.
            if (deed is not (Deed.WorkOnTask or Deed.SpeakOnTask) || place is not null)
                if (context.Grants.Objection(context.World.Now.Organisation, terms.By, deed, place, context.Clock.Now()) is { } denied)
                    return new Reply.Denied(denied);
            if (ReceiverObjection(command) is { } cannot) return cannot;
        }
        if (terms.ExpectedVersion is { } expected && command is not TaskCommand && expected != state.Seq)
            return new Reply.Conflict($"Expected the instance at {expected}, but it is at {state.Seq}", state.Seq);
        return null;
    }

    /// <summary>Work is given only to those who could take it themselves.</summary>
    private Reply.Rejected? ReceiverObjection(Command command)
    {
        if (command is not TaskCommand { Task: var id } || state.Tasks[id] is not { } task) return null;
        foreach (var person in CommandDeed.Receivers(command))
            if (context.Grants.Objection(context.World.Now.Organisation, Caller.Person(person), Deed.WorkOnTask, CommandDeed.PlaceOf(task.Queue), context.Clock.Now()) is { } objection)
                return new Reply.Rejected("CannotReceive", objection);
        return null;
    }

    /// <summary>A clock that has stopped is the engine's to tell of.</summary>
    private Reply.Denied? AcknowledgementObjection(AcknowledgeEscalation command, Terms terms)
    {
        if (state.Clocks[command.Clock] is not { } clock) return null;
        if (terms.By.Kind == CallerKind.Person && clock.Task is { } task && state.Tasks[task]?.Owner == terms.By.Id) return null;
        return RoleGrants.AcknowledgementObjection(context.World.Now.Organisation, terms.By, CommandDeed.PlacesOf(clock, state), context.Clock.Now()) is { } denied ? new Reply.Denied(denied) : null;
    }

    /// <summary>One command to quiescence: while it yields and the unit has room, it goes on at once.</summary>
    private async ValueTask<Decision> Decide(Unit unit, Command command, Terms terms, JobRetry? retry)
    {
        var first = await Step(unit, command, terms, retry);
        var last = first;
        while (last is { Accepted: true, Yielded: true } && unit.Bytes < context.Options.UnitBytes)
            last = await Step(unit, new Continue(), new Terms(Caller.Host), null);
        return first;
    }

    private async ValueTask<Decision> Step(Unit unit, Command command, Terms terms, JobRetry? retry)
    {
        var world = context.World.Now.World;
        var actor = terms.By.Kind == CallerKind.Person ? Actor.Person(terms.By.Id) : new Actor(terms.By.Id, ActorKind.System);
        var decision = Decider.Decide(world, state, command, new CommandContext(context.Clock.Now(), actor) { StepBudget = context.Options.StepBudget });
        if (!decision.Accepted || decision.Events.Count == 0) return decision;
        foreach (var happened in decision.Events)
        {
            if (happened is IQueueingEvent queueing) await context.Queues.Know(queueing.Queue);
            if (happened is not RungReached reached) continue;
            foreach (var queue in EscalationRows.QueuesOf(state, reached)) await context.Queues.Know(queue);
        }

        var at = Micros.From(decision.At);
        unit.Add(new Journal.Rows.JournalEntry(state.Id.Value, decision.Seq, at, actor.Id, world.Version, Entries.Codec, EventJson.Write(decision.Events)));
        projection.Project(state, new ProjectedEntry(decision.Seq, decision.At, actor.Id, decision.Events, decision.Effects, retry), unit.Changes);
        if (context.Options.Planted == PlantedBug.SkipProjection) unit.Changes.RemoveAll(change => change is UpsertTask { Row.Open: false });
        if (terms.By.Kind != CallerKind.Host)
        {
            var (what, subject) = CommandDeed.Record(command, state);
            unit.Changes.Add(new AddAudit(at, actor.Id, what, subject));
        }
        return decision;
    }

    /// <summary>A letter leaves the store in the commit that did what it says, also when that was nothing.</summary>
    private async ValueTask Open(Unit unit, MailRow row)
    {
        var host = new Terms(Caller.Host);
        switch (Letter.Read(row.Body))
        {
            case Letter.Start letter when state.Seq == 0:
                await Decide(unit, letter.Command, host, null);
                break;
            // A start always lies before its terminate, so an instance without a start was refused: the caller hears that it ended.
            case Letter.Terminate when state.Seq == 0:
                unit.Changes.Add(new AddMail(new MailRow(row.From, state.Id.Value, row.Seq, row.Index, NeverBegan().ToBytes())));
                break;
            case Letter.Terminate letter:
                await Decide(unit, new CancelInstance(letter.Reason), host, null);
                break;
            case Letter.Ended letter:
                await Decide(unit, new ChildEnded(new InstanceId(row.From), letter.Outcome), host, null);
                break;
            case Letter.Escalate letter:
                await Decide(unit, letter.Command, host, null);
                break;
            case Letter.Deliver letter:
                await Deliver(unit, letter);
                break;
            case Letter.Begin letter:
                await Begin(unit, letter);
                break;
            case Letter.MoveKey letter when state.Seq > 0:
                await Decide(unit, new Rekey(letter.OldKey, letter.NewKey, letter.Variables), host, null);
                break;
            case Letter.GoOn when state.HasYielded:
                await Decide(unit, new Continue(), host, null);
                break;
        }
        unit.Changes.Add(new RemoveMail(row.To, row.From, row.Seq, row.Index));
    }

    private static Letter.Ended NeverBegan() => new(new ChildOutcome(ChildEnd.Cancelled, Engine.Feel.FeelContext.Empty, Message: "It never began"));

    private async ValueTask Deliver(Unit unit, Letter.Deliver letter)
    {
        var decision = await Decide(
            unit, new DeliverMessage(new SubscriptionId(letter.Subscription), new MessageId(letter.Message), letter.Variables), new Terms(Caller.Host), null);
        unit.Changes.Add(decision.Accepted
            ? new UpdateDelivery(letter.Message, letter.Process, Correlation.DeliveryState.Accepted)
            : new RemoveDelivery(letter.Message, letter.Process));
    }

    private async ValueTask Begin(Unit unit, Letter.Begin letter)
    {
        var begun = state.Seq > 0;
        if (!begun)
        {
            var start = new StartByMessage(
                letter.Process, null, letter.Element, letter.Facility, letter.Key.Length == 0 ? null : letter.Key, new MessageId(letter.Message), letter.Name, letter.Variables);
            begun = (await Decide(unit, start, new Terms(Caller.Host), null)).Accepted;
        }
        if (begun)
        {
            unit.Changes.Add(new UpdateDelivery(letter.Message, letter.Process, Correlation.DeliveryState.Accepted));
            return;
        }
        unit.Changes.Add(new RemoveDelivery(letter.Message, letter.Process));
        unit.Changes.Add(new ReleaseStartLock(letter.Process, letter.Key, state.Id.Value));
    }

    private static Reply RefusedAs(Rejection rejection) => rejection switch
    {
        TaskVersionDiffers differs => new Reply.Conflict(differs.Message, differs.Actual),
        _ => new Reply.Rejected(rejection.Kind, rejection.Message),
    };
}
