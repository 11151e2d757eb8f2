using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

public sealed record ScopeNotActive(ElementInstanceId Scope) : Rejection($"Expected an active element, but {Scope} is none");

/// <summary>A person corrects variables: at the process, or exactly at one active element.</summary>
internal static class SettingVariables
{
    public static Rejection? Decide(Execution run, SetVariables command)
    {
        var scope = command.Scope ?? ElementInstanceId.Root;
        if (run.State[scope] is null)
            return new ScopeNotActive(scope);
        run.Emit(new VariablesSet(scope, command.Variables));
        return null;
    }
}
