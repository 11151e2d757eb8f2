using Orderly.Engine.Process;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Submission;

namespace Orderly.Runtime.Ownership;

/// <summary>Something an owner is asked to do, and who waits for the answer.</summary>
internal sealed class Work
{
    private readonly TaskCompletionSource<Reply>? answer;

    private Work(Command? command, Terms terms, TaskCompletionSource<Reply>? answer) => (Command, Terms, this.answer) = (command, terms, answer);

    /// <summary>Null: look into the mail.</summary>
    public Command? Command { get; }

    public Terms Terms { get; }

    /// <summary>When a job put back by the command may be taken again.</summary>
    public JobRetry? Retry { get; init; }

    public Task<Reply> Answered => answer?.Task ?? Task.FromResult<Reply>(new Reply.Accepted(default, 0));

    public static Work Of(Command command, Terms terms, JobRetry? retry = null) =>
        new(command, terms, new TaskCompletionSource<Reply>(TaskCreationOptions.RunContinuationsAsynchronously)) { Retry = retry };

    /// <summary>Nobody waits for mail: it is in the store until it is done.</summary>
    public static Work Mail() => new(null, new Terms(Caller.Host), null);

    public void Answer(Reply reply) => answer?.TrySetResult(reply);
}
