using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Orderly.Testing;

/// <summary>Plays a scenario file of the pack: the clock is moved to each step's minute, then the step is done, then its expectations hold.</summary>
internal static class Scenario
{
    private static readonly string[] Known = ["at", "complete", "send", "answer", "expect"];

    /// <param name="folder">The pack's scenarios.</param>
    /// <param name="open">Begins the case by its message with its variables as JSON.</param>
    public static async Task PlayAsync(string folder, string file, Func<string, string, Task<IScenarioStage>> open)
    {
        var scenario = Read(Path.Combine(folder, file));
        var start = scenario.Children.TryGetValue("start", out var given) ? ((YamlScalarNode)given).Value! : "DischargeOrdered";
        await using var stage = await open(start, Order(folder, Json(scenario["order"]).ToJsonString()));
        foreach (var step in (YamlSequenceNode)scenario["steps"])
        {
            var map = (YamlMappingNode)step;
            var where = $"{file} line {step.Start.Line}";
            map.Children.Keys.Select(k => ((YamlScalarNode)k).Value).ShouldBeSubsetOf(Known, where);
            await stage.AdvanceTo(XmlConvert.ToTimeSpan(Text(map, "at")));
            await Do(stage, map, where);
            if (map.Children.TryGetValue("expect", out var expected))
                Expect(await stage.Standing(), (YamlMappingNode)expected, where);
        }
    }

    /// <summary>The variables of an unremarkable order with some facts changed, as JSON.</summary>
    public static string Order(string folder, string facts)
    {
        var order = (JsonObject)Json(Read(Path.Combine(folder, "orders", "unremarkable.yaml")));
        foreach (var (fact, value) in JsonNode.Parse(facts)!.AsObject())
            order[fact] = value?.DeepClone();
        return order.ToJsonString();
    }

    private static async Task Do(IScenarioStage stage, YamlMappingNode step, string where)
    {
        if (step.Children.TryGetValue("complete", out var complete))
        {
            foreach (var task in (complete as YamlSequenceNode ?? [complete]).Cast<YamlMappingNode>())
                await stage.Complete(Text(task, "task"), Text(task, "by"), Values(task, "with"));
        }
        if (step.Children.TryGetValue("send", out var send))
        {
            var message = (YamlMappingNode)send;
            var wanted = !message.Children.TryGetValue("taken", out var taken) || ((YamlScalarNode)taken).Value == "true";
            (await stage.Send(Text(message, "message"), Values(message, "with"))).ShouldBe(wanted, where);
        }
        if (step.Children.TryGetValue("answer", out var answer))
            await stage.Answer(Text((YamlMappingNode)answer, "operation"), Values((YamlMappingNode)answer, "with"));
    }

    private static void Expect(CaseStanding standing, YamlMappingNode expected, string where)
    {
        foreach (var (key, value) in expected.Children)
        {
            switch (((YamlScalarNode)key).Value)
            {
                case "open":
                    standing.OpenTasks.Order().ShouldBe(Texts(value).Order(), where);
                    break;
                case "calls":
                    standing.State.Calls.InOrder().Select(c => c.Operation).ShouldBe(Texts(value), where);
                    break;
                case "status":
                    standing.State.Status.ToString().ShouldBe(((YamlScalarNode)value).Value, where);
                    break;
                case "rungs":
                    standing.Rungs.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.At.TotalMinutes:0.##} {r.Element} L{r.Level}")).ShouldBe(Texts(value), where);
                    break;
                case "has":
                    Texts(value).ShouldBeSubsetOf(standing.OpenTasks, where);
                    break;
                case "planned":
                    Texts(value).ShouldBeSubsetOf(Plan(standing), where);
                    break;
                case "targets":
                    foreach (var (element, minutes) in ((YamlMappingNode)value).Children)
                        standing.TargetOf(((YamlScalarNode)element).Value!).TotalMinutes.ShouldBe(double.Parse(((YamlScalarNode)minutes).Value!, CultureInfo.InvariantCulture), 0.001, where);
                    break;
                case "bands":
                    Texts(value).ShouldBeSubsetOf(standing.State.Tasks.InOrder().Select(t => $"{t.Element} {t.FollowUp:HH:mm}-{t.Due:HH:mm}"), where);
                    break;
                case "plan":
                    Plan(standing).ShouldBe(Texts(value), where);
                    break;
                case "variables":
                    foreach (var (name, wanted) in ((YamlMappingNode)value).Children)
                        Comparable(standing.Variable(((YamlScalarNode)name).Value!)).ShouldBe(IsNull(wanted) ? FeelValue.Null : Comparable(Feel(Json(wanted))), $"{where}, {name}");
                    break;
                case var other:
                    throw new InvalidDataException($"Expected open, has, calls, status, rungs, targets, bands, plan, planned or variables, but {where} expects '{other}'.");
            }
        }
    }

    /// <summary>The unwind plan, a line an item: treatment, work, and the inverse that undoes it or else the role whose it is.</summary>
    private static IEnumerable<string> Plan(CaseStanding standing) => ((FeelList)standing.Variable("unwindPlan")).Items.Cast<FeelContext>()
        .Select(item => string.Join(' ', new[] { item["treatment"], item["work"], item["inverse"].IsNull ? item["role"] : item["inverse"] }.OfType<FeelString>().Select(text => text.Value)));

    private static string Values(YamlMappingNode step, string key) => step.Children.TryGetValue(key, out var values) ? Json(values).ToJsonString() : "{}";

    /// <summary>The same instant is the same whatever zone its sender writes it in.</summary>
    private static FeelValue Comparable(FeelValue value) =>
        value is FeelString text && DateTimeOffset.TryParseExact(text.Value, "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? FeelValue.Of(at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture))
            : value;

    private static YamlMappingNode Read(string path)
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(path);
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static string Text(YamlMappingNode map, string key) => ((YamlScalarNode)map[key]).Value!;

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
