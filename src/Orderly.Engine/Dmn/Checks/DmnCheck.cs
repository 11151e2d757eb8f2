using System.Collections.Immutable;
using Orderly.Engine.Dmn.Drg;
using Orderly.Engine.Dmn.Reading;
using Orderly.Engine.Dmn.Tables;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Dmn.Checks;

/// <summary>Checks a model that reads for what is probably a mistake in it.</summary>
public static class DmnCheck
{
    public static ImmutableArray<DmnFinding> Of(DmnModel model) =>
        [.. model.Tables.SelectMany(one => new TableCheck(one.Table, one.Owner, column => TypeOf(one.Owner, column)).Run()), .. model.UnknownNames];

    /// <summary>The type declared at the column, or at what its expression names.</summary>
    private static FeelType TypeOf(DrgElement owner, InputColumn column)
    {
        if (column.Type is not AnyType || Unwrapped(column.Expression) is not NameNode { Name: var name })
            return column.Type;
        if (owner is BusinessKnowledgeModel model && model.Parameters.FirstOrDefault(parameter => parameter.Name == name) is { } parameter)
            return parameter.Type;
        return owner.Requirements.FirstOrDefault(requirement => requirement.Import is null && requirement.Target.Name == name)?.Target is (InputData or Decision) and { Type: var type } ? type : column.Type;
    }

    private static Node Unwrapped(Node node) => node is TextNode text ? text.Inner : node;
}
