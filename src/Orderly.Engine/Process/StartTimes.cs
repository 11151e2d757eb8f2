using Orderly.Engine.Bpmn;
using Orderly.Engine.Ids;
using Orderly.Engine.Time;

namespace Orderly.Engine.Process;

/// <summary>
/// When a process begins by itself. Nothing is remembered between the times: each follows from the definition, the facility and
/// the moment it came into force, so that every node reckons the same ones.
/// </summary>
public static class StartTimes
{
    /// <summary>The first due time after <paramref name="after"/>; null when there is none any more.</summary>
    /// <param name="facility">Whose clocks on the wall count.</param>
    /// <param name="inForce">Since when the definition is deployed: cycles and durations count from there.</param>
    /// <param name="problem">Why its expressions name no time; null when they do.</param>
    public static DateTimeOffset? Next(World world, TimerDefinition timer, short facility, DateTimeOffset inForce, DateTimeOffset after, out string? problem)
    {
        problem = null;
        var run = new Execution(world, new InstanceState(default) { Facility = facility }, new CommandContext(inForce, Actor.System));
        var nothing = new ElementInstance();
        const string Place = "timer of a start event";
        try
        {
            Reckoning.Due? due = Reckoning.First(run, nothing, timer, Place);
            while (due is { } found && found.At <= after)
                due = Reckoning.Next(run, nothing, timer, Skip(timer, found, after), Place);
            return due?.At;
        }
        catch (StuckException stuck)
        {
            problem = stuck.Message;
            return null;
        }
    }

    /// <summary>The last due time before <paramref name="after"/> but one, so that years of seconds are not counted one by one.</summary>
    private static Reckoning.Due Skip(TimerDefinition timer, Reckoning.Due due, DateTimeOffset after)
    {
        if (due.Every is null)
            return due;
        if (!IsoDuration.TryParse(due.Every, out var interval))
            return due with { At = after };
        if (interval.Months != 0 || timer.Calendar is not null)
            return due;
        var turns = (after - due.At).Ticks / interval.Exact.Ticks;
        if (due.Left >= 0)
            turns = Math.Min(turns, due.Left);
        return due with { At = due.At + (interval.Exact * turns), Left = due.Left < 0 ? -1 : due.Left - (int)turns };
    }
}
