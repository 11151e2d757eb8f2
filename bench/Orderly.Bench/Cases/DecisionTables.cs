using System.Diagnostics;
using System.Globalization;
using System.Text;
using Orderly.Bench.Measure;
using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;

namespace Orderly.Bench.Cases;

/// <summary>A first-hit table of 20 rules and 5 inputs: comparisons, texts, a range and a flag; on average half of the rules are tried.</summary>
internal static class DecisionTables
{
    private const int Rules = 20;

    public static Task<IReadOnlyList<Result>> Run(Setting setting)
    {
        var read = DmnReader.Read(Xml());
        var model = read.Model ?? throw new InvalidOperationException($"Expected a table, but: {string.Join("; ", read.Issues)}");
        var inputs = Enumerable.Range(0, Rules).Select(Inputs).ToArray();
        return Task.FromResult<IReadOnlyList<Result>>(
        [
            new Result($"decision table of {Rules} rules × 5 inputs, one core", "none", "/s", Rates(model, inputs, setting, isTraced: false), null, "≥ 1,000,000/s"),
            new Result("the same with its trace", "none", "/s", Rates(model, inputs, setting, isTraced: true), null, "none of its own"),
        ]);
    }

    private static List<double> Rates(DmnModel model, FeelContext[] inputs, Setting setting, bool isTraced)
    {
        Measure(model, inputs, setting.WarmUp, isTraced);
        var rates = new List<double>();
        for (var round = 0; round < setting.Rounds; round++) rates.Add(Measure(model, inputs, setting.Round, isTraced));
        return rates;
    }

    private static double Measure(DmnModel model, FeelContext[] inputs, TimeSpan duration, bool isTraced)
    {
        var environment = new FeelEnvironment { Now = DateTimeOffset.UnixEpoch };
        var expected = Enumerable.Range(0, Rules).Select(rule => FeelValue.Of($"mode {rule}")).ToArray();
        var start = Stopwatch.GetTimestamp();
        long count = 0;
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            for (var i = 0; i < inputs.Length; i++)
                if (!model.Evaluate("transport", inputs[i], environment, isTraced).Value.Equals(expected[i]))
                    throw new InvalidOperationException($"Expected rule {i} to be hit, but another was.");
            count += inputs.Length;
        }
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Hits the rule of that number and none before it.</summary>
    private static FeelContext Inputs(int rule) => FeelContext.Of(
        KeyValuePair.Create("age", FeelValue.Of(20 + rule)),
        KeyValuePair.Create("mobility", FeelValue.Of($"walks {rule % 4}")),
        KeyValuePair.Create("weight", FeelValue.Of(60 + rule)),
        KeyValuePair.Create("oxygen", FeelValue.Of(rule % 2 == 0)),
        KeyValuePair.Create("unit", FeelValue.Of($"{rule}W")));

    private static string Xml()
    {
        var rules = new StringBuilder();
        for (var rule = 0; rule < Rules; rule++)
        {
            rules.Append("<rule>");
            string[] tests = [$"<= {20 + rule}", $"\"walks {rule % 4}\", \"rides\"", $"[{50 + rule}..{60 + rule}]", rule % 2 == 0 ? "true" : "false", $"\"{rule}W\""];
            foreach (var test in tests) rules.Append(CultureInfo.InvariantCulture, $"<inputEntry><text>{test.Replace("<", "&lt;")}</text></inputEntry>");
            rules.Append(CultureInfo.InvariantCulture, $"<outputEntry><text>\"mode {rule}\"</text></outputEntry></rule>");
        }
        string[] names = ["age", "mobility", "weight", "oxygen", "unit"];
        return $"""
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="bench" name="bench" namespace="urn:bench">
              {string.Concat(names.Select(name => $"<inputData id=\"in-{name}\" name=\"{name}\"><variable name=\"{name}\" /></inputData>"))}
              <decision id="transport" name="transport"><variable name="transport" />
                {string.Concat(names.Select(name => $"<informationRequirement id=\"r-{name}\"><requiredInput href=\"#in-{name}\" /></informationRequirement>"))}
                <decisionTable id="table" hitPolicy="FIRST">
                  {string.Concat(names.Select(name => $"<input id=\"i-{name}\"><inputExpression><text>{name}</text></inputExpression></input>"))}
                  <output name="transport" />{rules}
                </decisionTable>
              </decision>
            </definitions>
            """;
    }
}
