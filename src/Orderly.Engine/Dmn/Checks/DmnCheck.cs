using System.Collections.Immutable;

namespace Orderly.Engine.Dmn.Checks;

/// <summary>Checks a model that reads for what is probably a mistake in it.</summary>
public static class DmnCheck
{
    public static ImmutableArray<DmnFinding> Of(DmnModel model)
    {
        var typing = new ModelTyping(model);
        return
        [
            .. typing.Findings,
            .. model.Tables.SelectMany(one => new TableCheck(one.Table, one.Owner, typing.ColumnsOf(one.Table), model.Marks).Run()),
            .. model.UnknownNames,
        ];
    }
}
