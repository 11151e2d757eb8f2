using System.Collections.Immutable;

namespace Orderly.Engine.Dmn.Checks;

/// <summary>Checks a model that reads for what is probably a mistake in it.</summary>
public static class DmnCheck
{
    /// <returns>In the order of the model's lines.</returns>
    public static ImmutableArray<DmnFinding> Of(DmnModel model)
    {
        var typing = new ModelTyping(model);
        // A cell that is refused for its type, or for a name, has been told: nothing more is said of what it would accept.
        var told = typing.Findings.Concat(model.UnknownNames).Where(finding => finding.Refuses).Select(finding => finding.Place).ToHashSet();
        DmnFinding[] found =
        [
            .. typing.Findings,
            .. model.Tables.SelectMany(one => new TableCheck(one.Table, one.Owner, typing.ColumnsOf(one.Table), model.Marks).Run(told)),
            .. model.UnknownNames,
        ];
        return [.. found.OrderBy(finding => finding.At.Line)];
    }
}
