using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>Reads what many kinds of elements share: mappings, properties, multi-instance.</summary>
internal static class CommonReader
{
    public static (ImmutableArray<Mapping> Inputs, ImmutableArray<Mapping> Outputs) Mappings(Extensions extensions, IssueLog issues)
    {
        if (extensions.Take("ioMapping") is not { } xml)
            return ([], []);
        return (Read("input"), Read("output"));

        ImmutableArray<Mapping> Read(string name)
        {
            var mappings = ImmutableArray.CreateBuilder<Mapping>();
            foreach (var mapping in xml.Elements(BpmnNames.Zeebe + name))
            {
                var target = mapping.Text("target");
                if (target is null || target.Split('.').Any(part => part.Length == 0))
                    issues.Error(mapping, "mapping-target", $"Expected the mapping's target to be a name or a path, but was '{target}'");
                else if (ExpressionReader.Required(mapping, "source", issues) is { } source)
                    mappings.Add(new(source, target));
            }
            return mappings.ToImmutable();
        }
    }

    public static ImmutableDictionary<string, string> Properties(Extensions extensions)
    {
        var pairs = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        while (extensions.Take("properties") is { } xml)
        {
            foreach (var property in xml.Elements(BpmnNames.Zeebe + "property"))
                pairs[property.Text("name") ?? ""] = property.Attribute("value")?.Value ?? "";
        }
        return pairs.ToImmutable();
    }

    /// <summary>The variable of <c>orderly:unwind</c>; only an interrupting boundary event cancels something to tell of.</summary>
    public static string? Unwind(XElement boundary, Extensions extensions, IssueLog issues)
    {
        if (extensions.TakeOrderly("unwind") is not { } xml)
            return null;
        AttributeCheck.Only(xml, issues, "resultVariable");
        if (!boundary.Flag("cancelActivity", otherwise: true))
            issues.Error(xml, "unwind", "Expected orderly:unwind on an interrupting boundary event, but the event does not interrupt");
        if (xml.Text("resultVariable") is { } variable)
            return variable;
        issues.Error(xml, "missing-attribute", "Expected orderly:unwind to have 'resultVariable', but it has none");
        return null;
    }
}
