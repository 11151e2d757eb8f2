using Orderly.Engine.Work;

namespace Orderly.Engine.Process;

/// <summary>
/// The engine's front door. Pure: the same world, state, command and context always give the same decision.
/// </summary>
public static class Decider
{
    /// <summary>
    /// Decides a command and applies what happens to <paramref name="state"/>. A rejection leaves the state as it was.
    /// Any exception is a bug: throw the state away, fold it again from its journal, and quarantine the command.
    /// </summary>
    public static Decision Decide(World world, InstanceState state, Command command, CommandContext context)
    {
        var run = new Execution(world, state, context);
        if (Reject(run, command) is { } rejection)
            return new Decision(rejection, state.Seq, state.At, [], [], Yielded: false);
        return run.Finish();
    }

    private static Rejection? Reject(Execution run, Command command) => command switch
    {
        StartInstance c => Starting.Decide(run, c),
        StartByMessage c => Starting.Decide(run, c),
        StartByEvent c => Starting.Decide(run, c),
        StartChild c => Starting.Decide(run, c),
        _ when run.State.Status == InstanceStatus.New => new InstanceNotStarted(),
        _ when run.State.HasEnded => new InstanceHasEnded(run.State.Status),
        _ when run.State.Suspended is { } reason && Suspending.Forbids(command) => new InstanceIsSuspended(reason),
        TaskCommand c => TaskDeciding.Decide(run, c),
        ChooseActivities c => ChoosingActivities.Decide(run, c),
        TellEscalation c => ReceivingEscalation.Decide(run, c),
        FireTimer c => FiringTimer.Decide(run, c),
        DeliverMessage c => DeliveringMessage.Decide(run, c),
        CompleteJob c => AnsweringJob.Decide(run, c),
        FailJob c => AnsweringJob.Decide(run, c),
        ThrowJobError c => AnsweringJob.Decide(run, c),
        EffectSucceeded c => AnsweringCall.Decide(run, c),
        EffectFailed c => AnsweringCall.Decide(run, c),
        EffectOutcomeUnknown c => AnsweringCall.Decide(run, c),
        ConfirmCall c => SettlingCall.Decide(run, c),
        ResendCall c => SettlingCall.Decide(run, c),
        ChildEnded c => AnsweringChild.Decide(run, c),
        Continue => Continuing.Decide(run),
        AcknowledgeEscalation c => Acknowledging.Decide(run, c),
        ResolveIncident c => Resolving.Decide(run, c),
        SetVariables c => SettingVariables.Decide(run, c),
        Rekey c => Rekeying.Decide(run, c),
        SuspendInstance c => Suspending.Decide(run, c),
        ResumeInstance => Suspending.Resume(run),
        ModifyInstance c => Modifying.Decide(run, c),
        MigrateInstance c => Migrating.Decide(run, c),
        CancelInstance c => Cancelling.Decide(run, c),
        _ => throw new InvalidOperationException($"Expected a command, but was {command.GetType().Name}"),
    };
}

public sealed record InstanceNotStarted() : Rejection("Expected a started instance, but it has no entry yet");

public sealed record InstanceHasEnded(InstanceStatus Status) : Rejection($"Expected an active instance, but it is {Status}");
