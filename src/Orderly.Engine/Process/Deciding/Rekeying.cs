using Orderly.Engine.Feel;

namespace Orderly.Engine.Process;

public sealed record KeyUnchanged(string Key) : Rejection($"Expected another key than '{Key}', but it is the same");

public sealed record KeyNotHeld(string Key) : Rejection($"Expected an instance known by or waiting under '{Key}', but it is neither");

/// <summary>An instance follows what it is about to another key: its business key, the keys it waits under, the variables that hold it.</summary>
internal static class Rekeying
{
    public static Rejection? Decide(Execution run, Rekey command)
    {
        if (command.From == command.To)
            return new KeyUnchanged(command.To);
        if (run.State.BusinessKey != command.From && run.State.Subscriptions.All(subscription => subscription.Key != command.From || subscription.IsSignal))
            return new KeyNotHeld(command.From);
        run.Emit(new InstanceRekeyed(command.From, command.To, command.Variables));
        foreach (var element in run.State.Elements.ToArray())
        {
            if (element.Variables is { } table && Moved(table, command, element.Parent is null) is { Count: > 0 } values)
                run.Emit(new VariablesSet(element.Id, values));
        }
        return null;
    }

    // What waits next is keyed by these, so a variable left behind would wait under the old key.
    private static FeelContext Moved(VariableTable table, Rekey command, bool isProcess) => FeelContext.Of(
        from variable in table.Sorted()
        let moved = variable.Value is FeelString { Value: var text } && text == command.From ? FeelValue.Of(command.To)
            : isProcess && command.Variables.Names.Contains(variable.Key) ? command.Variables[variable.Key]
            : null
        where moved is not null
        select KeyValuePair.Create(variable.Key, moved));
}
