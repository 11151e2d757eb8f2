using Orderly.Engine.Ids;
using Orderly.Engine.Process;

namespace Orderly.Engine.Work;

/// <summary>Rules of tasks, clocks and approvals are asked outside of steps, too; where one has no answer, the instance is stuck there like anywhere.</summary>
internal static class StuckWork
{
    public static void Guard(Execution run, ElementInstanceId holder, Action ask)
    {
        try
        {
            ask();
        }
        catch (StuckException stuck)
        {
            // One question at a time: the rule is asked again with each change, and would raise the same each time.
            if (!run.State.Incidents.Any(incident => incident.Holder == holder))
                Incidents.Raise(run, run.State.Known(holder), stuck.Kind, stuck.Message);
        }
    }
}
