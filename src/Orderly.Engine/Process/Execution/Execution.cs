using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Time;
using Orderly.Engine.Work;

namespace Orderly.Engine.Process;

/// <summary>
/// One decision in the making. Every event goes through <see cref="Emit"/>, which applies it at once, so that the next
/// step sees what replay will see.
/// </summary>
internal sealed class Execution
{
    private readonly List<Event> events = [];
    private readonly List<Effect> effects = [];
    private readonly List<Step> steps = [];
    private readonly long seq;
    private CommandContext context;
    private ProcessDefinition? definition;
    private FeelEnvironment? environment;
    private int ids;
    private bool conditionsDue;
    private bool rulesDue;
    private bool stagesDue;
    private bool probing;
    private List<ElementInstance>? joining;

    public Execution(World world, InstanceState state, CommandContext context)
    {
        (World, State, this.context) = (world, state, context);
        seq = state.Seq + 1;
        var at = UtcMicroseconds.Truncate(context.At);
        At = at < state.At ? state.At : at;
    }

    public World World { get; }

    public InstanceState State { get; }

    public DateTimeOffset At { get; }

    public Actor Actor => context.Actor;

    public ProcessModel Model => Definition.Model;

    public ProcessDefinition Definition => definition ??= World.FindProcess(State.Process, State.Version)
        ?? throw new InvalidOperationException($"Expected the world to hold version {State.Version} of process '{State.Process}', but it does not");

    public FeelEnvironment Environment => environment ??= World.Environment(At, State.Facility);

    public ElementInstanceId NextElement => new(State.LastElement + 1);

    public Guid NewId() => DerivedId.Derive(At, State.Id, seq, ids++);

    /// <summary>Why a command would be refused, without anything happening: a command objects before its first event.</summary>
    public Rejection? Probe(Func<Rejection?> decide)
    {
        var before = ids;
        probing = true;
        try
        {
            return decide();
        }
        catch (WouldHappenException)
        {
            return null;
        }
        finally
        {
            (probing, ids) = (false, before);
        }
    }

    /// <summary>Decides as somebody else: who asked for what is only done now.</summary>
    public Rejection? As(Actor actor, Func<Rejection?> decide)
    {
        var own = context;
        context = context with { Actor = actor };
        try
        {
            return decide();
        }
        finally
        {
            context = own;
        }
    }

    public void Emit(Event happened)
    {
        if (probing)
            throw new WouldHappenException();
        if (events.Count == 0)
            Evolution.Begin(State, seq, At);
        EffectReading.Read(State, happened, effects);
        Evolution.Evolve(State, happened);
        events.Add(happened);
        if (happened is VariablesSet && State.Conditions.Count > 0)
            conditionsDue = true;
        rulesDue |= happened is VariablesSet { Scope: var scope } && scope == ElementInstanceId.Root;
        stagesDue |= State.Clocks.Count > 0 && happened is ITaskEvent or ClockBreached or ClockStarted { Task: null } or JobCreated or JobOffered or JobCompleted or CallRequested or CallSucceeded;
    }

    /// <summary>Conditional events are looked at after this step.</summary>
    public void LookAtConditions() => conditionsDue = true;

    /// <summary>Everything that waits for something to move is asked again: after a pause, or after a person moved tokens.</summary>
    public void LookAtEverything()
    {
        conditionsDue = true;
        foreach (var scope in State.Elements.Where(element => element.Tokens is { Count: > 0 }).ToArray())
            Moved(scope);
    }

    /// <summary>The instance goes on as another version; what was looked up of the old one no longer counts.</summary>
    public void Migrated() => definition = null;

    /// <summary>Something moved in the scope that a join may have waited for; its joins are asked when nothing else moves.</summary>
    public void Moved(ElementInstance scope)
    {
        if (Model.HasWaitingJoins && (joining is null || joining.Count == 0 || joining[^1] != scope))
            (joining ??= []).Add(scope);
    }

    /// <summary>The step comes next, before those already waiting: a branch runs on until it has to wait.</summary>
    public void Push(Step step) => steps.Add(step);

    /// <summary>The last steps pushed come in the order they were pushed, as if they were one.</summary>
    public void InOrder(int count) => steps.Reverse(steps.Count - count, count);

    public Element ElementOf(ElementInstance instance)
    {
        if (instance.Index < 0)
            instance.Index = Model[instance.Element].Index;
        return Model.Elements[instance.Index];
    }

    /// <summary>Steps until nothing automatic is left, or the budget is used up.</summary>
    public Decision Finish()
    {
        if (State.Suspended is not null)
        {
            // What came later happens later.
            if (steps.Count > 0)
                Emit(new StepsHeld([.. steps, .. State.Pending]));
            return new Decision(null, State.Seq, State.At, events, effects, Yielded: false);
        }
        var budget = context.StepBudget;
        if (conditionsDue)
            Look();
        do
        {
            while ((steps.Count > 0 || Joins()) && budget-- > 0)
            {
                var step = steps[^1];
                steps.RemoveAt(steps.Count - 1);
                Steps.Do(this, step);
                if (conditionsDue)
                    Look();
            }
            LookAtWork();
        }
        while (steps.Count > 0 && budget > 0);
        if (steps.Count > 0)
            Emit(new InstanceYielded([.. State.Pending, .. steps]));
        return new Decision(null, State.Seq, State.At, events, effects, Yielded: steps.Count > 0);
    }

    /// <summary>How urgent tasks are, what approvals cover and whose the minutes are follows from all that happened, so it is asked once, at the end.</summary>
    private void LookAtWork()
    {
        if (rulesDue && Model.HasWorkRules && State.Status == InstanceStatus.Active)
        {
            rulesDue = false;
            TaskPriority.LookAtAll(this);
            ApprovalBesideFlow.LookAtAll(this);
        }
        if (stagesDue && State.Clocks.Count > 0)
            ClockBearing.LookAtStages(this);
        (rulesDue, stagesDue) = (false, false);
    }

    private void Look()
    {
        conditionsDue = false;
        if (State.Conditions.Count > 0)
            Conditions.LookAtAll(this);
    }

    /// <summary>Whether a join went on, now that nothing else moves.</summary>
    private bool Joins()
    {
        while (joining is { Count: > 0 })
        {
            var scope = joining[^1];
            joining.RemoveAt(joining.Count - 1);
            if (State[scope.Id] == scope && Joining.GoOn(this, scope))
            {
                // What went on may be what another join of the scope waits for.
                joining.Add(scope);
                return true;
            }
        }
        return false;
    }
}

/// <summary>Ends a probe: nothing stood against the first event.</summary>
internal sealed class WouldHappenException : Exception;
