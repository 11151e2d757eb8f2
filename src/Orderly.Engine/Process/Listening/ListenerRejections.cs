using Orderly.Engine.Bpmn;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

public sealed record NotATaskListener(JobId Job) : Rejection($"Expected a job of a task listener to deny or to correct, but {Job} is none");

public sealed record CannotBeDenied(ListenerMoment Moment) : Rejection($"Expected a move that can be denied, but a task's {ListenerMoments.Word(Moment)} cannot");

public sealed record CannotBeCorrected(ListenerMoment Moment) : Rejection($"Expected a move whose task can be corrected, but a task's {ListenerMoments.Word(Moment)} ends it");

public sealed record DeniedAndCorrected() : Rejection("Expected a listener to deny or to correct, but it does both");

public sealed record ListenerSetsNoVariables(JobId Job) : Rejection($"Expected a task listener to correct the task's fields, but {Job} gives variables, which it has none to set");

public sealed record ListenerThrowsNoError(JobId Job) : Rejection($"Expected a task listener to be completed, denied or failed, but {Job} throws an error");

public static class ListenerMoments
{
    /// <summary>As models and workers spell it.</summary>
    public static string Word(ListenerMoment moment) => moment.ToString().ToLowerInvariant();
}
