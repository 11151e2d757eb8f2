using System.Buffers.Binary;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Work;

namespace Orderly.Engine.Rehearsal;

/// <summary>
/// Runs models in memory, on time that only moves when told to: the engine decides, and this plays the parts of the host that a
/// model can see. Instances mail each other, messages wait for their receivers, signals reach who waits, timers fire in order.
/// </summary>
public sealed class Rehearsal
{
    private readonly World world;
    private readonly DateTimeOffset begun;
    private readonly List<RehearsedInstance> instances = [];
    private readonly Queue<(RehearsedInstance Instance, Command Command)> mail = new();
    private readonly RehearsedMessages messages = new();
    private readonly List<TraceLine> trace = [];
    private readonly List<ReachedRung> rungs = [];
    private int ids;

    public Rehearsal(World world, DateTimeOffset begin) => (this.world, begun, Now) = (world, begin, begin);

    public DateTimeOffset Now { get; private set; }

    public IReadOnlyList<RehearsedInstance> Instances => instances;

    public IReadOnlyList<TraceLine> Trace => trace;

    public Standing Standing => new([.. instances.Select(instance => instance.State)], rungs);

    /// <summary>Begins a process at its none start, or at the event it begins with when it has no none start.</summary>
    /// <exception cref="RehearsalException">There is no such process, or nothing to begin it with.</exception>
    public void Start(string process, FeelContext variables, string? businessKey = null)
    {
        var model = world.FindProcess(process)?.Model ?? throw new RehearsalException($"Expected process '{process}' to be in the files, but it is not");
        var start = model.Root.Start >= 0 ? null : model.MessageStarts.Concat(model.EventStarts).FirstOrDefault();
        Send(Begin(), start is null ? new StartInstance(process, null, 1, businessKey, variables) : new StartByEvent(process, null, start.Id, 1, businessKey, variables));
    }

    /// <summary>Takes up an instance where it stands: a fork, which nothing outside ever hears of.</summary>
    /// <param name="state">The rehearsal's own from here on.</param>
    public void TakeUp(InstanceState state)
    {
        instances.Add(new RehearsedInstance(instances.Count + 1, state));
        Now = state.At > Now ? state.At : Now;
        if (state.HasYielded)
            mail.Enqueue((instances[^1], new Continue()));
        Settle();
    }

    /// <summary>Gives a command to an instance and lets everything that follows happen.</summary>
    /// <exception cref="RehearsalException">The command was refused.</exception>
    /// <param name="actor">Who gives it; a system when null.</param>
    public void Send(RehearsedInstance instance, Command command, Actor? actor = null)
    {
        if (Decide(instance, command, actor) is { } rejection)
            throw new RehearsalException(rejection.Message);
        Settle();
    }

    /// <summary>Whether somebody took the message at once; otherwise it waits for <paramref name="lives"/>.</summary>
    /// <param name="key">The correlation key; null fits every receiver.</param>
    public bool Publish(string name, string? key, FeelContext variables, TimeSpan lives)
    {
        var waiting = messages.Count;
        messages.Add(new(new MessageId(NewId()), name, key, variables, Now + lives));
        Settle();
        return messages.Count <= waiting;
    }

    /// <summary>Whether somebody caught the signal; a signal waits for nobody.</summary>
    public bool Broadcast(string name, FeelContext variables)
    {
        Tell(new MessageId(NewId()), name, variables);
        var caught = mail.Count > 0;
        Settle();
        return caught;
    }

    /// <summary>Moves time on; what comes due on the way happens when it is due.</summary>
    public void AdvanceTo(DateTimeOffset to)
    {
        while (NextTimer() is { } next && next.Timer.Due <= to)
        {
            Now = next.Timer.Due > Now ? next.Timer.Due : Now;
            Send(next.Instance, new FireTimer(next.Timer.Id));
        }
        Now = to > Now ? to : Now;
        messages.Forget(Now);
    }

    private (RehearsedInstance Instance, TimerWait Timer)? NextTimer() => instances
        .SelectMany(instance => instance.State.Timers.Select(timer => ((RehearsedInstance Instance, TimerWait Timer)?)(instance, timer)))
        .MinBy(open => open!.Value.Timer.Due);

    private void Settle()
    {
        while (true)
        {
            while (mail.TryDequeue(out var letter))
                Decide(letter.Instance, letter.Command);
            if (messages.Next(instances) is { } taken)
                mail.Enqueue((taken.Instance, new DeliverMessage(taken.Subscription.Id, taken.Message.Id, taken.Message.Variables)));
            else if (messages.NextStart(world, instances) is { } start)
                mail.Enqueue((Begin(), new StartByMessage(start.Process, null, start.Element, 1, start.Message.Key, start.Message.Id, start.Message.Name, start.Message.Variables)));
            else
                return;
        }
    }

    private Rejection? Decide(RehearsedInstance instance, Command command, Actor? actor = null)
    {
        var decision = Decider.Decide(world, instance.State, command, new CommandContext(Now, actor ?? Actor.System));
        foreach (var happened in decision.Events)
        {
            if (instance.Rung(happened) is { } rung)
                rungs.Add(new(Now - begun, rung.Element, rung.Level));
            if (Tracing.Of(instance, happened) is { } line)
                trace.Add(new(decision.At - begun, instance.Number, instance.State.Process, line.What, line.Subject, line.Detail));
        }
        foreach (var effect in decision.Effects)
            Do(instance, effect);
        if (decision.Yielded)
            mail.Enqueue((instance, new Continue()));
        return decision.Rejection;
    }

    private void Do(RehearsedInstance from, Effect effect)
    {
        switch (effect)
        {
            case StartChildInstance e: mail.Enqueue((Begin(e.Child), e.Command)); break;
            case TerminateChildInstance e: Mail(e.Child, new CancelInstance(e.Reason)); break;
            case RekeyChildInstance e: Mail(e.Child, e.Command); break;
            case ReplyToParent e: Mail(e.Parent.Instance, new ChildEnded(from.State.Id, e.Outcome)); break;
            case EscalateToParent e: Mail(e.Parent.Instance, e.Command); break;
            case PublishMessage e: messages.Add(new(e.Message, e.Name, e.Key, e.Variables, Now + e.Lives)); break;
            case BroadcastSignal e: Tell(e.Signal, e.Name, e.Variables); break;
            default: break;
        }
    }

    private void Mail(InstanceId to, Command command)
    {
        if (instances.Find(instance => instance.State.Id == to) is { } receiver)
            mail.Enqueue((receiver, command));
    }

    /// <summary>Who waits at this moment is told, and processes that begin with the signal begin.</summary>
    private void Tell(MessageId signal, string name, FeelContext variables)
    {
        foreach (var instance in instances)
        {
            foreach (var waiting in instance.State.Subscriptions.Where(open => open.IsSignal && open.Name == name))
                mail.Enqueue((instance, new DeliverMessage(waiting.Id, signal, variables)));
        }
        foreach (var (process, versions) in world.Processes.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            foreach (var start in versions[^1].Model.EventStarts.Where(start => start.EventParts.Any(part => part is SignalDefinition { Name.Constant: FeelString text } && text.Value == name)))
                mail.Enqueue((Begin(), new StartByEvent(process, null, start.Id, 1, null, variables)));
        }
    }

    private RehearsedInstance Begin(InstanceId? id = null)
    {
        var instance = new RehearsedInstance(instances.Count + 1, new InstanceState(id ?? new InstanceId(NewId())));
        instances.Add(instance);
        return instance;
    }

    private Guid NewId()
    {
        Span<byte> name = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(name, ++ids);
        return DerivedId.Derive(Now, name);
    }
}

/// <summary>What a script asked for could not be done; the message says what was expected and what was found.</summary>
public sealed class RehearsalException(string message) : Exception(message);
