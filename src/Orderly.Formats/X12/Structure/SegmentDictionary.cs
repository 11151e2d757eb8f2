using System.Globalization;
using System.Text.RegularExpressions;

namespace Orderly.Formats.X12.Structure;

/// <summary>The segments of version 005010, read once from <c>segments.table</c>.</summary>
internal static partial class SegmentDictionary
{
    private static readonly Dictionary<uint, SegmentDefinition> Segments = Read();

    public static SegmentDefinition? Find(uint key) => Segments.GetValueOrDefault(key);

    private static Dictionary<uint, SegmentDefinition> Read()
    {
        var lines = TableFile.Lines("segments").ToList();
        var composites = new Dictionary<string, ElementDefinition[]>();
        foreach (var line in lines.Where(line => line.Length > 4 && line[4] == ' '))
            composites[line[..4]] = Components(line[5..].Trim('(', ')'));
        var segments = new Dictionary<uint, SegmentDefinition>();
        foreach (var line in lines.Where(line => line.Length < 5 || line[4] != ' ' || line[3] == ' '))
        {
            var halves = line.Split(" | ");
            var words = halves[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var elements = words.Skip(1).SelectMany(word => Element(word, composites)).ToArray();
            var rules = halves.Length < 2 ? [] : halves[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Rule).ToArray();
            segments.Add(SegmentKey.Of(words[0]), new SegmentDefinition(elements, rules));
        }
        return segments;
    }

    private static ElementDefinition[] Components(string text) => [.. text.Split(',').SelectMany(word => Element(word, []))];

    private static IEnumerable<ElementDefinition> Element(string word, Dictionary<string, ElementDefinition[]> composites)
    {
        if (word[0] == '?') return Enumerable.Repeat(new ElementDefinition(0, "?", 0, 0, false, int.MaxValue, []), Int(word[1..]));
        var match = word[0] == 'C' ? CompositePattern().Match(word) : ElementPattern().Match(word);
        if (!match.Success) throw new FormatException($"Expected an element such as 98ID2/3M in the table of segments, but found {word}.");
        var isMandatory = match.Groups["m"].Success;
        var repetitions = match.Groups["n"].Success ? Int(match.Groups["n"].Value) : 1;
        if (word[0] != 'C')
            return [new ElementDefinition(Int(match.Groups["ref"].Value), match.Groups["type"].Value, Int(match.Groups["min"].Value), Int(match.Groups["max"].Value), isMandatory, repetitions, [])];
        var components = match.Groups["parts"].Success ? Components(match.Groups["parts"].Value) : composites[match.Groups["id"].Value];
        return [new ElementDefinition(0, "", 0, 0, isMandatory, repetitions, components)];
    }

    private static SyntaxRule Rule(string text)
    {
        int[] elements = [.. Enumerable.Range(0, (text.Length - 1) / 2).Select(n => Int(text.Substring((2 * n) + 1, 2)))];
        return new SyntaxRule(text[0], elements, elements.Aggregate(0UL, (mask, element) => mask | (1UL << element)));
    }

    private static int Int(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<ref>\d+)(?<type>AN|ID|DT|TM|R|B|N\d)(?<min>\d+)/(?<max>\d+)(?<m>M)?(\*(?<n>\d+))?$")]
    private static partial Regex ElementPattern();

    [GeneratedRegex(@"^(?<id>C\d{3})(\((?<parts>[^)]*)\))?(?<m>M)?(\*(?<n>\d+))?$")]
    private static partial Regex CompositePattern();
}
