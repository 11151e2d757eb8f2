using Orderly.Engine.Bpmn;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

public sealed record NotAnAdHocSubProcess(ElementInstanceId Scope) : Rejection($"Expected an active ad-hoc subprocess, but {Scope} is none");

public sealed record ActivityNotChoosable(string Activity) : Rejection($"Expected an activity of the ad-hoc subprocess without incoming flows, but '{Activity}' is none");

/// <summary>A person chooses what to do next in an ad-hoc subprocess.</summary>
internal static class ChoosingActivities
{
    public static Rejection? Decide(Execution run, ChooseActivities command)
    {
        if (run.State[command.Scope] is not { Terminating: false, Interrupted: false, IsBody: false } scope || run.ElementOf(scope) is not { Kind: ElementKind.AdHocSubProcess } element)
            return new NotAnAdHocSubProcess(command.Scope);
        foreach (var activity in command.Activities)
        {
            if (!AdHocSubProcessBehaviour.IsChoosable(run, element, activity))
                return new ActivityNotChoosable(activity);
        }
        AdHocSubProcessBehaviour.Choose(run, scope, command.Activities);
        return null;
    }
}
