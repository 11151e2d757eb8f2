using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orderly.Bench.Beds;
using Orderly.Bench.Measure;
using Orderly.Engine.Feel;

namespace Orderly.Bench.Cases;

/// <summary>
/// The same expressions over the same context by this engine and by the npm package feelin, in turn, one core each. Orderly reads an expression
/// once and evaluates it often; feelin's evaluate reads it each time, so that is measured here too.
/// </summary>
internal static class FeelExpressions
{
    private static readonly string[] Expressions =
    [
        "age >= 18 and age < 65",
        "weight * 1.5 + age / 2",
        "if oxygen then \"escort\" else \"alone\"",
        "sum(for line in lines return line.quantity * line.price)",
        "lines[quantity > 2].price",
        "some line in lines satisfies line.price > 100",
        "string length(unit) + count(lines)",
        "upper case(substring(unit, 2))",
        "max(ages) - min(ages)",
        "patient.name + \", \" + patient.ward",
        "contains(unit, \"w\") or starts with(unit, \"i\")",
        "age in [18..65]",
    ];

    private const string Context = """
        {"age": 44, "weight": 71, "oxygen": true, "unit": "5 west", "ages": [3, 44, 71, 12], "patient": {"name": "Okafor", "ward": "5W"},
         "lines": [{"quantity": 2, "price": 40}, {"quantity": 5, "price": 3}, {"quantity": 9, "price": 120}]}
        """;

    private static readonly FeelEnvironment Environment = new() { Now = DateTimeOffset.UnixEpoch };

    public static async Task<IReadOnlyList<Result>> Run(Setting setting)
    {
        using var peer = await FeelinPeer.Install(Expressions, Context);
        var context = (FeelContext)FeelJson.FromPlain(JsonDocument.Parse(Context).RootElement);
        var read = Expressions.Select(Read).ToArray();
        Agree(read, context, (await peer.Measure(TimeSpan.FromSeconds(0.2))).Values);
        Once(read, context, setting.WarmUp);
        Each(context, setting.WarmUp);
        var (once, each, theirs) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < setting.Rounds; round++)
        {
            once.Add(Once(read, context, setting.Round));
            each.Add(Each(context, setting.Round));
            theirs.Add((await peer.Measure(setting.Round)).Rate);
        }
        return
        [
            new Result($"FEEL, {Expressions.Length} expressions over one context, read once", "none", "/s", once, null, "none of its own"),
            new Result("the same, read before each evaluation", "none", "/s", each, null, "none of its own"),
            new Result("the same by feelin 8.2.0 (npm), which reads before each evaluation", "none", "/s", theirs, null, "none of its own"),
            new Result("FEEL read once, against feelin", "none", "×", [.. once.Zip(theirs, (ours, peers) => ours / peers)], null, "≥ 20 ×"),
            new Result("FEEL read before each evaluation, against feelin", "none", "×", [.. each.Zip(theirs, (ours, peers) => ours / peers)], null, "none of its own"),
        ];
    }

    private static FeelExpression Read(string text) => FeelExpression.Parse(text).Expression ?? throw new InvalidOperationException($"Expected '{text}' to read, but it does not.");

    private static double Once(FeelExpression[] expressions, FeelContext context, TimeSpan duration) => Repeat(duration, expressions.Length, i => expressions[i].Evaluate(context, Environment).Failed);

    private static double Each(FeelContext context, TimeSpan duration) => Repeat(duration, Expressions.Length, i => Read(Expressions[i]).Evaluate(context, Environment).Failed);

    private static double Repeat(TimeSpan duration, int length, Func<int, bool> fails)
    {
        var start = Stopwatch.GetTimestamp();
        long count = 0;
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            for (var i = 0; i < length; i++)
                if (fails(i)) throw new InvalidOperationException($"Expected '{Expressions[i]}' to have a value, but it has none.");
            count += length;
        }
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Agree(FeelExpression[] expressions, FeelContext context, JsonArray values)
    {
        for (var i = 0; i < expressions.Length; i++)
        {
            var ours = FeelJson.ToPlain(expressions[i].Evaluate(context, Environment).Value).GetRawText();
            if (!JsonNode.DeepEquals(JsonNode.Parse(ours), values[i]))
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Expected '{Expressions[i]}' to give the same by both, but it gives {ours} and {values[i]?.ToJsonString()}."));
        }
    }
}
