using System.Globalization;
using System.Text;

namespace Orderly.Formats.X12.Structure;

/// <summary>Reads the table of one transaction set; two blanks of indentation are one level.</summary>
internal sealed class LoopTable
{
    private readonly List<string> lines;
    private int at;

    private LoopTable(string name) => lines = [.. TableFile.Lines(name)];

    public static LoopDefinition Read(string name) => new("", new LoopTable(name).Items(0));

    private LoopItem[] Items(int depth)
    {
        var items = new List<LoopItem>();
        while (at < lines.Count && Depth(lines[at]) >= depth)
        {
            var line = lines[at++];
            if (Depth(line) != depth) throw new FormatException($"Expected {depth} levels of indentation in a table of loops, but found: {line}");
            items.Add(line.TrimStart()[0] == '@' ? Loop(line, depth) : Segment(line));
        }
        for (var i = 1; i < items.Count; i++)
            items[i].Order = items[i].Key == items[i - 1].Key && (items[i].Loop is null) == (items[i - 1].Loop is null) ? items[i - 1].Order : i;
        return [.. items];
    }

    private LoopItem Loop(string line, int depth)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var loop = new LoopDefinition(words[0][1..], Items(depth + 1));
        var opener = loop.Items[0];
        return new LoopItem
        {
            Key = opener.Key,
            Id = loop.Id,
            IsRequired = words[1][0] == 'R',
            Max = Max(words[1]),
            Qualifiers = opener.Qualifiers,
            Loop = loop,
        };
    }

    private static LoopItem Segment(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new LoopItem
        {
            Key = SegmentKey.Of(words[0]),
            Id = words[0],
            IsRequired = words[1][0] == 'R',
            Max = Max(words[1]),
            Qualifiers = [.. words.Skip(2).Where(word => word.Contains('=', StringComparison.Ordinal)).Select(word => Values(word, '='))],
            Allowed = [.. words.Skip(2).Where(word => word.Contains('~', StringComparison.Ordinal)).Select(word => Values(word, '~'))],
            RequiredMask = words.Skip(2).Where(word => word[0] == '+').Aggregate(0UL, (mask, word) => mask | (1UL << Int(word[1..]))),
        };
    }

    private static ElementValues Values(string word, char sign)
    {
        var halves = word.Split(sign);
        var place = halves[0].Split('-');
        return new ElementValues(Int(place[0]), place.Length > 1 ? Int(place[1]) : 0, [.. halves[1].Split('|').Select(Encoding.Latin1.GetBytes)]);
    }

    private static int Depth(string line) => (line.Length - line.TrimStart().Length) / 2;

    private static int Max(string word) => word[1..] == "*" ? int.MaxValue : Int(word[1..]);

    private static int Int(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
