using System.Collections.Immutable;
using System.Xml.Linq;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Evaluate;
using Orderly.Engine.Feel.Syntax;

namespace Orderly.Engine.Dmn.Reading;

/// <summary>A model's item definitions as types, its own and those of the models it imports, by name.</summary>
internal sealed class ItemTypes
{
    private const int MaxDepth = 50;
    private readonly Dictionary<string, XElement> definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FeelType> types = new(StringComparer.Ordinal);
    private readonly List<string> open = [];
    private readonly IssueLog issues;

    public ItemTypes(XElement root, IEnumerable<(string Name, DmnModel Model)> imports, IssueLog issues)
    {
        this.issues = issues;
        foreach (var definition in root.All("itemDefinition"))
        {
            if (definition.Get("name") is { } name && !definitions.TryAdd(name, definition))
                issues.Report(definition, DmnRule.Name, $"Expected each item definition once, but '{name}' is there twice");
        }
        foreach (var (name, model) in imports)
        {
            // An import without a name brings its types under their own, where the model has none of that name.
            foreach (var (type, value) in model.Types.types)
            {
                if (name.Length > 0)
                    types[$"{name}.{type}"] = value;
                else if (!definitions.ContainsKey(type))
                    types.TryAdd(type, value);
            }
            foreach (var member in model.Types.MemberNames)
                MemberNames.Add(member);
            foreach (var element in model.Elements)
                MemberNames.Add(element.Name);
        }
        foreach (var component in root.All("itemDefinition").SelectMany(definition => definition.Descendants()).Where(element => element.Is("itemComponent")))
        {
            if (component.Get("name") is { } member)
                MemberNames.Add(member);
        }
        foreach (var name in definitions.Keys)
            Find(name);
        Names = new NameTable(types.Keys);
        Members = new NameTable(MemberNames);
    }

    public NameTable Names { get; }

    /// <summary>The model's own types with allowed values, those of entries included.</summary>
    public List<ConstrainedType> Constrained { get; } = [];

    /// <summary>Entries' names, to be recognised after a dot and in filters.</summary>
    public NameTable Members { get; }

    public HashSet<string> MemberNames { get; } = new(StringComparer.Ordinal);

    public FeelType? Find(string name)
    {
        if (types.TryGetValue(name, out var type))
            return type;
        if (!definitions.TryGetValue(name, out var definition))
            return null;
        if (open.Count > MaxDepth)
        {
            issues.Report(definition, DmnRule.Structure, $"Expected item definitions that refer to each other at most {MaxDepth} deep, but '{name}' is deeper");
            return FeelType.Any;
        }
        if (open.IndexOf(name) is var first and >= 0)
        {
            issues.Report(definition, DmnRule.Cycle, $"Expected item definitions that are made of others, but {Circle.InWords([.. open.Skip(first), name], "contains")}");
            return FeelType.Any;
        }
        open.Add(name);
        type = Define(definition);
        open.RemoveAt(open.Count - 1);
        return types[name] = type;
    }

    /// <summary>The type an attribute refers to; reported and taken as Any where there is none.</summary>
    public FeelType Resolve(XElement element, string? reference)
    {
        if (string.IsNullOrWhiteSpace(reference))
            return FeelType.Any;
        var name = reference.Trim();
        if (Find(name) is { } own)
            return own;
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var local = colon < 0 ? name : name[(colon + 1)..];
        if (FeelType.Named(local) is { } standard)
            return standard;
        if (colon > 0 && (Find(local) ?? Find($"{name[..colon]}.{local}")) is { } prefixed)
            return prefixed;
        issues.Report(element, DmnRule.Type, $"Expected a type of FEEL or an item definition, but there is no '{name}'");
        return FeelType.Any;
    }

    private FeelType Define(XElement definition)
    {
        var name = definition.Get("name") ?? "";
        FeelType type;
        if (definition.One("functionItem") is { } function)
            type = new FunctionType([.. function.All("parameters").Select(parameter => Resolve(parameter, parameter.Get("typeRef")))], Resolve(function, function.Get("outputTypeRef")));
        else if (definition.One("typeRef") is { } reference)
            type = Resolve(reference, reference.Value);
        else if (definition.All("itemComponent").ToList() is { Count: > 0 } components)
            type = new ContextType([.. components.Select(component => KeyValuePair.Create(component.Get("name") ?? "", Define(component)))]);
        else
            type = FeelType.Any;
        type = Constrain(name, type, definition.One("allowedValues"));
        if (definition.Get("isCollection") is "true" or "1")
            type = new ListType(type);
        return Constrain(name, type, definition.One("typeConstraint"));
    }

    private FeelType Constrain(string name, FeelType type, XElement? constraint)
    {
        if (constraint is null || constraint.TextOf().Trim().Length == 0)
            return type;
        var parse = FeelExpression.Parse(constraint.TextOf(), FeelGrammar.UnaryTests, ParseNames.Of([]));
        if (parse.Expression is { } tests)
        {
            var constrained = issues.Marks.Set(new ConstrainedType(name, type, tests.Root), constraint);
            Constrained.Add(constrained);
            return constrained;
        }
        issues.Report(constraint, DmnRule.Expression, parse.Issues[0].Message);
        return type;
    }
}
