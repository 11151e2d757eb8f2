using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>Reads an element's clocks.</summary>
internal static class SlaReader
{
    public static ImmutableArray<SlaTarget> Slas(Extensions extensions, bool isUserTask, IssueLog issues)
    {
        var all = extensions.TakeAllOrderly("sla");
        var stops = extensions.TakeAllOrderly("clockStop");
        if (all.Count == 0)
        {
            if (stops.Count > 0)
                issues.Error(stops[0], "sla", "Expected orderly:sla beside orderly:clockStop, but there is none");
            return [];
        }
        var read = new List<SlaTarget>(all.Count);
        foreach (var xml in all)
        {
            if (Sla(xml, stops, isUserTask, issues) is not { } sla)
                continue;
            if (read.Exists(other => other.Metric == sla.Metric))
                issues.Error(xml, "sla", $"Expected each orderly:sla of an element to have a metric of its own, but two have {(sla.Metric is null ? "none" : $"'{sla.Metric}'")}");
            read.Add(sla);
        }
        return [.. read];
    }

    private static SlaTarget? Sla(XElement xml, IReadOnlyList<XElement> stops, bool isUserTask, IssueLog issues)
    {
        AttributeCheck.Only(xml, issues, "target", "warnAtPct", "calendar", "ladder", "metric", "from", "to");
        var warnAt = 75;
        if (xml.Text("warnAtPct") is { } percent && (!int.TryParse(percent, NumberStyles.None, CultureInfo.InvariantCulture, out warnAt) || warnAt is < 1 or > 100))
            issues.Error(xml, "sla", $"Expected warnAtPct to be 1 to 100, but was '{percent}'");
        if (ExpressionReader.Required(xml, "target", issues) is not { } target)
            return null;
        if (target.Feel is null && (!Time.IsoDuration.TryParse(target.Source, out var duration) || duration.Months != 0 || duration.Exact <= TimeSpan.Zero))
            issues.Error(xml, "sla", $"Expected target to be a positive ISO 8601 duration of days or less, or FEEL after '=', but was '{target}'");
        var (from, to) = (Moment(xml, "from", TaskMoment.Created, issues), Moment(xml, "to", TaskMoment.Completed, issues));
        if (from >= to)
            issues.Error(xml, "sla", $"Expected the clock to stop after it starts, but it runs from {xml.Text("from") ?? "created"} to {xml.Text("to") ?? "completed"}");
        if (!isUserTask && (from, to) != (TaskMoment.Created, TaskMoment.Completed))
            issues.Error(xml, "sla", "Expected 'from' and 'to' at a user task, but the element is none");
        return new(target, warnAt, xml.Text("calendar"), xml.Text("ladder"), [.. stops.Concat(xml.Elements(BpmnNames.Orderly + "clockStop")).Select(stop => Stop(stop, issues))])
        {
            Metric = xml.Text("metric"),
            From = from,
            To = to,
            At = xml.Position(),
        };
    }

    private static TaskMoment Moment(XElement xml, string name, TaskMoment otherwise, IssueLog issues)
    {
        switch (xml.Text(name))
        {
            case null: return otherwise;
            case "created": return TaskMoment.Created;
            case "claimed": return TaskMoment.Claimed;
            case "started": return TaskMoment.Started;
            case "completed": return TaskMoment.Completed;
            case var text:
                issues.Error(xml, "sla", $"Expected '{name}' as created, claimed, started or completed, but was '{text}'");
                return otherwise;
        }
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
