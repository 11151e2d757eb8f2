using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Process;

/// <summary>Processes that begin when a condition holds. Without an instance there are no variables, so the condition is asked about what someone tells.</summary>
public static class StartConditions
{
    /// <summary>The conditional start events of the newest versions that hold for the facts, by process and element.</summary>
    public static IEnumerable<(ProcessDefinition Definition, Element Start)> Met(World world, short facility, DateTimeOffset at, FeelContext facts)
    {
        var environment = world.Environment(at, facility);
        return from entry in world.Processes
               orderby entry.Key
               let definition = entry.Value[^1]
               from start in definition.Model.EventStarts
               where start.EventParts.Any(part => part is ConditionDefinition { Condition.Feel: { } condition } && condition.Evaluate(facts, environment).Value is FeelBoolean { Value: true })
               select (definition, start);
    }
}
