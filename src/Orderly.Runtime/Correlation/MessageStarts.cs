using System.Collections.Immutable;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Journal.Rows;
using Orderly.Runtime.Ownership;

namespace Orderly.Runtime.Correlation;

/// <summary>What begins instances of a definition by a message or a signal, as subscriptions without an instance.</summary>
internal static class MessageStarts
{
    public static IEnumerable<string> NamesOf(ProcessModel model) => RowsOf(model).Select(row => row.Name);

    public static IEnumerable<SubscriptionRow> RowsOf(ProcessModel model) =>
        from start in model.MessageStarts.Concat(model.EventStarts)
        from part in Parts(start).Select((part, index) => (Name: NameOf(part), Index: index))
        where part.Name is not null
        select new SubscriptionRow(
            DefinitionId.Of("start", $"{model.Id}\n{start.Id}{(part.Index == 0 ? "" : $"\n{part.Index}")}", 1),
            CorrelationLane.Of(part.Name, ""), part.Name, "", model.Id, Instance: null, start.Id);

    /// <summary>Why the start would wait for ever; null when it would not. Times begin processes by their own rows, conditions when they are asked.</summary>
    public static (string Rule, string Message)? Objection(Element start)
    {
        foreach (var part in Parts(start))
        {
            if (part is MessageDefinition or SignalDefinition && NameOf(part) is null)
                return ("message-start-name", "Expected the name of a start's message or signal as text, but it is an expression");
        }
        return null;
    }

    /// <summary>The name as text. One that needs variables cannot be known before an instance is.</summary>
    private static string? NameOf(EventDefinition part) => part switch
    {
        MessageDefinition { Name.Constant: FeelString name } => name.Value,
        SignalDefinition { Name.Constant: FeelString name } => SignalChannel.NameOf(name.Value),
        _ => null,
    };

    private static ImmutableArray<EventDefinition> Parts(Element start) => start.Detail is MessageDetail receive ? [receive.Message] : start.EventParts;
}
