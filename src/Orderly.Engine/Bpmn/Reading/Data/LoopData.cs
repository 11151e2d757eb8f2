using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>
/// The collections a multi-instance activity runs through and fills, as the standard spells them: <c>loopDataInputRef</c> with an
/// <c>inputDataItem</c>, <c>loopDataOutputRef</c> with an <c>outputDataItem</c>. An input or output of the activity stands for
/// what its association ties it to.
/// </summary>
internal sealed class LoopData(DataCatalog catalog, IssueLog issues)
{
    public static readonly string[] Parts = ["loopDataInputRef", "loopDataOutputRef", "inputDataItem", "outputDataItem"];

    /// <summary>Whether the association belongs to the whole, and so is not done with each repetition.</summary>
    public static bool IsOfLoop(XElement activity, XElement association)
    {
        var loop = activity.Element(BpmnNames.Model + "multiInstanceLoopCharacteristics");
        return (Reference(loop, "loopDataInputRef") is { } input && Ends(association, "targetRef").Contains(input)) || (Reference(loop, "loopDataOutputRef") is { } output && Ends(association, "sourceRef").Contains(output));
    }

    public Expression? Items(XElement activity, XElement loop)
    {
        if (Reference(loop, "loopDataInputRef") is not { } reference)
            return null;
        if (catalog.Find(reference) is { Kind: DataKind.Object } held)
            return Expression.Variable(held.Name);
        var association = activity.Elements(BpmnNames.Model + "dataInputAssociation").FirstOrDefault(one => Ends(one, "targetRef").Contains(reference));
        if (association?.Element(BpmnNames.Model + "transformation") is { } made)
            return ExpressionReader.OnlyFeel(made, "transformation", issues);
        if (association is not null && Ends(association, "sourceRef").ToList() is [var source] && catalog.Find(source) is { Kind: DataKind.Object or DataKind.Input } collection)
            return Expression.Variable(collection.Name);
        issues.Error(loop, "multi-instance", $"Expected loopDataInputRef to name a data object, or an input that an association fills with one, but was '{reference}'");
        return null;
    }

    public static string? ItemName(XElement loop) => Item(loop, "inputDataItem");

    /// <summary>The collection that receives the results, and what each repetition contributes; nulls where the model says neither.</summary>
    public (string? Collection, Expression? Item) Output(XElement activity, XElement loop)
    {
        if (Reference(loop, "loopDataOutputRef") is not { } reference)
            return (null, null);
        var association = activity.Elements(BpmnNames.Model + "dataOutputAssociation").FirstOrDefault(one => Ends(one, "sourceRef").Contains(reference));
        var target = catalog.Find(association is null ? reference : Ends(association, "targetRef").FirstOrDefault());
        if (target is { Kind: DataKind.Object } && Item(loop, "outputDataItem") is { } item)
            return (target.Name, Expression.Variable(item));
        issues.Error(loop, "multi-instance", $"Expected loopDataOutputRef to lead to a data object, with an outputDataItem, but was '{reference}'");
        return (null, null);
    }

    private static string? Item(XElement loop, string part) => loop.Element(BpmnNames.Model + part) is { } item ? item.Text("name") ?? item.Id() : null;

    private static string? Reference(XElement? loop, string part) => BpmnNames.Reference(loop?.Element(BpmnNames.Model + part)?.Value.Trim());

    private static IEnumerable<string?> Ends(XElement association, string part) => association.Elements(BpmnNames.Model + part).Select(end => BpmnNames.Reference(end.Value.Trim()));
}
