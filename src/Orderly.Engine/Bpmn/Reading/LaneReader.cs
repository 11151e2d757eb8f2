using System.Collections.Immutable;
using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>Reads lanes, nested ones too.</summary>
internal static class LaneReader
{
    public static ImmutableArray<Lane> Read(XElement process)
    {
        var lanes = ImmutableArray.CreateBuilder<Lane>();
        foreach (var xml in process.Descendants(BpmnNames.Model + "lane"))
        {
            if (xml.Id() is not { } id)
                continue;
            var parent = xml.Ancestors(BpmnNames.Model + "lane").FirstOrDefault()?.Id();
            lanes.Add(new(id, xml.Text("name"), parent, [.. xml.Elements(BpmnNames.Model + "flowNodeRef").Select(reference => BpmnNames.Reference(reference.Value.Trim())!)]));
        }
        return lanes.ToImmutable();
    }

    /// <summary>The innermost lane's name for each element that is in one.</summary>
    public static Dictionary<string, string?> ByElement(ImmutableArray<Lane> lanes)
    {
        var names = new Dictionary<string, string?>(StringComparer.Ordinal);
        // Inner lanes come after the outer ones they stand in.
        foreach (var lane in lanes)
        {
            foreach (var element in lane.Elements)
                names[element] = lane.Name;
        }
        return names;
    }
}
