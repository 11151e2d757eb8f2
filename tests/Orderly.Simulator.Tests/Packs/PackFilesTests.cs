using System.Text.Json;
using System.Xml.Linq;
using YamlDotNet.RepresentationModel;

namespace Orderly.Simulator.Tests.Packs;

/// <summary>What the pack's files say of each other.</summary>
public sealed class PackFilesTests
{
    private static readonly XNamespace Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static readonly XNamespace Zeebe = "http://camunda.org/schema/zeebe/1.0";
    private static readonly XNamespace Orderly = "http://orderly.health/schema/bpmn/1.0";
    private static readonly XElement Bpmn = DischargePack.Bpmn();
    private static readonly YamlMappingNode Pack = DischargePack.Yaml("pack.yaml");
    private static readonly YamlMappingNode Organisation = DischargePack.Yaml("organisation.yaml");

    private static IEnumerable<XElement> UserTasks => Bpmn.Descendants(Model + "userTask");

    [Fact]
    public void Every_user_task_has_a_form_a_queue_a_clock_a_known_code_and_a_gate()
    {
        var codes = Keys((YamlMappingNode)Pack["tasks"]);
        foreach (var task in UserTasks)
        {
            var id = task.Attribute("id")!.Value;
            task.Descendants(Zeebe + "formDefinition").Count().ShouldBe(1, id);
            task.Descendants(Orderly + "queue").Count().ShouldBe(1, id);
            (task.Descendants(Orderly + "sla").Count() + task.Descendants(Orderly + "preAlert").Count()).ShouldBe(1, id);
            codes.ShouldContain(Property(task, "code"), id);
            Property(task, "gate").ShouldBeOneOf("hard", "soft");
        }
    }

    [Fact]
    public void Every_form_is_used_and_every_used_form_is_there_under_its_own_id()
    {
        var used = UserTasks.Descendants(Zeebe + "formDefinition").Select(f => f.Attribute("formId")!.Value).Distinct().Order();
        var files = Directory.GetFiles(DischargePack.Path("forms"), "*.form");

        files.Select(f => Path.GetFileNameWithoutExtension(f)!).Order().ShouldBe(used);
        foreach (var file in files)
        {
            using var form = JsonDocument.Parse(File.ReadAllText(file));
            form.RootElement.GetProperty("id").GetString().ShouldBe(Path.GetFileNameWithoutExtension(file));
            var components = form.RootElement.GetProperty("components").EnumerateArray().ToArray();
            components.Select(c => c.GetProperty("id").GetString()!).ShouldBeUnique(file);
            components.ShouldContain(c => c.GetProperty("type").GetString() != "text", file);
        }
    }

    [Fact]
    public void Forms_ask_for_coded_facts_only_so_that_no_clinical_note_can_be_written_into_them()
    {
        string[] coded = ["text", "checkbox", "select", "number", "datetime"];
        foreach (var file in Directory.GetFiles(DischargePack.Path("forms"), "*.form"))
        {
            using var form = JsonDocument.Parse(File.ReadAllText(file));
            form.RootElement.GetProperty("components").EnumerateArray().Select(c => c.GetProperty("type").GetString()).ShouldBeSubsetOf(coded);
        }
    }

    [Fact]
    public void Variables_that_tasks_hand_on_are_asked_for_by_their_forms()
    {
        foreach (var task in UserTasks)
        {
            var formId = task.Descendants(Zeebe + "formDefinition").Single().Attribute("formId")!.Value;
            using var form = JsonDocument.Parse(File.ReadAllText(DischargePack.Path("forms", $"{formId}.form")));
            var keys = form.RootElement.GetProperty("components").EnumerateArray()
                .Select(c => c.TryGetProperty("key", out var key) ? key.GetString() : null).OfType<string>().ToArray();
            foreach (var source in task.Descendants(Zeebe + "output").Select(o => o.Attribute("source")!.Value).Where(s => !s.Contains('"') && !s.Contains('(')))
                keys.ShouldContain(source[1..], $"{formId} for {task.Attribute("id")!.Value}");
        }
    }

    [Fact]
    public void Roles_of_queues_and_ladders_are_held_by_someone_in_the_demo()
    {
        var roles = Organisation.Items("roles").Select(r => r.Text("code")).ToArray();
        var asked = UserTasks.Descendants(Orderly + "queue").Select(q => q.Attribute("role")!.Value).Where(r => !r.StartsWith('=')).ToHashSet();
        asked.UnionWith(Ladders().SelectMany(l => l.Value).SelectMany(r => ((YamlSequenceNode)r["audience"]).Select(a => ((YamlScalarNode)a).Value!)).Where(a => a != "owner"));

        asked.ShouldBeSubsetOf(roles);
        var held = Organisation.Items("people").SelectMany(p => p.Items("bindings")).Select(b => b.Text("role")).ToHashSet();
        asked.Where(r => r != "operations-executive").ShouldBeSubsetOf(held);
        held.ShouldBeSubsetOf(roles);
    }

    [Fact]
    public void Ladders_named_by_clocks_are_there_and_climb_from_rung_to_later_rung()
    {
        var ladders = Ladders();
        Bpmn.Descendants(Orderly + "sla").Select(s => s.Attribute("ladder")!.Value).Distinct().ShouldBeSubsetOf(ladders.Keys);
        ladders["standard"].Select(r => r.Text("level")).ShouldBe(["0", "1", "2", "3", "4", "5"]);
        foreach (var (_, rungs) in ladders)
        {
            rungs.Select(r => int.Parse(r.Text("level"))).ShouldBeInOrder();
            rungs.Select(r => (int.Parse(r.Text("percent-of-target")), System.Xml.XmlConvert.ToTimeSpan(r.Text("plus")))).ShouldBeInOrder();
            rungs.ShouldAllBe(r => ((YamlSequenceNode)r["audience"]).Children.Count > 0);
        }
    }

    [Fact]
    public void Files_the_pack_lists_are_there_and_hold_the_decisions_the_flow_calls()
    {
        foreach (var file in new[] { "processes", "decisions" }.SelectMany(k => (YamlSequenceNode)Pack[k]).Select(f => ((YamlScalarNode)f).Value!))
            File.Exists(DischargePack.Path(file)).ShouldBeTrue(file);
        var decisions = ((YamlSequenceNode)Pack["decisions"]).SelectMany(f => DischargePack.Decisions(((YamlScalarNode)f).Value!).Decisions).Select(d => d.Id).ToArray();

        Bpmn.Descendants(Zeebe + "calledDecision").Select(c => c.Attribute("decisionId")!.Value).Distinct().Order().ShouldBe(decisions.Order());
    }

    [Fact]
    public void Connector_calls_are_verbs_the_pack_declares_with_the_inverse_the_contract_has()
    {
        var declared = ((YamlSequenceNode)((YamlMappingNode)Pack["connectors"])["erp"]).Select(v => ((YamlScalarNode)v).Value!).ToArray();
        foreach (var call in Bpmn.Descendants(Orderly + "connector"))
        {
            var operation = call.Attribute("operation")!.Value;
            declared.ShouldContain(operation);
            call.Parent!.Descendants(Zeebe + "input").Count(input => input.Attribute("target")!.Value == "correlation" && input.Attribute("source")!.Value.Contains("task:", StringComparison.Ordinal)).ShouldBe(1, $"{operation} says which task it is for");
            if (Canonical.Erp.ErpVerbs.Booked(operation) is { } verb && call.Attribute("inverse") is { } inverse)
                inverse.Value.ShouldBe(Canonical.Erp.ErpVerbs.Of(verb).Inverse.ToString());
        }
    }

    [Fact]
    public void Process_messages_of_the_route_are_the_messages_the_flow_waits_for()
    {
        var sent = new[] { "adt.yaml", "adt-bed.yaml", "signals.yaml" }.SelectMany(route => DischargePack.Yaml("routes", route).Items("messages")).Select(m => m.Text("name")).Distinct();
        var thrown = Bpmn.Descendants(Model + "intermediateThrowEvent").Elements(Model + "messageEventDefinition").Select(e => e.Attribute("messageRef")!.Value["message_".Length..]).Distinct();

        Bpmn.Descendants(Model + "message").Select(m => m.Attribute("name")!.Value).Order().ShouldBe(sent.Concat(thrown).Order());
    }

    private static Dictionary<string, YamlMappingNode[]> Ladders() =>
        ((YamlMappingNode)Pack["ladders"]).Children.ToDictionary(l => ((YamlScalarNode)l.Key).Value!, l => ((YamlSequenceNode)l.Value).Cast<YamlMappingNode>().ToArray());

    private static string[] Keys(YamlMappingNode map) => [.. map.Children.Keys.Select(k => ((YamlScalarNode)k).Value!)];

    private static string? Property(XElement task, string name) =>
        task.Descendants(Zeebe + "property").SingleOrDefault(p => p.Attribute("name")!.Value == name)?.Attribute("value")!.Value;
}
