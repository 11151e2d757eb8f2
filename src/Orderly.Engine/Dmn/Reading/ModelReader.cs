using System.Collections.Immutable;
using System.Xml.Linq;
using Orderly.Engine.Dmn.Drg;
using Orderly.Engine.Dmn.Tables;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Dmn.Reading;

/// <summary>Reads a <c>definitions</c> element: first all elements of the graph, then what they require, then their logic.</summary>
internal sealed class ModelReader(XElement root, ImmutableArray<DmnModel> available, IssueLog issues)
{
    private const int MaxDepth = 200;
    private readonly List<(string Name, DmnModel Model)> imports = [];
    private readonly List<(DrgElement Element, XElement Source)> elements = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DrgElement> byId = new(StringComparer.Ordinal);

    /// <summary>Namespaces of models that import this one in turn, each with the circle in words.</summary>
    public IReadOnlyDictionary<string, string> Circular { get; init; } = ImmutableDictionary<string, string>.Empty;

    public DmnModel? Read()
    {
        if (!root.Is("definitions"))
        {
            issues.Report(root, DmnRule.Structure, $"Expected 'definitions' of DMN 1.1 to 1.5, but the root is '{root.Name}'");
            return null;
        }
        foreach (var import in root.All("import"))
            Import(import);
        var types = new ItemTypes(root, imports, issues);
        foreach (var child in root.Elements())
            Declare(child);
        foreach (var (element, source) in elements)
            element.Requirements = [.. Requirements(source)];
        RefuseCycles();
        var expressions = new BoxedExpressionReader(issues);
        var tables = ImmutableArray.CreateBuilder<(DrgElement, DecisionTableNode)>();
        foreach (var (element, source) in elements)
        {
            var before = issues.Tables.Count;
            ReadElement(element, source, types, expressions);
            tables.AddRange(issues.Tables.Skip(before).Select(table => (element, table)));
        }
        return new DmnModel(root.Get("name") ?? "", root.Get("namespace") ?? "", [.. elements.Select(pair => pair.Element)], types)
        {
            Imports = [.. imports.Select(import => import.Model.Namespace)],
            UnknownNames = [.. issues.UnknownNames],
            Tables = tables.ToImmutable(),
            Marks = issues.Marks,
        };
    }

    private void Import(XElement import)
    {
        var wanted = import.Get("namespace");
        if (import.Get("importType")?.Contains("DMN", StringComparison.Ordinal) != true)
            issues.Report(import, DmnRule.Unsupported, $"Expected an import of a DMN model, but its type is '{import.Get("importType")}'");
        else if (wanted is not null && Circular.TryGetValue(wanted, out var circle))
            issues.Report(import, DmnRule.Cycle, $"Expected imports without a circle, but {circle}");
        else if (imports.Exists(other => other.Name.Length > 0 && other.Name == import.Get("name")))
            issues.Report(import, DmnRule.Name, $"Expected imports under different names, but '{import.Get("name")}' is there twice");
        else if (available.FirstOrDefault(model => model.Namespace == wanted) is { } found)
            imports.Add((import.Get("name") ?? "", found));
        else
            issues.Report(import, DmnRule.Reference, $"Expected the imported model '{wanted}', but it was not given");
    }

    private void Declare(XElement source)
    {
        if (!Xml.IsModel(source))
            return;
        var (id, name) = (source.Id(), source.Get("name") ?? "");
        DrgElement? element = source.Name.LocalName switch
        {
            "decision" => new Decision(id, Visible(source, name)),
            "inputData" => new InputData(id, Visible(source, name)),
            "businessKnowledgeModel" => new BusinessKnowledgeModel(id, Visible(source, name)),
            "decisionService" => new DecisionService(id, Visible(source, name)),
            _ => null,
        };
        if (element is null)
        {
            if (!IsDocumentation(source.Name.LocalName))
                issues.Report(source, DmnRule.Unsupported, $"Expected an element of the decision graph, but '{source.Name.LocalName}' is not executed");
            return;
        }
        if (!names.Add(element.Name))
            issues.Report(source, DmnRule.Name, $"Expected names of the decision graph to differ, but '{element.Name}' is there twice");
        if (id.Length > 0 && !byId.TryAdd(id, element))
            issues.Report(source, DmnRule.Name, $"Expected ids to differ, but '{id}' is there twice");
        elements.Add((issues.Marks.Set(element, source), source));
    }

    /// <summary>An element is seen under its variable's name, which the standard wants equal to its own.</summary>
    private static string Visible(XElement source, string name) => source.One("variable")?.Get("name") is { Length: > 0 } variable ? variable : name;

    private static bool IsDocumentation(string name) => name is "description" or "extensionElements" or "import" or "itemDefinition" or "knowledgeSource"
        or "textAnnotation" or "association" or "group" or "elementCollection" or "performanceIndicator" or "organizationUnit" or "DMNDI";

    private IEnumerable<Requirement> Requirements(XElement source)
    {
        foreach (var requirement in source.Elements().Where(child => child.Is("informationRequirement") || child.Is("knowledgeRequirement")))
        {
            var reference = requirement.One("requiredDecision") ?? requirement.One("requiredInput") ?? requirement.One("requiredKnowledge");
            if (reference is null)
                issues.Report(requirement, DmnRule.Structure, "Expected a required decision, input or knowledge model, but there is none");
            else if (Target(reference) is { } target)
                yield return target;
        }
    }

    private Requirement? Target(XElement reference)
    {
        var href = reference.Get("href") ?? "";
        var hash = href.LastIndexOf('#');
        var (@namespace, id) = hash < 0 ? ("", href) : (href[..hash], href[(hash + 1)..]);
        if (@namespace.Length == 0 || @namespace == root.Get("namespace"))
        {
            if (byId.GetValueOrDefault(id) is { } own)
                return new Requirement(own, null);
        }
        foreach (var (name, model) in imports)
        {
            if (model.Namespace == @namespace && model.FindById(id) is { } imported)
                return new Requirement(imported, name.Length == 0 ? null : name);
        }
        issues.Report(reference, DmnRule.Reference, $"Expected '{href}' to be an element of the model or an imported one, but there is none");
        return null;
    }

    private void RefuseCycles()
    {
        var depths = new Dictionary<DrgElement, int>();
        var path = new List<DrgElement>();
        foreach (var (element, source) in elements)
        {
            if (DepthOf(element) is { } depth && depth <= MaxDepth)
                continue;
            if (path.Count == 0 && depths.ContainsKey(element))
                issues.Report(source, DmnRule.Structure, $"Expected at most {MaxDepth} requirements in a row, but there are more under '{element.Name}'");
            else
                issues.Report(source, DmnRule.Cycle, $"Expected requirements without a circle, but {Circle.InWords([.. path.Skip(path.IndexOf(path[^1])).Select(one => one.Name)], "requires")}");
            path.Clear();
            element.Requirements = [];
            depths[element] = 0;
        }

        // Null for a circle; a row longer than allowed is not followed to its end.
        int? DepthOf(DrgElement element)
        {
            if (depths.TryGetValue(element, out var known))
                return known;
            if (path.Contains(element))
            {
                path.Add(element);
                return null;
            }
            path.Add(element);
            var depth = 0;
            if (path.Count <= MaxDepth)
            {
                foreach (var requirement in element.Requirements)
                {
                    if (DepthOf(requirement.Target) is not { } below)
                        return null;
                    depth = Math.Max(depth, below + 1);
                }
            }
            else
                depth = MaxDepth + 1;
            path.RemoveAt(path.Count - 1);
            return depths[element] = depth;
        }
    }

    private void ReadElement(DrgElement element, XElement source, ItemTypes types, BoxedExpressionReader expressions)
    {
        element.Type = types.Resolve(source, source.One("variable")?.Get("typeRef"));
        var scope = new NameScope([.. element.Requirements.Select(requirement => requirement.Import ?? requirement.Target.Name).Distinct()], types);
        switch (element)
        {
            case Decision decision:
                decision.Logic = expressions.ReadChild(source, scope, isRequired: false);
                break;
            case BusinessKnowledgeModel { } model when source.One("encapsulatedLogic") is { } logic:
                model.Parameters = BoxedExpressionReader.Parameters(logic, types);
                model.Body = expressions.ReadFunctionBody(logic, scope.With(model.Name));
                break;
            case DecisionService service:
                service.Outputs = [.. References(source, "outputDecision").OfType<Decision>()];
                service.Inputs = [.. References(source, "inputData"), .. References(source, "inputDecision")];
                if (service.Outputs.Length == 0)
                    issues.Report(source, DmnRule.Structure, $"Expected the decision service '{service.Name}' to have an output decision, but it has none");
                break;
        }
    }

    private IEnumerable<DrgElement> References(XElement source, string name) =>
        source.All(name).Select(Target).OfType<Requirement>().Select(requirement => requirement.Target);
}
