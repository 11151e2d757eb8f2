using System.Globalization;
using System.Text;
using Orderly.Bench.Measure;
using Orderly.Engine.Feel;

namespace Orderly.Bench.Cases;

/// <summary>A first-hit table of 20 rules and 5 inputs: comparisons, texts, a range and a flag; on average half of the rules are tried.</summary>
internal static class DecisionTables
{
    private const int Rules = 20;

    public static Task<IReadOnlyList<Result>> Run(Setting setting)
    {
        var table = OneTable.Of("transport", "FIRST", ["age", "mobility", "weight", "oxygen", "unit"], RulesXml());
        var inputs = Enumerable.Range(0, Rules).Select(Inputs).ToArray();
        var expected = Enumerable.Range(0, Rules).Select(rule => FeelValue.Of($"mode {rule}")).ToArray();
        return Task.FromResult<IReadOnlyList<Result>>(
        [
            new Result($"decision table of {Rules} rules × 5 inputs, one core", "none", "/s", table.Rates(inputs, expected, setting, isTraced: false), null, "≥ 1,000,000/s"),
            new Result("the same with its trace", "none", "/s", table.Rates(inputs, expected, setting, isTraced: true), null, "none of its own"),
        ]);
    }

    /// <summary>Hits the rule of that number and none before it.</summary>
    private static FeelContext Inputs(int rule) => FeelContext.Of(
        KeyValuePair.Create("age", FeelValue.Of(20 + rule)),
        KeyValuePair.Create("mobility", FeelValue.Of($"walks {rule % 4}")),
        KeyValuePair.Create("weight", FeelValue.Of(60 + rule)),
        KeyValuePair.Create("oxygen", FeelValue.Of(rule % 2 == 0)),
        KeyValuePair.Create("unit", FeelValue.Of($"{rule}W")));

    private static string RulesXml()
    {
        var rules = new StringBuilder();
        for (var rule = 0; rule < Rules; rule++)
        {
            rules.Append("<rule>");
            string[] tests = [$"<= {20 + rule}", $"\"walks {rule % 4}\", \"rides\"", $"[{50 + rule}..{60 + rule}]", rule % 2 == 0 ? "true" : "false", $"\"{rule}W\""];
            foreach (var test in tests) rules.Append(CultureInfo.InvariantCulture, $"<inputEntry><text>{test.Replace("<", "&lt;")}</text></inputEntry>");
            rules.Append(CultureInfo.InvariantCulture, $"<outputEntry><text>\"mode {rule}\"</text></outputEntry></rule>");
        }
        return rules.ToString();
    }
}
