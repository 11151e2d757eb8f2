using System.Collections.Immutable;
using Orderly.Engine.Dmn.Drg;
using Orderly.Engine.Dmn.Reading;
using Orderly.Engine.Dmn.Tables;
using Orderly.Engine.Feel.Evaluate;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Dmn.Checks;

/// <summary>Looks through a decision table for gaps, overlaps, and rules that can never speak.</summary>
internal sealed class TableCheck
{
    private const int MostRules = 1000;
    private const int MostOfAKind = 10;
    private const int MostCellsNamed = 5;
    private const int MostPlaces = 200_000;
    private readonly DecisionTableNode table;
    private readonly string name;
    private readonly DmnPlace place;
    private readonly Marks marks;
    private readonly ImmutableArray<ColumnTypes> types;
    private readonly List<DmnFinding> findings = [];
    private ImmutableArray<Axis> axes = [];
    private int places;

    /// <param name="table">The table to look through.</param>
    /// <param name="owner">The decision or knowledge model it belongs to.</param>
    /// <param name="types">What is known of the values its columns see, or null.</param>
    /// <param name="marks">Where its parts stand.</param>
    public TableCheck(DecisionTableNode table, DrgElement owner, ImmutableArray<ColumnTypes>? types, Marks marks)
    {
        (this.table, this.marks, name) = (table, marks, table.Id.Length > 0 ? table.Id : owner.Label);
        place = new DmnPlace(owner.Kind, owner.Name, table.Id);
        this.types = types ?? [.. table.Inputs.Select(_ => new ColumnTypes(FeelType.Any, []))];
    }

    /// <param name="told">Cells of which it was told already why they accept nothing.</param>
    public IReadOnlyList<DmnFinding> Run(IReadOnlySet<DmnPlace> told)
    {
        if (table.Policy.Ranks && table.Outputs.All(output => output.Ranking is null))
            Add(DmnFindingKind.Unranked, 0, 0, $"Expected output values to rank by under hit policy {table.Policy.Name}, but no output lists any: the order of the rules decides");
        if (table.Rules.Length > MostRules)
        {
            Add(DmnFindingKind.Unchecked, 0, 0, $"Expected at most {MostRules} rules to look through for gaps, overlaps and rules that never speak, but there are {table.Rules.Length}");
            return findings;
        }
        axes = [.. types.Select((type, column) => Axis.Of([.. table.Rules.Select(rule => rule.Tests[column])], type))];
        Unreachable();
        Overlaps();
        Masked();
        Gaps();
        Unknown(told);
        return findings;
    }

    /// <summary>Cells whose answer only evaluating tells: what depends on them is not accused.</summary>
    private void Unknown(IReadOnlySet<DmnPlace> told)
    {
        var cells = axes.SelectMany((axis, column) => axis.Unknown.Select(rule => (Rule: rule, Column: column)))
            .Where(cell => !told.Contains(place with { Rule = cell.Rule + 1, Column = cell.Column + 1 })).OrderBy(cell => cell.Rule).ToList();
        if (cells.Count == 0)
            return;
        var named = string.Join(", ", cells.Take(MostCellsNamed).Select(cell => $"'{Brief.Cut(table.Rules[cell.Rule].Texts[cell.Column])}' in rule {cell.Rule + 1}, column {cell.Column + 1}"));
        var more = cells.Count > MostCellsNamed ? $" and {cells.Count - MostCellsNamed} more" : "";
        Add(DmnFindingKind.Unchecked, cells[0].Rule + 1, cells[0].Column + 1,
            $"Expected cells that say before there are inputs what they accept, but {named}{more} must be evaluated: gaps, overlaps and rules that never speak which depend on {(cells.Count == 1 ? "it" : "them")} are not looked for");
    }

    private void Unreachable()
    {
        for (var r = 0; r < table.Rules.Length; r++)
        {
            for (var i = 0; i < axes.Length; i++)
            {
                var (rule, axis, column) = (table.Rules[r], axes[i], table.Inputs[i].Text);
                if (axis.Maybe[r].IsEmpty)
                    Add(DmnFindingKind.Unreachable, r + 1, i + 1, $"Expected rule {r + 1} to match some value of '{column}', but '{rule.Texts[i]}' accepts none that is allowed");
                else if (!axis.Unknown.Contains(r) && CheckedCell.Parts(rule.Tests[i]).FirstOrDefault(part => IsIdle(part, axis)) is ExpressionTestNode idle)
                    Add(DmnFindingKind.Idle, r + 1, i + 1, $"Expected each test in '{rule.Texts[i]}' to accept some value of '{column}', but {Constants.Of(idle.Expression)?.ToBrief() ?? "one of them"} is none that is allowed");
            }
        }
    }

    private static bool IsIdle(Node part, Axis axis) =>
        CheckedCell.Of(part) is { Shape: { } shape, AcceptsNull: false } && !axis.Pieces.Any(piece => piece is not NullPiece && piece.IsIn(shape));

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
                if (!SurelyMeet(a, b, out var where) || (table.Policy == HitPolicy.Any && !Differ(a, b)))
                    continue;
                found++;
                var what = table.Policy == HitPolicy.Any ? "match at once and differ in their outputs" : "match at once";
                Add(DmnFindingKind.Overlap, b + 1, 0, $"Expected {(table.Policy == HitPolicy.Any ? "matching rules to agree under hit policy ANY" : "one matching rule under hit policy UNIQUE")}, but rules {a + 1} and {b + 1} {what}{where}");
            }
        }
    }

    private bool SurelyMeet(int a, int b, out string where)
    {
        var shared = new List<string>();
        where = "";
        for (var i = 0; i < axes.Length; i++)
        {
            var axis = axes[i];
            var piece = axis.Surely[a].FirstShared(axis.Surely[b]);
            if (piece < 0)
                return false;
            if (axis.Pieces[piece].Words is { Length: > 0 } words)
                shared.Add($"{table.Inputs[i].Text} {words}");
        }
        where = shared.Count == 0 ? "" : $", as for {string.Join(", ", shared)}";
        return true;
    }

    private bool Differ(int a, int b)
    {
        for (var i = 0; i < table.Outputs.Length; i++)
        {
            if (Constants.Of(table.Rules[a].Outputs[i]) is { } x && Constants.Of(table.Rules[b].Outputs[i]) is { } y && !x.Equals(y))
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
            var reachable = axes.All(axis => !axis.Maybe[r].IsEmpty);
            if (reachable && !HasPlace([.. Enumerable.Range(0, r)], 0, r, []) && places < MostPlaces)
                Add(DmnFindingKind.Masked, r + 1, 0, $"Expected rule {r + 1} to be reached under hit policy FIRST, but the rules before it take all that it matches");
        }
    }

    /// <summary>Inputs that no rule matches, where an answer is expected and there is no default.</summary>
    private void Gaps()
    {
        if (table.Rules.IsEmpty || !table.Policy.WantsHit || table.Outputs.Any(output => output.Default is not null))
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
        var axis = axes[column];
        // A rule that only may match leaves no gap, and masks no other.
        var accepts = inside < 0 ? axis.Maybe : axis.Surely;
        var seen = new HashSet<string>();
        var found = false;
        for (var piece = 0; piece < axis.Pieces.Length; piece++)
        {
            if (inside >= 0 && !axis.Maybe[inside].Contains(piece))
                continue;
            var left = rules.Where(rule => accepts[rule].Contains(piece)).ToImmutableArray();
            // Pieces that leave the same rules have the same places.
            if (left.Length > 0 && !seen.Add(string.Join(',', left)))
                continue;
            var words = axis.Pieces[piece].Words;
            found |= HasPlace(left, column + 1, inside, gaps, words.Length == 0 ? at : at.Length == 0 ? $"{table.Inputs[column].Text} {words}" : $"{at}, {table.Inputs[column].Text} {words}");
            if (found && inside >= 0)
                return true;
        }
        return found;
    }

    private void Add(string kind, int rule, int column, string message)
    {
        var row = rule > 0 ? table.Rules[rule - 1] : null;
        var cell = row is not null && column > 0 ? row.Tests[column - 1] : null;
        findings.Add(new DmnFinding(kind, name, place with { Rule = rule, Column = column }, message) { At = marks.First(cell, row, table) });
    }
}
