using System.Globalization;

namespace Orderly.Formats.X12.CodeLists;

/// <summary>One code while it was in force. <paramref name="Category"/> is the hospital's own word, such as AUTH or CODING.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null while it goes on.</param>
public sealed record CodeEntry(string Code, DateOnly From, DateOnly? To, string Category);

/// <summary>
/// A list of codes with the days on which each was in force. Lists are the customer's to load: the product ships none and keeps no
/// texts of others. A line is <c>code,from,to,category</c> with dates YYYY-MM-DD; <c>to</c> may be empty; the first line names the columns.
/// </summary>
public sealed class CodeList
{
    public const string Columns = "code,from,to,category";
    private readonly ILookup<string, CodeEntry> entries;

    private CodeList(IEnumerable<CodeEntry> entries) => this.entries = entries.ToLookup(entry => entry.Code, StringComparer.Ordinal);

    /// <summary>The entry in force on that day; null when there is none.</summary>
    public CodeEntry? On(string code, DateOnly day) => entries[code].FirstOrDefault(entry => entry.From <= day && (entry.To is null || day <= entry.To));

    /// <exception cref="FormatException">A line is not of the form, or a code is in force twice on a day; the message names the line.</exception>
    public static CodeList Import(TextReader reader)
    {
        if (reader.ReadLine()?.Trim() is var head && head != Columns) throw new FormatException($"Expected the columns {Columns} in line 1, but found others.");
        var read = new List<CodeEntry>();
        for (var number = 2; reader.ReadLine() is { } line; number++)
            if (line.Trim().Length > 0) read.Add(Entry(line, number));
        foreach (var code in read.GroupBy(entry => entry.Code, StringComparer.Ordinal))
        {
            var ordered = code.OrderBy(entry => entry.From).ToList();
            for (var i = 1; i < ordered.Count; i++)
                if (ordered[i - 1].To is not { } end || end >= ordered[i].From) throw new FormatException($"Expected code {code.Key} in force once on a day, but its entries from {ordered[i - 1].From:yyyy-MM-dd} and {ordered[i].From:yyyy-MM-dd} overlap.");
        }
        return new CodeList(read);
    }

    private static CodeEntry Entry(string line, int number)
    {
        var parts = line.Split(',');
        if (parts.Length != 4 || parts[0].Trim().Length == 0) throw new FormatException($"Expected code, from, to and category in line {number}, but found {parts.Length} columns or no code.");
        var from = Day(parts[1], number);
        DateOnly? to = parts[2].Trim().Length == 0 ? null : Day(parts[2], number);
        if (to < from) throw new FormatException($"Expected the last day not before the first in line {number}, but it is.");
        return new CodeEntry(parts[0].Trim(), from, to, parts[3].Trim());
    }

    private static DateOnly Day(string text, int number) =>
        DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new FormatException($"Expected a date YYYY-MM-DD in line {number}, but found {text.Trim()}.");
}
