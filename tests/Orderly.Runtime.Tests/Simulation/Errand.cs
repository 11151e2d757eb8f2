using Orderly.Runtime.Submission;

namespace Orderly.Runtime.Tests.Simulation;

/// <summary>Something the outside wants done, tried again with the same key until it is answered for certain.</summary>
internal sealed class Errand(string name, Func<SimulatedNode, Task<Reply>> ask, Action<Reply> answered)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private Task<Reply>? asked;
    private SimulatedNode? asking;
    private DateTimeOffset until;

    public string Name => name;

    /// <summary>True once it was answered for certain.</summary>
    public bool Go(Oracle oracle, SimulatedNode? live, DateTimeOffset now)
    {
        if (asked is { IsCompletedSuccessfully: true } && !asking!.Scheduler.IsDead)
        {
            var reply = asked.Result;
            asked = null;
            if (reply is not Reply.Unavailable)
            {
                answered(reply);
                return true;
            }
            until = now + TimeSpan.FromSeconds(1);
            oracle.Retries++;
        }
        else if (asked is { IsFaulted: true })
        {
            // A store that cannot be read or written: the caller sees no answer and comes again.
            asked = null;
            until = now + TimeSpan.FromSeconds(1);
            oracle.Retries++;
        }
        else if (asked is not null && (asking!.Scheduler.IsDead || now > until))
        {
            asked = null;
            until = now;
            oracle.Retries++;
        }
        if (asked is null && live is not null && now >= until)
        {
            asking = live;
            asked = ask(live);
            until = now + Patience;
        }
        return false;
    }
}
