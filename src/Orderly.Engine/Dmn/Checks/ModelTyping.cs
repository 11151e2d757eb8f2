using System.Collections.Immutable;
using Orderly.Engine.Dmn.Drg;
using Orderly.Engine.Dmn.Reading;
using Orderly.Engine.Dmn.Tables;
using Orderly.Engine.Feel.Evaluate;
using Orderly.Engine.Feel.Typing;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Dmn.Checks;

/// <summary>
/// Types the logic of a whole model, each element once, what it requires first: what does not fit is found with its place, and what the tables'
/// columns hold is known to the checks that follow.
/// </summary>
internal sealed class ModelTyping : ExpressionTyping
{
    private readonly DmnModel model;
    private readonly HashSet<DrgElement> own;
    private readonly Dictionary<DrgElement, FeelType> known = [];
    private readonly Dictionary<DecisionTableNode, List<FeelType>> asked = [];
    private readonly Dictionary<DecisionTableNode, ImmutableArray<ColumnTypes>> columns = [];
    private readonly List<DmnFinding> findings = [];
    private readonly TableTyping tables;
    private Standing here;

    public ModelTyping(DmnModel model)
    {
        this.model = model;
        own = [.. model.Elements];
        tables = new TableTyping(this);
        var items = new ItemTyping(this);
        foreach (var item in model.Types.Constrained)
        {
            here = new Standing(new DmnPlace(DmnPlace.ItemDefinition, item.ToString()), item.ToString(), null, item, null);
            items.Allowed(item);
        }
        foreach (var element in model.Elements)
            TypeOf(element);
    }

    public IReadOnlyList<DmnFinding> Findings => findings;

    /// <summary>What is known of an element's value.</summary>
    public FeelType Of(DrgElement element) => TypeOf(element);

    /// <summary>What is known of a table's inputs; null for a table that stands where nothing is evaluated.</summary>
    public ImmutableArray<ColumnTypes>? ColumnsOf(DecisionTableNode table) => columns.TryGetValue(table, out var types) ? types : null;

    /// <summary>The types that are asked of what a table gives, beside those of its own outputs.</summary>
    public IReadOnlyList<FeelType> AskedOf(DecisionTableNode table) => asked.GetValueOrDefault(table) ?? [];

    public override FeelType Of(Node node, TypeScope scope)
    {
        var before = findings.Count;
        var type = base.Of(node, scope);
        // What was told of an argument is the reason already.
        return node is InvocationNode { Target: NameNode function } && findings.Count == before && scope.Find(function.Name) is null && Constants.Fault(node) is { } fault
            ? Clash(node, fault)
            : type;
    }

    public override FeelType Clash(Node node, string message)
    {
        Tell(DmnFindingKind.Expression, Brief.Cut(message, 300), node);
        return Types.Never;
    }

    /// <summary>Notes a finding where the typing stands.</summary>
    public void Tell(string kind, string message, object? part = null) =>
        findings.Add(new DmnFinding(kind, here.Label, here.Place, message) { At = model.Marks.First(part, here.Text, here.Part, here.Element) });

    /// <summary>Types a part that stands at a place of a table; where it can have no value, that is a fault of the table's.</summary>
    public FeelType At(DmnPlace place, object part, Func<FeelType> type)
    {
        var (outer, before) = (here, findings.Count);
        here = here with { Place = place, Part = part, Text = null };
        var found = type();
        here = outer;
        if (IsNever(found))
            Refuse(before);
        return found;
    }

    /// <summary>Makes the last finding a fault of the table's, where there is one since so many.</summary>
    public void Refuse(int since)
    {
        if (findings.Count > since)
            findings[^1] = findings[^1] with { Kind = DmnFindingKind.Type };
    }

    protected override FeelType Other(Node node, TypeScope scope)
    {
        switch (node)
        {
            case TextNode text:
                var outer = here;
                here = here with { Text = text };
                var type = Of(text.Inner, scope);
                here = outer;
                return type;
            case TypedNode typed:
                Ask(typed.Inner, typed.Type);
                var given = Of(typed.Inner, scope);
                if (!Types.MayBe(given, typed.Type))
                    Tell(DmnFindingKind.Result, $"Expected {Types.InWords(typed.Type)} as is declared, but it is {Types.Title(given)}", typed);
                return Types.IsKnown(typed.Type) ? typed.Type : given;
            case BoxedContextNode context:
                var entries = (ContextType)Entries(context.Entries, scope, context.EntriesSeeEachOther);
                var inner = new TypeScope(scope);
                foreach (var (name, entry) in entries.Entries)
                    inner.Set(name, entry);
                return context.Result is null ? entries : Of(context.Result, inner);
            case DecisionTableNode table:
                return Table(table, scope);
            default:
                return FeelType.Any;
        }
    }

    private FeelType Table(DecisionTableNode table, TypeScope scope)
    {
        var outer = here;
        var place = here.Place with { Table = table.Id };
        here = here with { Place = place, Part = table, Label = table.Id.Length > 0 ? table.Id : here.Label, Text = null };
        columns[table] = tables.Inputs(table, scope, place);
        var type = tables.Outputs(table, scope, place);
        here = outer;
        return type;
    }

    private FeelType TypeOf(DrgElement element)
    {
        if (known.TryGetValue(element, out var type))
            return type;
        // A knowledge model may call itself, so what is declared of it is known before its body is looked at.
        known[element] = Declared(element);
        if (!own.Contains(element))
            return known[element];
        var outer = here;
        here = new Standing(new DmnPlace(element.Kind, element.Name), element.Label, element, null, null);
        switch (element)
        {
            case Decision { Logic: null }:
                Tell(DmnFindingKind.Empty, $"Expected the decision '{Brief.Cut(element.Name)}' to have logic, but it has none: its value is asked for as an input's is");
                break;
            case Decision decision:
                var given = Logic(decision.Logic, decision.Type, ScopeOf(decision));
                known[element] = Types.IsKnown(decision.Type) ? decision.Type : given;
                break;
            case BusinessKnowledgeModel { Body: null }:
                Tell(DmnFindingKind.Empty, $"Expected the knowledge model '{Brief.Cut(element.Name)}' to have logic, but it has none");
                break;
            case BusinessKnowledgeModel knowledge:
                known[element] = Knowledge(knowledge, (FunctionType)known[element]);
                break;
            case DecisionService service:
                var results = service.Outputs.Select(output => KeyValuePair.Create(output.Name, TypeOf(output))).ToImmutableArray();
                known[element] = Function(service.Inputs.Select(input => new Parameter(input.Name, input.Type)), results.Length == 1 ? results[0].Value : new ContextType(results) { IsWhole = true });
                break;
        }
        here = outer;
        return known[element];
    }

    private FunctionType Knowledge(BusinessKnowledgeModel model, FunctionType declared)
    {
        var scope = ScopeOf(model);
        scope.Set(model.Name, declared);
        foreach (var parameter in model.Parameters)
            scope.Set(parameter.Name, parameter.Type);
        var given = Logic(model.Body!, declared.Result, scope);
        return Types.IsKnown(declared.Result) ? declared : Function(model.Parameters, given);
    }

    /// <summary>What logic gives, held against what its variable asks for.</summary>
    private FeelType Logic(Node logic, FeelType wanted, TypeScope scope)
    {
        Ask(logic, wanted);
        var before = findings.Count;
        var given = Of(logic, scope);
        var table = TableOf(logic);
        // A table's outputs are told one by one, where they stand.
        if (!Types.MayBe(given, wanted) && !(table is not null && findings.Skip(before).Any(finding => finding.Kind == DmnFindingKind.Type && finding.Place.Output > 0)))
            Tell(DmnFindingKind.Result, $"Expected {here.Place.Kind} '{Brief.Cut(here.Place.Name)}' to be {Types.InWords(wanted)}, but its logic gives {Given(given)}", logic);
        else if (table is { Policy.GivesList: true } && Types.IsKnown(wanted) && Types.Plain(wanted) is not ListType)
            Tell(DmnFindingKind.Hits, $"Expected '{Brief.Cut(here.Place.Name)}' to be a list, which hit policy {table.Policy.Name} gives, but it is {Types.InWords(wanted)}: when several rules match there is no value", table);
        return given;
    }

    private static string Given(FeelType type) => Types.Plain(type) is ContextType { IsWhole: true } context ? $"a context of {string.Join(", ", context.Entries.Take(20).Select(entry => $"'{Brief.Cut(entry.Key)}'"))}" : Types.Title(type);

    private void Ask(Node logic, FeelType wanted)
    {
        if (TableOf(logic) is not { } table || !Types.IsKnown(wanted))
            return;
        if (!asked.TryGetValue(table, out var all))
            asked[table] = all = [];
        all.Add(wanted);
    }

    private static DecisionTableNode? TableOf(Node logic) => logic switch
    {
        DecisionTableNode table => table,
        TypedNode typed => TableOf(typed.Inner),
        _ => null,
    };

    private TypeScope ScopeOf(DrgElement element)
    {
        var scope = new TypeScope(null);
        var imports = new Dictionary<string, List<KeyValuePair<string, FeelType>>>();
        foreach (var (target, import) in element.Requirements)
        {
            if (import is null)
                scope.Set(target.Name, TypeOf(target));
            else if (imports.TryGetValue(import, out var others))
                others.Add(KeyValuePair.Create(target.Name, TypeOf(target)));
            else
                imports[import] = [KeyValuePair.Create(target.Name, TypeOf(target))];
        }
        foreach (var (import, entries) in imports)
            scope.Set(import, new ContextType([.. entries]));
        return scope;
    }

    private static FeelType Declared(DrgElement element) => element switch
    {
        BusinessKnowledgeModel knowledge => Function(knowledge.Parameters, knowledge.Type is FunctionType type ? type.Result : knowledge.Type),
        DecisionService service => Function(service.Inputs.Select(input => new Parameter(input.Name, input.Type)), FeelType.Any),
        _ => element.Type,
    };

    private static FunctionType Function(IEnumerable<Parameter> parameters, FeelType result)
    {
        var all = parameters.ToList();
        return new FunctionType([.. all.Select(parameter => parameter.Type)], result) { Names = [.. all.Select(parameter => parameter.Name)] };
    }

    /// <summary>Where the typing is: what it tells is told of this.</summary>
    private readonly record struct Standing(DmnPlace Place, string Label, DrgElement? Element, object? Part, TextNode? Text);
}

/// <summary>What is known of the values a column sees.</summary>
/// <param name="Type">Their type without allowed values; Any where nothing is known.</param>
/// <param name="Allowed">Tests that each of them passes.</param>
internal sealed record ColumnTypes(FeelType Type, ImmutableArray<Node> Allowed);
