using System.Collections.Immutable;
using System.Xml;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Dmn;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Work;
using YamlDotNet.RepresentationModel;

namespace Orderly.Simulator.Tests.Packs.Scenarios;

/// <summary>The world a decision sees when nothing but the discharge pack is deployed.</summary>
internal static class PackWorld
{
    public static World Create()
    {
        var pack = DischargePack.Yaml("pack.yaml");
        var units = DischargePack.Yaml("organisation.yaml").Items("units")
            .Select(u => new OrganisationUnit(u.Text("code"), u.Text("name"), short.Parse(u.Text("facility")), u.Text("department")));
        return new World
        {
            Ladders = ((YamlMappingNode)pack["ladders"]).Children
                .Select(l => Ladder(((YamlScalarNode)l.Key).Value!, ((YamlSequenceNode)l.Value).Cast<YamlMappingNode>()))
                .ToImmutableDictionary(l => l.Id),
            Organisation = new Organisation(units),
        }.Deploy(new DeploymentId(new Guid("0f5f0000-0000-7000-8000-000000000001")), Processes(), Decisions(pack));
    }

    public static BpmnRead Read(string file = "discharge.bpmn")
    {
        using var xml = File.OpenRead(DischargePack.Path(file));
        return BpmnReader.Read(xml);
    }

    private static ImmutableArray<ProcessModel> Processes()
    {
        var read = Read();
        read.Issues.ShouldBeEmpty();
        return read.Processes;
    }

    private static IEnumerable<DmnModel> Decisions(YamlMappingNode pack) =>
        ((YamlSequenceNode)pack["decisions"]).Select(f => DischargePack.Decisions(((YamlScalarNode)f).Value!));

    private static EscalationLadder Ladder(string id, IEnumerable<YamlMappingNode> rungs) => new(
        id,
        [.. rungs.Select(r => new Rung(
            int.Parse(r.Text("level")),
            int.Parse(r.Text("percent-of-target")),
            XmlConvert.ToTimeSpan(r.Text("plus")),
            [.. ((YamlSequenceNode)r["audience"]).Select(a => new RungAudience(((YamlScalarNode)a).Value!))],
            r.Text("channel")))]);
}
