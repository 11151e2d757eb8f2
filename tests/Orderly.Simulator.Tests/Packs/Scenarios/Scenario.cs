using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Orderly.Engine.Feel;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Orderly.Simulator.Tests.Packs.Scenarios;

/// <summary>Plays a scenario file of the pack: the clock is moved to each step's minute, then the step is done, then its expectations hold.</summary>
internal static class Scenario
{
    private static readonly string[] Known = ["at", "complete", "send", "answer", "expect"];

    public static void Play(string file)
    {
        var scenario = DischargePack.Yaml("scenarios", file);
        var discharge = new DischargeCase(Order(Json(scenario["order"]).ToJsonString()), start: scenario.Children.TryGetValue("start", out var start) ? ((YamlScalarNode)start).Value! : "DischargeOrdered");
        foreach (var step in scenario.Items("steps"))
        {
            var where = $"{file} line {step.Start.Line}";
            step.Children.Keys.Select(k => ((YamlScalarNode)k).Value).ShouldBeSubsetOf(Known, where);
            discharge.AdvanceTo(XmlConvert.ToTimeSpan(step.Text("at")));
            Do(discharge, step, where);
            if (step.Children.TryGetValue("expect", out var expected))
                Expect(discharge, (YamlMappingNode)expected, where);
        }
    }

    /// <summary>The variables of an unremarkable order with some facts changed, as JSON.</summary>
    public static string Order(string facts)
    {
        var order = (JsonObject)Json(DischargePack.Yaml("scenarios", "orders", "unremarkable.yaml"));
        foreach (var (fact, value) in JsonNode.Parse(facts)!.AsObject())
            order[fact] = value?.DeepClone();
        return order.ToJsonString();
    }

    private static void Do(DischargeCase discharge, YamlMappingNode step, string where)
    {
        if (step.Children.TryGetValue("complete", out var complete))
        {
            foreach (var task in complete as YamlSequenceNode ?? [complete])
                discharge.Complete(((YamlMappingNode)task).Text("task"), ((YamlMappingNode)task).Text("by"), Values((YamlMappingNode)task, "with"));
        }
        if (step.Children.TryGetValue("send", out var send))
        {
            var wanted = ((YamlMappingNode)send).Children.TryGetValue("taken", out var taken) ? ((YamlScalarNode)taken).Value == "true" : true;
            discharge.Send(((YamlMappingNode)send).Text("message"), Values((YamlMappingNode)send, "with")).ShouldBe(wanted, where);
        }
        if (step.Children.TryGetValue("answer", out var answer))
            discharge.Answer(((YamlMappingNode)answer).Text("operation"), Values((YamlMappingNode)answer, "with"));
    }

    private static void Expect(DischargeCase discharge, YamlMappingNode expected, string where)
    {
        foreach (var (key, value) in expected.Children)
        {
            switch (((YamlScalarNode)key).Value)
            {
                case "open":
                    discharge.OpenTasks.Order().ShouldBe(Texts(value).Order(), where);
                    break;
                case "calls":
                    discharge.OpenCalls.Select(c => c.Operation).ShouldBe(Texts(value), where);
                    break;
                case "status":
                    discharge.Status.ToString().ShouldBe(((YamlScalarNode)value).Value, where);
                    break;
                case "rungs":
                    discharge.Rungs.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.At.TotalMinutes:0.##} {r.Element} L{r.Level}")).ShouldBe(Texts(value), where);
                    break;
                case "has":
                    Texts(value).ShouldBeSubsetOf(discharge.OpenTasks, where);
                    break;
                case "planned":
                    Texts(value).ShouldBeSubsetOf(Plan(discharge), where);
                    break;
                case "targets":
                    foreach (var (element, minutes) in ((YamlMappingNode)value).Children)
                        discharge.TargetOf(((YamlScalarNode)element).Value!).TotalMinutes.ShouldBe(double.Parse(((YamlScalarNode)minutes).Value!, CultureInfo.InvariantCulture), where);
                    break;
                case "bands":
                    Texts(value).ShouldBeSubsetOf(discharge.Tasks.Select(t => $"{t.Element} {t.FollowUp:HH:mm}-{t.Due:HH:mm}"), where);
                    break;
                case "plan":
                    Plan(discharge).ShouldBe(Texts(value), where);
                    break;
                case "variables":
                    foreach (var (name, wanted) in ((YamlMappingNode)value).Children)
                        discharge.Variable(((YamlScalarNode)name).Value!).ShouldBe(IsNull(wanted) ? FeelValue.Null : Feel(Json(wanted)), $"{where}, {name}");
                    break;
                case var other:
                    throw new InvalidDataException($"Expected open, has, calls, status, rungs, targets, bands, plan, planned or variables, but {where} expects '{other}'.");
            }
        }
    }

    /// <summary>The unwind plan, a line an item: treatment, work, and the inverse that undoes it or else the role whose it is.</summary>
    private static IEnumerable<string> Plan(DischargeCase discharge) => ((FeelList)discharge.Variable("unwindPlan")).Items.Cast<FeelContext>()
        .Select(item => string.Join(' ', new[] { item["treatment"], item["work"], item["inverse"].IsNull ? item["role"] : item["inverse"] }.OfType<FeelString>().Select(text => text.Value)));

    private static string Values(YamlMappingNode step, string key) => step.Children.TryGetValue(key, out var values) ? Json(values).ToJsonString() : "{}";

    private static string[] Texts(YamlNode node) => [.. ((YamlSequenceNode)node).Select(n => ((YamlScalarNode)n).Value!)];

    private static FeelValue Feel(JsonNode? json) => FeelJson.FromPlain(JsonSerializer.SerializeToElement(json));

    private static JsonNode Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, IsNull(c.Value) ? null : (JsonNode?)Json(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag => JsonValue.Create(flag.Value == "true"),
        YamlScalarNode { Style: ScalarStyle.Plain } number when decimal.TryParse(number.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) => JsonValue.Create(value),
        _ => JsonValue.Create(((YamlScalarNode)node).Value!),
    };

    private static bool IsNull(YamlNode node) => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: "null" or "~" or "" };
}
