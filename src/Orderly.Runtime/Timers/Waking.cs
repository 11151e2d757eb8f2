using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;
using Orderly.Runtime.Deployment;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Submission;

namespace Orderly.Runtime.Timers;

/// <summary>What happens when a timer row is due: an instance is woken, or a process begins.</summary>
internal sealed class Waking(IStore store, OwnerContext context, InstanceRouting routing, WorldLoading worlds)
{
    public Task Wake(TimerRow timer) => StartTimers.Owns(timer) ? Begin(timer) : Fire(timer);

    private async Task Fire(TimerRow timer)
    {
        var reply = await routing.Submit(timer.Instance, new FireTimer(new TimerId(timer.Id)), new Terms(Caller.Host));
        switch (reply)
        {
            case Reply.Rejected { Code: "TimerNotDue" } or Reply.Unavailable or Reply.Quarantined:
                // The row is still there: the next sweep brings it again.
                break;
            case Reply.Rejected or Reply.NotFound:
                // Nobody waits for it any more.
                await Write([Gone(timer)]);
                break;
        }
    }

    /// <summary>
    /// The instance's id follows from the due time, so a second node, or this one after a crash, begins the same one and is refused;
    /// only then does the row move on to the next due time.
    /// </summary>
    private async Task Begin(TimerRow timer)
    {
        // A newer version takes the rows of the one before along, and a node may not have heard of it yet.
        if (!(await store.Read.Lanes.TimersOf([timer.Lane], [timer.Instance])).Contains(timer)) return;
        if (Find(timer) is null) await worlds.CatchUp();
        if (Find(timer) is not { } start)
        {
            await Write([Gone(timer)]);
            return;
        }
        var due = Micros.ToTime(timer.Due);
        var command = new StartByEvent(start.Definition.Id, start.Definition.Version, start.Start.Id, start.Facility, null, FeelContext.Empty);
        var reply = await routing.Submit(start.InstanceAt(due), command, new Terms(Caller.Host));
        if (reply is Reply.Unavailable or Reply.InProgress) return;
        Change[] changes = start.RowAfter(context.World.Now.World, due) is { } next ? [Gone(timer), new AddTimer(next)] : [Gone(timer)];
        await Write(changes);
    }

    private StartTimer? Find(TimerRow timer) => StartTimers.Of(context.World.Now).FirstOrDefault(start => start.Id == timer.Instance);

    private async Task Write(Change[] changes)
    {
        if (await context.Writer.Write(new Append { Changes = changes }) is Committed) context.Signals.Committed(Guid.Empty, changes);
    }

    private static RemoveTimer Gone(TimerRow timer) => new(timer.Lane, timer.Due, timer.Id);
}
