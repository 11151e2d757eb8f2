using System.Diagnostics;
using System.Globalization;
using System.Text;
using Orderly.Bench.Measure;
using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;

namespace Orderly.Bench.Cases;

/// <summary>A table of 10,000 rules: 200 payers with 50 bands of amounts each, and a flag that most rules do not ask for. One rule matches.</summary>
internal static class LargeDecisionTable
{
    private const int Payers = 200;
    private const int Bands = 50;
    private const int Asked = 997;

    public static Task<IReadOnlyList<Result>> Run(Setting setting)
    {
        var read = DmnReader.Read(Xml());
        var model = read.Model ?? throw new InvalidOperationException($"Expected a table, but: {string.Join("; ", read.Issues)}");
        // Steps coprime to both, so that payers and bands come in no order.
        var inputs = Enumerable.Range(0, Asked).Select(i => (Payer: i * 37 % Payers, Band: i * 11 % Bands)).ToArray();
        var contexts = inputs.Select(one => FeelContext.Of(
            KeyValuePair.Create("payer", FeelValue.Of($"payer {one.Payer}")), KeyValuePair.Create("amount", FeelValue.Of((one.Band * 100) + 50)), KeyValuePair.Create("inpatient", FeelValue.Of(true)))).ToArray();
        var expected = inputs.Select(one => FeelValue.Of($"{one.Payer}/{one.Band}")).ToArray();
        Measure(model, contexts, expected, setting.WarmUp);
        var rates = new List<double>();
        for (var round = 0; round < setting.Rounds; round++) rates.Add(Measure(model, contexts, expected, setting.Round));
        return Task.FromResult<IReadOnlyList<Result>>(
            [new Result($"decision table of {Payers * Bands:N0} rules × 3 inputs, looked up, one core", "none", "/s", rates, null, "≥ 50,000/s (< 20 µs each)")]);
    }

    private static double Measure(DmnModel model, FeelContext[] inputs, FeelValue[] expected, TimeSpan duration)
    {
        var environment = new FeelEnvironment { Now = DateTimeOffset.UnixEpoch };
        var start = Stopwatch.GetTimestamp();
        long count = 0;
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            for (var i = 0; i < inputs.Length; i++)
                if (!model.Evaluate("class", inputs[i], environment, isTraced: false).Value.Equals(expected[i]))
                    throw new InvalidOperationException($"Expected {expected[i]}, but another rule was hit.");
            count += inputs.Length;
        }
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static string Xml()
    {
        var rules = new StringBuilder();
        for (var payer = 0; payer < Payers; payer++)
            for (var band = 0; band < Bands; band++)
                rules.Append(CultureInfo.InvariantCulture, $"<rule><inputEntry><text>\"payer {payer}\"</text></inputEntry><inputEntry><text>[{band * 100}..{(band + 1) * 100})</text></inputEntry><inputEntry><text>{(band % 10 == 0 ? "true" : "-")}</text></inputEntry><outputEntry><text>\"{payer}/{band}\"</text></outputEntry></rule>");
        string[] names = ["payer", "amount", "inpatient"];
        return $"""
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="bench" name="bench" namespace="urn:bench">
              {string.Concat(names.Select(name => $"<inputData id=\"in-{name}\" name=\"{name}\"><variable name=\"{name}\" /></inputData>"))}
              <decision id="class" name="class"><variable name="class" />
                {string.Concat(names.Select(name => $"<informationRequirement id=\"r-{name}\"><requiredInput href=\"#in-{name}\" /></informationRequirement>"))}
                <decisionTable id="table" hitPolicy="UNIQUE">
                  {string.Concat(names.Select(name => $"<input id=\"i-{name}\"><inputExpression><text>{name}</text></inputExpression></input>"))}
                  <output name="class" />{rules}
                </decisionTable>
              </decision>
            </definitions>
            """;
    }
}
