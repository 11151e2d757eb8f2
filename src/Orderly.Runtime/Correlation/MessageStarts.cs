using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Journal.Rows;
using Orderly.Runtime.Ownership;

namespace Orderly.Runtime.Correlation;

/// <summary>The message start events of a definition, as subscriptions without an instance.</summary>
internal static class MessageStarts
{
    public static IEnumerable<string> NamesOf(ProcessModel model) =>
        model.MessageStarts.Select(NameOf).OfType<string>();

    public static IEnumerable<SubscriptionRow> RowsOf(ProcessModel model) =>
        from start in model.MessageStarts
        let name = NameOf(start)
        where name is not null
        select new SubscriptionRow(
            DefinitionId.Of("start", $"{model.Id}\n{start.Id}", 1), CorrelationLane.Of(name, ""), name, "", model.Id, Instance: null, start.Id);

    /// <summary>The name as text. One that needs variables cannot be known before an instance is, and is refused at deploy.</summary>
    public static string? NameOf(Element start) => start.Event is MessageDefinition { Name.Constant: FeelString name } ? name.Value : null;
}
