using System.Globalization;
using System.Text;
using Orderly.Bench.Measure;
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
        var table = OneTable.Of("class", "UNIQUE", ["payer", "amount", "inpatient"], RulesXml());
        // Steps coprime to both, so that payers and bands come in no order.
        var inputs = Enumerable.Range(0, Asked).Select(i => (Payer: i * 37 % Payers, Band: i * 11 % Bands)).ToArray();
        var contexts = inputs.Select(one => FeelContext.Of(
            KeyValuePair.Create("payer", FeelValue.Of($"payer {one.Payer}")), KeyValuePair.Create("amount", FeelValue.Of((one.Band * 100) + 50)), KeyValuePair.Create("inpatient", FeelValue.Of(true)))).ToArray();
        var expected = inputs.Select(one => FeelValue.Of($"{one.Payer}/{one.Band}")).ToArray();
        return Task.FromResult<IReadOnlyList<Result>>(
            [new Result($"decision table of {Payers * Bands:N0} rules × 3 inputs, looked up, one core", "none", "/s", table.Rates(contexts, expected, setting, isTraced: false), null, "≥ 50,000/s (< 20 µs each)")]);
    }

    private static string RulesXml()
    {
        var rules = new StringBuilder();
        for (var payer = 0; payer < Payers; payer++)
            for (var band = 0; band < Bands; band++)
                rules.Append(CultureInfo.InvariantCulture, $"<rule><inputEntry><text>\"payer {payer}\"</text></inputEntry><inputEntry><text>[{band * 100}..{(band + 1) * 100})</text></inputEntry><inputEntry><text>{(band % 10 == 0 ? "true" : "-")}</text></inputEntry><outputEntry><text>\"{payer}/{band}\"</text></outputEntry></rule>");
        return rules.ToString();
    }
}
