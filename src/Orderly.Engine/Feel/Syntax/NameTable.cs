using System.Text;

namespace Orderly.Engine.Feel.Syntax;

/// <summary>Names that can be recognised in a text although they contain spaces and operators: longest match wins.</summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, List<Entry>> byFirstPart = new(StringComparer.Ordinal);

    private sealed record Entry(string Name, string[] Parts);

    public NameTable(params IEnumerable<string> names)
    {
        foreach (var name in names)
            Add(name);
    }

    public void Add(string name)
    {
        var parts = Parts(name);
        if (parts.Length == 0)
            return;
        if (!byFirstPart.TryGetValue(parts[0], out var list))
            byFirstPart[parts[0]] = list = [];
        var at = list.FindIndex(entry => entry.Parts.Length <= parts.Length);
        if (!list.Exists(entry => entry.Name == name))
            list.Insert(at < 0 ? list.Count : at, new Entry(name, parts));
    }

    /// <summary>The longest name that stands at the position, and where it ends.</summary>
    public bool Match(Cursor cursor, int at, out string name, out int end)
    {
        name = "";
        end = at;
        if (byFirstPart.Count == 0)
            return false;
        var first = PartEnd(cursor.Text, at);
        if (!byFirstPart.TryGetValue(cursor.Text[at..first], out var list))
            return false;
        foreach (var entry in list)
        {
            if (Matches(cursor, first, entry.Parts, out end))
            {
                name = entry.Name;
                return true;
            }
        }
        return false;
    }

    /// <summary>One space between words, none around operators: how a name is written once it is a name.</summary>
    public static string Normalize(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var part in Parts(name))
        {
            if (text.Length > 0 && IsWord(part) && IsWord(text.ToString(text.Length - 1, 1)))
                text.Append(' ');
            text.Append(part);
        }
        return text.ToString();
    }

    private static bool IsWord(string part) => char.IsLowSurrogate(part[0]) || Cursor.IsNamePart(part, 0, out _);

    private static bool Matches(Cursor cursor, int at, string[] parts, out int end)
    {
        end = at;
        for (var i = 1; i < parts.Length; i++)
        {
            at = cursor.SkipSpace(at);
            if (at >= cursor.Text.Length)
                return false;
            end = PartEnd(cursor.Text, at);
            if (!cursor.Text.AsSpan(at, end - at).SequenceEqual(parts[i]))
                return false;
            at = end;
        }
        return true;
    }

    private static string[] Parts(string name)
    {
        var parts = new List<string>();
        for (var at = 0; at < name.Length;)
        {
            if (Cursor.IsSpace(name[at]))
            {
                at++;
                continue;
            }
            var end = PartEnd(name, at);
            parts.Add(name[at..end]);
            at = end;
        }
        return [.. parts];
    }

    private static int PartEnd(string text, int at)
    {
        var end = at;
        while (end < text.Length && Cursor.IsNamePart(text, end, out var length))
            end += length;
        return end == at ? Math.Min(at + 1, text.Length) : end;
    }
}
