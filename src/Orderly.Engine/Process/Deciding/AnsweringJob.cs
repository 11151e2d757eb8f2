using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

public sealed record JobNotOpen(JobId Job) : Rejection($"Expected job {Job} to be open, but it has ended or never was");

/// <summary>What workers say about their jobs.</summary>
internal static class AnsweringJob
{
    public static Rejection? Decide(Execution run, CompleteJob command)
    {
        if (!run.State.Jobs.TryGet(command.Job, out var job))
            return new JobNotOpen(command.Job);
        if (job.Listener is { } listener)
            return Listening.Answer(run, job, listener, command);
        if (command.Result is not null)
            return new NotATaskListener(job.Id);
        run.Emit(new JobCompleted(job.Id));
        run.Push(new Step(StepKind.Complete, job.Holder, Values: command.Variables));
        return null;
    }

    public static Rejection? Decide(Execution run, FailJob command)
    {
        if (!run.State.Jobs.TryGet(command.Job, out var job) || job.Retries <= 0)
            return new JobNotOpen(command.Job);
        var retries = Math.Max(0, command.Retries);
        run.Emit(new JobFailed(job.Id, retries, command.Message));
        if (retries == 0)
        {
            var again = job.Listener is { } listener ? Listening.Again(listener) : new Step(StepKind.Enter, job.Holder);
            Incidents.Raise(run, run.State.Known(job.Holder), IncidentKind.JobOutOfRetries, $"Expected job '{job.Type}' to succeed, but its retries are used up: {command.Message}", again);
        }
        return null;
    }

    public static Rejection? Decide(Execution run, ThrowJobError command)
    {
        if (!run.State.Jobs.TryGet(command.Job, out var job))
            return new JobNotOpen(command.Job);
        if (job.Listener is { Task: not null })
            return new ListenerThrowsNoError(job.Id);
        run.Emit(new JobErrorThrown(job.Id, command.Code, command.Message));
        run.Push(new Step(StepKind.Throw, job.Holder, Values: command.Variables, Code: command.Code, Message: command.Message));
        return null;
    }
}
