using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using Orderly.Connectors.Configuration;
using Orderly.Engine.Work;

namespace Orderly.Packs;

/// <summary>Reads the escalation ladders of a pack: a name, and its rungs in order.</summary>
internal static class LadderReading
{
    public static ImmutableArray<EscalationLadder> Read(YamlMap? ladders)
    {
        if (ladders is null) return [];
        return [.. ladders.Keys.ToList().Select(key => new EscalationLadder(key.Value, [.. ladders.Maps(key.Value).Select(ReadRung)]))];
    }

    private static Rung ReadRung(YamlMap map)
    {
        var rung = new Rung(
            Level: map.Number("level", otherwise: 0, least: 0, most: 5),
            PercentOfTarget: map.Number("percent-of-target", otherwise: 100, least: 0, most: 1000),
            Plus: ReadPlus(map),
            Audience: [.. map.Texts("audience").Select(role => new RungAudience(role.Value))],
            Channel: map.Text("channel")?.Value);
        // Repeating an alert until it is answered belongs to the channel that carries it.
        map.Text("retries");
        map.Text("retry-every");
        map.RefuseOthers();
        return rung;
    }

    private static TimeSpan ReadPlus(YamlMap map)
    {
        if (map.Text("plus") is not { } text) return TimeSpan.Zero;
        try
        {
            return XmlConvert.ToTimeSpan(text.Value);
        }
        catch (FormatException)
        {
            text.Report(string.Create(CultureInfo.InvariantCulture, $"Expected 'plus' to be a duration such as PT15M, but it is '{text.Value}'"));
            return TimeSpan.Zero;
        }
    }
}
