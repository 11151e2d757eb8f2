using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>Reads what many kinds of elements share: mappings, properties, SLA, multi-instance.</summary>
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

    public static SlaTarget? Sla(Extensions extensions, IssueLog issues)
    {
        var xml = extensions.TakeOrderly("sla");
        var stops = extensions.TakeAllOrderly("clockStop");
        if (xml is null)
        {
            if (stops.Count > 0)
                issues.Error(stops[0], "sla", "Expected orderly:sla beside orderly:clockStop, but there is none");
            return null;
        }
        AttributeCheck.Only(xml, issues, "target", "warnAtPct", "calendar", "ladder");
        var warnAt = 75;
        if (xml.Text("warnAtPct") is { } percent && (!int.TryParse(percent, NumberStyles.None, CultureInfo.InvariantCulture, out warnAt) || warnAt is < 1 or > 100))
            issues.Error(xml, "sla", $"Expected warnAtPct to be 1 to 100, but was '{percent}'");
        if (ExpressionReader.Required(xml, "target", issues) is not { } target)
            return null;
        if (target.Feel is null && (!Time.IsoDuration.TryParse(target.Source, out var duration) || duration.Months != 0 || duration.Exact <= TimeSpan.Zero))
            issues.Error(xml, "sla", $"Expected target to be a positive ISO 8601 duration of days or less, or FEEL after '=', but was '{target}'");
        return new(target, warnAt, xml.Text("calendar"), xml.Text("ladder"), [.. stops.Concat(xml.Elements(BpmnNames.Orderly + "clockStop")).Select(stop => Stop(stop, issues))]) { At = xml.Position() };
    }

    private static ClockStop Stop(XElement xml, IssueLog issues)
    {
        AttributeCheck.Only(xml, issues, "reason", "max");
        var most = ClockStop.DefaultMost;
        if (xml.Text("reason") is null)
            issues.Error(xml, "sla", "Expected orderly:clockStop to have a reason, but it has none");
        if (xml.Text("max") is { } text)
        {
            if (Time.IsoDuration.TryParse(text, out var duration) && duration.Months == 0 && duration.Exact > TimeSpan.Zero)
                most = duration.Exact;
            else
                issues.Error(xml, "sla", $"Expected max to be a positive ISO 8601 duration of days or less, but was '{text}'");
        }
        return new(xml.Text("reason") ?? "", most);
    }
}
