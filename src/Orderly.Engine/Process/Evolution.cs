using Orderly.Engine.Ids;
using Orderly.Engine.Work;

namespace Orderly.Engine.Process;

/// <summary>
/// The only way state changes, live and in replay. It copies facts out of events: no FEEL, no zones, no culture, no model.
/// </summary>
public static class Evolution
{
    /// <summary>Applies one journal entry.</summary>
    /// <exception cref="ArgumentException">The entry is not the next one of this instance.</exception>
    public static void Apply(InstanceState state, JournalEntry entry)
    {
        if (entry.Instance != state.Id || entry.Seq != state.Seq + 1)
            throw new ArgumentException($"Expected entry {state.Seq + 1} of instance {state.Id}, but was entry {entry.Seq} of {entry.Instance}", nameof(entry));
        Begin(state, entry.Seq, entry.At);
        foreach (var e in entry.Events)
            Evolve(state, e);
    }

    internal static void Begin(InstanceState state, long seq, DateTimeOffset at) => (state.Seq, state.At) = (seq, at);

    internal static void Evolve(InstanceState state, Event happened)
    {
        switch (happened)
        {
            case ElementActivated e: Activated(state, e); break;
            case ElementCompleted e: Left(state, state.Known(e.Id)); break;
            case FlowTaken e: (state.Known(e.Scope).Tokens ??= new()).Put(e.Flow); break;
            case VariablesSet e: Set(state.Known(e.Scope), e); break;
            case InstanceStarted e: Started(state, e); break;
            case InstanceCompleted: End(state, InstanceStatus.Completed); break;
            case InstanceCancelled e: End(state, InstanceStatus.Cancelled, e.Reason); break;
            case InstanceErrored: End(state, InstanceStatus.Errored); break;
            case InstanceYielded e: state.Pending = e.Steps; break;
            case InstanceContinued: state.Pending = []; break;
            case InstanceSuspended e: state.Suspended = e.Reason; break;
            case InstanceResumed: state.Suspended = null; break;
            case StepsHeld e: state.Pending = e.Steps; break;
            case InstanceMigrated e: MigrationEvolution.Migrated(state, e); break;
            case InstanceRekeyed e: Rekeyed(state, e); break;
            case CancelRequested e: Cancelling(state, e); break;
            case ElementTerminating e: Terminating(state.Known(e.Id), e.Then); break;
            case ElementTerminated e: Left(state, state.Known(e.Id)); break;
            case ScopeInterrupted e: Interrupted(state.Known(e.Scope), e.Then); break;
            case MultiInstanceStarted e: state.Known(e.Body).Repetition = new() { Items = e.Items }; break;
            case MultiInstanceOutput e: Output(state.Known(e.Body).Repetition!, e); break;
            case DecisionEvaluated or DecisionMade or ErrorThrown or MessagePublished or MessageCorrelated or SignalThrown or EscalationThrown or EscalationPassedOn or ChildEscalated or InstanceModified: break;
            case LoopStarted e: state.Known(e.Body).Repetition = new() { Items = Feel.FeelList.Empty }; break;
            default:
                if (!WaitEvolution.Evolve(state, happened) && !MemoryEvolution.Evolve(state, happened) && !WorkEvolution.Evolve(state, happened))
                    throw new InvalidOperationException($"Expected an event that state knows, but was {happened.GetType().Name}");
                break;
        }
    }

    private static void Started(InstanceState state, InstanceStarted e)
    {
        state.Status = InstanceStatus.Active;
        state.Process = e.Process;
        state.Version = e.Version;
        state.Deployment = e.Deployment;
        state.Facility = e.Facility;
        state.BusinessKey = e.BusinessKey;
        state.Parent = e.Parent;
        state.RootInstance = e.Root;
        state.Started = state.At;
    }

    private static void Rekeyed(InstanceState state, InstanceRekeyed e)
    {
        if (state.BusinessKey == e.From)
            state.BusinessKey = e.To;
        foreach (var waiting in state.Subscriptions.Where(subscription => subscription.Key == e.From).ToArray())
            state.Subscriptions.Set(waiting.Id, waiting with { Key = e.To });
    }

    private static void Cancelling(InstanceState state, CancelRequested e)
    {
        state.Status = InstanceStatus.Cancelling;
        state.CancelReason = e.Reason;
        state.ErrorCode = e.ErrorCode;
        state.Pending = [];
    }

    private static void End(InstanceState state, InstanceStatus status, string? reason = null)
    {
        state.Status = status;
        state.Ended = state.At;
        state.CancelReason = reason ?? state.CancelReason;
        state.Pending = [];
    }

    private static void Activated(InstanceState state, ElementActivated e)
    {
        var element = new ElementInstance { Id = e.Id, Scope = e.Scope, Element = e.Element, Item = e.Item, IsBody = e.IsBody, Since = state.At };
        state.Add(element);
        state.LastElement = e.Id.Value;
        var scope = element.Parent;
        if (scope is null)
        {
            state.Variables = element.Variables = new();
            return;
        }
        if (e.Flow is not null)
            scope.Tokens!.Take(e.Flow);
        if (e.Joined is not null)
        {
            foreach (var flow in e.Joined)
                scope.Tokens!.Take(flow);
        }
        if (e.Item > 0 && !e.IsBody)
            scope.Repetition!.Begun = e.Item;
        if (scope.Memory is not null)
            MemoryEvolution.Activated(scope.Memory, element);
        if (scope.Interrupted)
            (scope.Interrupted, scope.Then) = (false, null);
    }

    private static void Left(InstanceState state, ElementInstance element)
    {
        if (element.Item > 0 && element.Parent?.Repetition is { } repetition)
            repetition.Done++;
        state.Remove(element);
    }

    private static void Set(ElementInstance scope, VariablesSet e)
    {
        var table = scope.Variables ??= new();
        foreach (var (name, value) in e.Values.Entries)
            table.Set(name, value);
    }

    private static void Terminating(ElementInstance element, Interruption? then)
    {
        element.Terminating = true;
        element.Then = then;
        element.Tokens = null;
    }

    private static void Interrupted(ElementInstance scope, Interruption? then)
    {
        scope.Interrupted = true;
        scope.Then = then;
        scope.Tokens = null;
    }

    private static void Output(Repetition repetition, MultiInstanceOutput e)
    {
        if (repetition.Outputs is null)
        {
            repetition.Outputs = new(repetition.Items.Count);
            for (var i = 0; i < repetition.Items.Count; i++)
                repetition.Outputs.Add(null);
        }
        repetition.Outputs[e.Item - 1] = e.Value;
    }
}
