using Orderly.Engine.Bpmn;

namespace Orderly.Engine.Work;

/// <summary>Which coded reasons stop a clock, and for how long at most.</summary>
internal static class ClockStopRules
{
    /// <summary>Null when the reason does not stop this clock.</summary>
    public static TimeSpan? Most(SlaTarget sla, string reason)
    {
        if (sla.Stops.Length == 0)
            return ClockStop.DefaultMost;
        foreach (var stop in sla.Stops)
        {
            if (stop.Reason == reason)
                return stop.Most;
        }
        return null;
    }
}
