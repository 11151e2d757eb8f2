using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>Global tasks that a call activity of the file calls: each is a process of that one task.</summary>
internal static class GlobalTasks
{
    private const string Prefix = "global";

    public static IEnumerable<XElement> AsProcesses(XElement root)
    {
        var called = root.Descendants(BpmnNames.Model + "callActivity").Select(call => BpmnNames.Reference(call.Text("calledElement"))).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return root.Elements()
            .Where(xml => xml.Name.Namespace == BpmnNames.Model && xml.Name.LocalName.StartsWith(Prefix, StringComparison.Ordinal) && xml.Name.LocalName.EndsWith("Task", StringComparison.Ordinal) && called.Contains(xml.Id() ?? ""))
            .Select(AsProcess);
    }

    private static XElement AsProcess(XElement global)
    {
        var (id, name) = (global.Id()!, global.Name.LocalName[Prefix.Length..]);
        var task = new XElement(
            BpmnNames.Model + (char.ToLowerInvariant(name[0]) + name[1..]),
            global.Attributes().Where(attribute => attribute.Name != "id"),
            new XAttribute("id", $"{id}_task"),
            global.Elements());
        return new XElement(
            BpmnNames.Model + "process",
            new XAttribute("id", id),
            global.Attribute("name"),
            new XElement(BpmnNames.Model + "startEvent", new XAttribute("id", $"{id}_start")),
            task,
            new XElement(BpmnNames.Model + "endEvent", new XAttribute("id", $"{id}_end")),
            Flow(id, "start", "task"),
            Flow(id, "task", "end"));
    }

    private static XElement Flow(string id, string from, string to) => new(
        BpmnNames.Model + "sequenceFlow",
        new XAttribute("id", $"{id}_{from}_{to}"),
        new XAttribute("sourceRef", $"{id}_{from}"),
        new XAttribute("targetRef", $"{id}_{to}"));
}
