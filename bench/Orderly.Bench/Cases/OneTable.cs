using System.Diagnostics;
using Orderly.Bench.Measure;
using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;

namespace Orderly.Bench.Cases;

/// <summary>A decision that is one table, asked again and again on one core; each answer is compared.</summary>
internal sealed class OneTable(DmnModel model, string decision)
{
    /// <param name="rules">The table's rules as XML: an entry for each input, and one output.</param>
    public static OneTable Of(string decision, string hitPolicy, string[] inputs, string rules)
    {
        var read = DmnReader.Read($"""
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="bench" name="bench" namespace="urn:bench">
              {string.Concat(inputs.Select(name => $"<inputData id=\"in-{name}\" name=\"{name}\"><variable name=\"{name}\" /></inputData>"))}
              <decision id="{decision}" name="{decision}"><variable name="{decision}" />
                {string.Concat(inputs.Select(name => $"<informationRequirement id=\"r-{name}\"><requiredInput href=\"#in-{name}\" /></informationRequirement>"))}
                <decisionTable id="table" hitPolicy="{hitPolicy}">
                  {string.Concat(inputs.Select(name => $"<input id=\"i-{name}\"><inputExpression><text>{name}</text></inputExpression></input>"))}
                  <output name="{decision}" />{rules}
                </decisionTable>
              </decision>
            </definitions>
            """);
        return new OneTable(read.Model ?? throw new InvalidOperationException($"Expected a table, but: {string.Join("; ", read.Issues)}"), decision);
    }

    /// <returns>Evaluations a second in each round.</returns>
    public List<double> Rates(FeelContext[] inputs, FeelValue[] expected, Setting setting, bool isTraced)
    {
        Measure(inputs, expected, setting.WarmUp, isTraced);
        var rates = new List<double>();
        for (var round = 0; round < setting.Rounds; round++) rates.Add(Measure(inputs, expected, setting.Round, isTraced));
        return rates;
    }

    private double Measure(FeelContext[] inputs, FeelValue[] expected, TimeSpan duration, bool isTraced)
    {
        var environment = new FeelEnvironment { Now = DateTimeOffset.UnixEpoch };
        var start = Stopwatch.GetTimestamp();
        long count = 0;
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            for (var i = 0; i < inputs.Length; i++)
                if (!model.Evaluate(decision, inputs[i], environment, isTraced).Value.Equals(expected[i]))
                    throw new InvalidOperationException($"Expected {expected[i]}, but another rule was hit.");
            count += inputs.Length;
        }
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
