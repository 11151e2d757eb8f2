using System.Collections.Immutable;
using Orderly.Engine.Dmn.Reading;
using Orderly.Engine.Dmn.Tables;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Evaluate;
using Orderly.Engine.Feel.Syntax;
using Orderly.Engine.Feel.Typing;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Dmn.Checks;

/// <summary>The types in a decision table: tests against what their column sees, outputs against what is asked of them.</summary>
internal sealed class TableTyping(ModelTyping typing)
{
    /// <summary>Types the input columns and their tests.</summary>
    public ImmutableArray<ColumnTypes> Inputs(DecisionTableNode table, TypeScope scope, DmnPlace place)
    {
        var seen = ImmutableArray.CreateBuilder<ColumnTypes>(table.Inputs.Length);
        for (var i = 0; i < table.Inputs.Length; i++)
        {
            var column = table.Inputs[i];
            var at = place with { Column = i + 1 };
            var given = typing.At(at, column, () => Input(column, scope));
            var type = Types.IsKnown(column.Type) ? column.Type : given;
            seen.Add(new ColumnTypes(Types.IsKnown(type) ? Types.Plain(type) : FeelType.Any, [.. Constraints(column.Type), .. Constraints(given), .. column.Allowed is { } allowed ? (Node[])[allowed] : []]));
            for (var r = 0; r < table.Rules.Length; r++)
            {
                var rule = table.Rules[r];
                if (rule.Tests[i] is not AnyTestNode and var test)
                    typing.At(at with { Rule = r + 1 }, test, () => Cell(test, type, scope, column.Text, rule.Texts[i]));
            }
        }
        return seen.MoveToImmutable();
    }

    /// <summary>Types the outputs.</summary>
    /// <returns>What the table gives.</returns>
    public FeelType Outputs(DecisionTableNode table, TypeScope scope, DmnPlace place)
    {
        var types = ImmutableArray.CreateBuilder<KeyValuePair<string, FeelType>>(table.Outputs.Length);
        for (var i = 0; i < table.Outputs.Length; i++)
        {
            var column = table.Outputs[i];
            var wanted = typing.AskedOf(table).Select(type => OfColumn(table, type, column)).Prepend(column.Type).Where(Types.IsKnown).ToList();
            FeelType all = Types.Never;
            for (var r = -1; r < table.Rules.Length; r++)
            {
                if ((r < 0 ? column.Default : table.Rules[r].Outputs[i]) is not { } cell)
                    continue;
                var given = typing.At(place with { Rule = r + 1, Output = i + 1 }, cell, () => Output(table, column, cell, wanted, scope, isDefault: r < 0));
                all = Types.Either(all, given);
            }
            types.Add(KeyValuePair.Create(column.Name, Types.IsKnown(column.Type) ? column.Type : all));
        }
        return Result(table.Policy, types.Count == 1 ? types[0].Value : new ContextType(types.MoveToImmutable()) { IsWhole = true });
    }

    private FeelType Input(InputColumn column, TypeScope scope)
    {
        var given = typing.Of(column.Expression, scope);
        if (!Types.MayBe(given, column.Type))
            typing.Tell(DmnFindingKind.Type, $"Expected '{column.Text}' to be {Types.InWords(column.Type)}, as its column says, but it is {Types.Title(given)}");
        if (column.Allowed is { } allowed)
        {
            typing.MayHold(allowed, Types.IsKnown(column.Type) ? column.Type : given, scope, (test, input, value) =>
                typing.Tell(DmnFindingKind.Expression, $"Expected allowed values of {Types.Title(input)} for '{column.Text}', but one is {Types.Title(value)}", test));
        }
        return given;
    }

    private FeelType Cell(Node test, FeelType input, TypeScope scope, string column, string text)
    {
        var told = typing.Findings.Count;
        typing.MayHold(test is TextNode { Inner: var inner } ? inner : test, input, scope, (_, asked, value) =>
        {
            // Where the reason was told of a part of the test, that is the finding.
            if (value == Types.Never)
                typing.Refuse(told);
            else
                typing.Tell(DmnFindingKind.Type, $"Expected tests of {Types.Title(asked)} in the column '{column}', but '{Brief.Cut(text)}' is of {Types.Title(value)}", test);
        });
        return FeelType.Boolean;
    }

    private FeelType Output(DecisionTableNode table, OutputColumn column, Node cell, List<FeelType> wanted, TypeScope scope, bool isDefault)
    {
        var given = typing.Of(cell, scope);
        var title = column.Name.Length == 0 ? "the output" : $"the output '{column.Name}'";
        if (wanted.Find(type => !Types.MayBe(given, type)) is { } missed)
        {
            typing.Tell(DmnFindingKind.Type, $"Expected {title} to be {Types.InWords(missed)}, but {Text(cell)} is {Types.Title(given)}", cell);
            return given;
        }
        if (!isDefault && table.Policy.Aggregation is { } function && OperationTyping.OfItems(function, given).Objection is not null)
            typing.Tell(DmnFindingKind.Type, $"Expected {title} to be what hit policy {table.Policy.Name} can take together, but {Text(cell)} is {Types.Title(given)}", cell);
        if (Constants.Of(cell) is { IsNull: false } value && (wanted.Exists(type => !Constants.Conforms(type, value)) || (column.Allowed is { } allowed && Constants.Test(allowed, value) == false)))
            typing.Tell(DmnFindingKind.Value, $"Expected {title} to be one of its allowed values, but {value.ToBrief()} is not", cell);
        return given;
    }

    /// <summary>What a type asks of one output column, where it is asked of all that the table gives.</summary>
    private static FeelType OfColumn(DecisionTableNode table, FeelType type, OutputColumn column)
    {
        if (table.Policy == HitPolicy.CollectCount)
            return FeelType.Any;
        if (table.Policy.GivesList && Types.Plain(type) is ListType list)
            type = list.Element;
        if (table.Outputs.Length == 1)
            return type;
        return Types.Plain(type) is ContextType context ? context.Of(column.Name) ?? FeelType.Any : FeelType.Any;
    }

    private static FeelType Result(HitPolicy policy, FeelType row)
    {
        if (policy.GivesList)
            return new ListType(row);
        if (policy == HitPolicy.CollectCount)
            return FeelType.Number;
        return policy.Aggregation is { } function ? OperationTyping.OfItems(function, row).Type : row;
    }

    private static IEnumerable<Node> Constraints(FeelType type)
    {
        for (; type is ConstrainedType constrained; type = constrained.Type)
            yield return constrained.Tests;
    }

    private static string Text(Node cell)
    {
        if (Constants.Of(cell) is { } value)
            return value.ToBrief();
        try
        {
            return Brief.Cut(ExpressionPrinter.Print(cell is TextNode { Inner: var inner } ? inner : cell, FeelGrammar.Expression));
        }
        catch (NotSupportedException)
        {
            return "it";
        }
    }
}
