using System.Collections.Immutable;
using Orderly.Engine.Dmn.Drg;
using Orderly.Engine.Dmn.Tables;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Dmn.Checks;

/// <summary>Looks through a decision table for gaps, overlaps, and rules that can never speak.</summary>
internal sealed class TableCheck
{
    private const int MostRules = 1000;
    private const int MostOfAKind = 10;
    private const int MostPlaces = 200_000;
    private readonly DecisionTableNode table;
    private readonly string name;
    private readonly DmnPlace place;
    private readonly ImmutableArray<Axis?> axes;
    private readonly ImmutableArray<string?> types;
    private readonly List<DmnFinding> findings = [];
    private int places;

    /// <param name="table">The table to look through.</param>
    /// <param name="owner">The decision or knowledge model it belongs to.</param>
    /// <param name="typeOf">The type that a column's values are declared to be of.</param>
    public TableCheck(DecisionTableNode table, DrgElement owner, Func<InputColumn, FeelType> typeOf)
    {
        (this.table, name) = (table, table.Id.Length > 0 ? table.Id : owner.Label);
        place = new DmnPlace(owner.Kind, owner.Name, table.Id);
        types = [.. table.Inputs.Select(input => Plain(typeOf(input)))];
        axes = [.. table.Inputs.Select((input, column) => Axis.Of([.. table.Rules.Select(rule => CellShape.Of(rule.Tests[column]))], input.Allowed is { } allowed ? CellShape.Of(allowed) : null))];
    }

    public IReadOnlyList<DmnFinding> Run()
    {
        if (table.Policy.Ranks && table.Outputs.All(output => output.Ranking is null))
            Add(DmnFindingKind.Unranked, 0, 0, $"Expected output values to rank by under hit policy {table.Policy.Name}, but no output lists any: the order of the rules decides");
        InputTypes();
        Outputs();
        if (table.Rules.Length > MostRules)
        {
            Add(DmnFindingKind.Unchecked, 0, 0, $"Expected at most {MostRules} rules to look through for gaps and overlaps, but there are {table.Rules.Length}");
            return findings;
        }
        Unreachable();
        Overlaps();
        if (axes.IndexOf(null) is var open and >= 0)
            Add(DmnFindingKind.Unchecked, 0, open + 1, $"Expected literals in the column '{table.Inputs[open].Text}' to look for gaps, but some cells are expressions or of another type");
        else if (table.Rules.Length > 0)
        {
            Masked();
            Gaps();
        }
        return findings;
    }

    /// <summary>Literal cells that are not of their column's type.</summary>
    private void InputTypes()
    {
        for (var r = 0; r < table.Rules.Length; r++)
        {
            for (var i = 0; i < table.Inputs.Length; i++)
            {
                if (TypeOf(CellShape.Of(table.Rules[r].Tests[i])) is { } type && types[i] is { } declared && type != declared)
                    Add(DmnFindingKind.Type, r + 1, i + 1, $"Expected tests of {declared} in the column '{table.Inputs[i].Text}', but '{table.Rules[r].Texts[i]}' is of {type}");
            }
        }
    }

    /// <summary>Literal outputs that are not of their column's type or among its allowed values.</summary>
    private void Outputs()
    {
        for (var i = 0; i < table.Outputs.Length; i++)
        {
            var column = table.Outputs[i];
            Output(column, 0, i, column.Default);
            for (var r = 0; r < table.Rules.Length; r++)
                Output(column, r + 1, i, table.Rules[r].Outputs[i]);
        }
    }

    private void Output(OutputColumn column, int rule, int at, Node? cell)
    {
        if (cell is not LiteralNode { Value: { IsNull: false } value })
            return;
        var title = column.Name.Length == 0 ? "the output" : $"the output '{column.Name}'";
        if (Plain(column.Type) is { } declared && value.TypeName != declared)
            Add(DmnFindingKind.Type, place with { Rule = rule, Output = at + 1 }, $"Expected {title} to be {declared}, but {value.ToBrief()} is {value.TypeName}");
        else if (column.Allowed is { } allowed && CellShape.Of(allowed) is { } shape && CellShape.Of(new ExpressionTestNode(0, cell, mentionsInput: false)) is { } point && !Accepts(shape, point))
            Add(DmnFindingKind.Value, place with { Rule = rule, Output = at + 1 }, $"Expected {title} to be one of its allowed values, but {value.ToBrief()} is not");
    }

    private static bool Accepts(CellShape allowed, CellShape point) => (allowed, point) switch
    {
        (TextShape texts, TextShape { Values: var values }) => values.All(texts.Accepts),
        (OrderedShape line, OrderedShape other) => line.Kind == other.Kind && other.Spans.All(span => line.Spans.Any(within => OrderedShape.Meet(within, span) == span)),
        (FlagShape flags, FlagShape flag) => (!flag.AcceptsTrue || flags.AcceptsTrue) && (!flag.AcceptsFalse || flags.AcceptsFalse),
        (AnyShape, _) => true,
        _ => false,
    };

    private static string? TypeOf(CellShape? cell) => cell switch
    {
        TextShape => "string",
        FlagShape => "boolean",
        OrderedShape { Kind: PointKind.Number } => "number",
        OrderedShape { Kind: PointKind.Date } => "date",
        OrderedShape { Kind: PointKind.Months } => "years and months duration",
        OrderedShape => "days and time duration",
        _ => null,
    };

    private static string? Plain(FeelType type) => type switch
    {
        ConstrainedType constrained => Plain(constrained.Type),
        SimpleType => type.ToString(),
        _ => null,
    };

    private void Unreachable()
    {
        for (var r = 0; r < table.Rules.Length; r++)
        {
            for (var i = 0; i < axes.Length; i++)
            {
                if (axes[i] is { } axis && !axis.Accepts[r].Contains(true))
                    Add(DmnFindingKind.Unreachable, r + 1, i + 1, $"Expected rule {r + 1} to match some value of '{table.Inputs[i].Text}', but '{table.Rules[r].Texts[i]}' accepts none that is allowed");
            }
        }
    }

    /// <summary>Two rules that match at once: a fault under UNIQUE, and under ANY where their outputs differ.</summary>
    private void Overlaps()
    {
        if (table.Policy != HitPolicy.Unique && table.Policy != HitPolicy.Any)
            return;
        var found = 0;
        for (var b = 1; b < table.Rules.Length && found < MostOfAKind; b++)
        {
            for (var a = 0; a < b && found < MostOfAKind; a++)
            {
                if (!MayMeet(a, b, out var where) || (table.Policy == HitPolicy.Any && !Differ(a, b)))
                    continue;
                found++;
                var what = table.Policy == HitPolicy.Any ? "match at once and differ in their outputs" : "match at once";
                Add(DmnFindingKind.Overlap, b + 1, 0, $"Expected {(table.Policy == HitPolicy.Any ? "matching rules to agree under hit policy ANY" : "one matching rule under hit policy UNIQUE")}, but rules {a + 1} and {b + 1} {what}{where}");
            }
        }
    }

    /// <summary>False also where a column has to be evaluated to know: what is not known is not accused.</summary>
    private bool MayMeet(int a, int b, out string where)
    {
        var shared = new List<string>();
        where = "";
        for (var i = 0; i < axes.Length; i++)
        {
            if (axes[i] is not { } axis)
                return false;
            var piece = Enumerable.Range(0, axis.Pieces.Length).FirstOrDefault(p => axis.Accepts[a][p] && axis.Accepts[b][p], -1);
            if (piece < 0)
                return false;
            if (axis.Pieces[piece] != "anything")
                shared.Add(Where(i, piece));
        }
        where = shared.Count == 0 ? "" : $", as for {string.Join(", ", shared)}";
        return true;
    }

    private bool Differ(int a, int b)
    {
        for (var i = 0; i < table.Outputs.Length; i++)
        {
            if (table.Rules[a].Outputs[i] is LiteralNode x && table.Rules[b].Outputs[i] is LiteralNode y && !x.Value.Equals(y.Value))
                return true;
        }
        return false;
    }

    /// <summary>Under FIRST, a rule of which earlier ones take everything.</summary>
    private void Masked()
    {
        if (table.Policy != HitPolicy.First)
            return;
        for (var r = 1; r < table.Rules.Length; r++)
        {
            places = 0;
            var reachable = axes.All(axis => axis!.Accepts[r].Contains(true));
            if (reachable && !HasPlace([.. Enumerable.Range(0, r)], 0, r, []) && places < MostPlaces)
                Add(DmnFindingKind.Masked, r + 1, 0, $"Expected rule {r + 1} to be reached under hit policy FIRST, but the rules before it take all that it matches");
        }
    }

    /// <summary>Inputs that no rule matches, where one answer is expected and there is no default.</summary>
    private void Gaps()
    {
        var wantsOne = table.Policy == HitPolicy.Unique || table.Policy == HitPolicy.Any || table.Policy == HitPolicy.First || table.Policy == HitPolicy.Priority;
        if (!wantsOne || table.Outputs.Any(output => output.Default is not null))
            return;
        places = 0;
        var gaps = new List<string>();
        HasPlace([.. Enumerable.Range(0, table.Rules.Length)], 0, -1, gaps);
        foreach (var gap in gaps)
            Add(DmnFindingKind.Gap, 0, 0, $"Expected a rule for every input, but none matches {gap}");
        if (places >= MostPlaces)
            Add(DmnFindingKind.Unchecked, 0, 0, $"Expected at most {MostPlaces} combinations of inputs to look through for gaps, but there are more");
    }

    /// <summary>
    /// Whether there is a place that none of the rules matches, within rule <paramref name="inside"/> or anywhere. With a list, goes on and notes
    /// up to ten such places.
    /// </summary>
    private bool HasPlace(ImmutableArray<int> rules, int column, int inside, List<string> gaps, string at = "")
    {
        if (++places >= MostPlaces || gaps.Count >= MostOfAKind)
            return inside >= 0;
        if (rules.IsEmpty)
        {
            if (inside < 0)
                gaps.Add(at.Length == 0 ? "anything" : at);
            return true;
        }
        if (column == axes.Length)
            return false;
        var axis = axes[column]!;
        var seen = new HashSet<string>();
        var found = false;
        for (var piece = 0; piece < axis.Pieces.Length; piece++)
        {
            if (inside >= 0 && !axis.Accepts[inside][piece])
                continue;
            var left = rules.Where(rule => axis.Accepts[rule][piece]).ToImmutableArray();
            // Pieces that leave the same rules have the same places.
            if (left.Length > 0 && !seen.Add(string.Join(',', left)))
                continue;
            found |= HasPlace(left, column + 1, inside, gaps, axis.Pieces[piece] == "anything" ? at : at.Length == 0 ? Where(column, piece) : $"{at}, {Where(column, piece)}");
            if (found && inside >= 0)
                return true;
        }
        return found;
    }

    private string Where(int column, int piece)
    {
        var words = axes[column]!.Pieces[piece];
        return words[0] is '<' or '>' ? $"{table.Inputs[column].Text} {words}" : words[0] == '(' ? $"{table.Inputs[column].Text} in {words}" : words.StartsWith("any ", StringComparison.Ordinal)
            ? $"{table.Inputs[column].Text} as {words}" : $"{table.Inputs[column].Text} = {words}";
    }

    private void Add(string kind, int rule, int column, string message) => Add(kind, place with { Rule = rule, Column = column }, message);

    private void Add(string kind, DmnPlace where, string message) => findings.Add(new DmnFinding(kind, name, where, message));
}
