using System.Collections.Immutable;
using System.Xml.Linq;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Dmn.Reading;

/// <summary>Reads boxed expressions (DMN 1.5, 10.2) into the same nodes that FEEL texts are read into.</summary>
internal sealed class BoxedExpressionReader(IssueLog issues)
{
    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal)
    {
        "literalExpression", "decisionTable", "context", "invocation", "functionDefinition", "relation", "list", "conditional", "filter", "for", "some", "every",
    };

    private readonly DecisionTableReader tables = new(issues);

    /// <summary>The expression inside an element; null when there is none and none is required.</summary>
    public Node? ReadChild(XElement parent, NameScope names, bool isRequired = true)
    {
        var child = parent.Elements().FirstOrDefault(element => Xml.IsModel(element) && Kinds.Contains(element.Name.LocalName));
        if (child is not null)
            return Read(child, names);
        if (isRequired)
            issues.Report(parent, DmnRule.Structure, $"Expected an expression in '{parent.Name.LocalName}', but there is none");
        return isRequired ? new FailedLiteralNode(0, "Expected an expression, but there is none") : null;
    }

    public static ImmutableArray<Parameter> Parameters(XElement function, ItemTypes types) =>
        [.. function.All("formalParameter").Select(parameter => new Parameter(parameter.Get("name") ?? "", types.Resolve(parameter, parameter.Get("typeRef"))))];

    public Node? ReadFunctionBody(XElement function, NameScope names)
    {
        if (function.Get("kind") is { } kind and not "FEEL")
        {
            issues.Report(function, DmnRule.Unsupported, $"Expected a function in FEEL, but functions of kind '{kind}' are not executed");
            return new FailedLiteralNode(0, ExternalFunction.Refusal);
        }
        return ReadChild(function, names.With(function.All("formalParameter").Select(parameter => parameter.Get("name") ?? "")), isRequired: false);
    }

    private Node Read(XElement element, NameScope names)
    {
        var node = element.Name.LocalName switch
        {
            "literalExpression" => FeelText.Expression(element, names, issues),
            "decisionTable" => tables.Read(element, names),
            "context" => Context(element, names),
            "invocation" => Invocation(element, names),
            "functionDefinition" => Function(element, names),
            "relation" => Relation(element, names),
            "list" => new ListNode(0, [.. Expressions(element).Select(item => Read(item, names))]),
            "conditional" => Conditional(element, names),
            "filter" => Filter(element, names),
            "for" => For(element, names),
            _ => Quantified(element, names),
        };
        return element.Get("typeRef") is { } type && element.Name.LocalName != "functionDefinition"
            ? issues.Marks.Set(new TypedNode(element.Id(), names.Types.Resolve(element, type), node), element)
            : node;
    }

    private static IEnumerable<XElement> Expressions(XElement parent) =>
        parent.Elements().Where(element => Xml.IsModel(element) && Kinds.Contains(element.Name.LocalName));

    private BoxedContextNode Context(XElement element, NameScope names)
    {
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, Node>>();
        Node? result = null;
        foreach (var entry in element.All("contextEntry"))
        {
            var variable = entry.One("variable");
            // A function that is an entry may call itself by the entry's name.
            var seen = entry.One("functionDefinition") is not null && variable?.Get("name") is { } own ? names.With(own) : names;
            var value = ReadChild(entry, seen)!;
            if (variable?.Get("name") is not { } name)
            {
                result = value;
                continue;
            }
            entries.Add(KeyValuePair.Create(name, variable.Get("typeRef") is { } type ? issues.Marks.Set(new TypedNode(variable.Id(), names.Types.Resolve(variable, type), value), variable) : value));
            names = names.With(name);
        }
        return new BoxedContextNode(entries.ToImmutable(), result);
    }

    private InvocationNode Invocation(XElement element, NameScope names)
    {
        var bindings = element.All("binding").ToList();
        var target = ReadChild(element, names)!;
        return new InvocationNode(
            0, target,
            [.. bindings.Select(binding => ReadChild(binding, names)!)],
            [.. bindings.Select(binding => binding.One("parameter")?.Get("name") ?? "")]);
    }

    private FunctionNode Function(XElement element, NameScope names) => new(
        0, Parameters(element, names.Types),
        ReadFunctionBody(element, names) ?? new FailedLiteralNode(0, "Expected a function with a body, but there is none"));

    private ListNode Relation(XElement element, NameScope names)
    {
        var columns = element.All("column").Select(column => column.Get("name") ?? "").ToList();
        var rows = ImmutableArray.CreateBuilder<Node>();
        foreach (var row in element.All("row"))
        {
            var cells = Expressions(row).ToList();
            if (cells.Count != columns.Count)
                issues.Report(row, DmnRule.Structure, $"Expected {columns.Count} cells in the row of the relation, but there are {cells.Count}");
            // The cells of a row do not see each other, though the entries of a context do.
            rows.Add(new BoxedContextNode([.. columns.Zip(cells, (column, cell) => KeyValuePair.Create(column, Read(cell, names)))], null) { EntriesSeeEachOther = false });
        }
        return new ListNode(0, rows.ToImmutable());
    }

    private ConditionalNode Conditional(XElement element, NameScope names) =>
        new(0, Part(element, "if", names), Part(element, "then", names), Part(element, "else", names)) { IsBoxed = true };

    private FilterNode Filter(XElement element, NameScope names) =>
        new(0, Part(element, "in", names), Part(element, "match", names.With(Scope.Item).WithMembers()));

    private ForNode For(XElement element, NameScope names)
    {
        var iterator = Iterator(element, names);
        return new ForNode(0, [iterator], Part(element, "return", names.With(iterator.Name, Scope.Partial)));
    }

    private QuantifiedNode Quantified(XElement element, NameScope names)
    {
        var iterator = Iterator(element, names);
        return new QuantifiedNode(0, element.Name.LocalName == "every", [iterator], Part(element, "satisfies", names.With(iterator.Name)));
    }

    private Iterator Iterator(XElement element, NameScope names) => new(element.Get("iteratorVariable") ?? "", Domain(element, names), null);

    /// <summary>What an iterator runs through; as in a <c>for</c> of FEEL, a text may be a range without brackets.</summary>
    private Node Domain(XElement element, NameScope names) =>
        element.One("in")?.One("literalExpression") is { } literal && literal.Get("typeRef") is null
            ? FeelText.Domain(literal, names, issues)
            : Part(element, "in", names);

    private Node Part(XElement element, string name, NameScope names)
    {
        if (element.One(name) is { } part)
            return ReadChild(part, names)!;
        issues.Report(element, DmnRule.Structure, $"Expected '{name}' in '{element.Name.LocalName}', but there is none");
        return new FailedLiteralNode(0, $"Expected '{name}', but there is none");
    }
}
