using System.Text;
using Orderly.Engine.Feel.Evaluate;
using Orderly.Engine.Feel.Functions;

namespace Orderly.Engine.Feel.Syntax;

/// <summary>Reads names, knowing which are in scope at this place of the text, and remembers which were free.</summary>
internal sealed class NameReader(Cursor cursor, ParseNames known)
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "and", "or", "between", "in", "instance", "satisfies", "return", "then", "else",
    };

    private static readonly HashSet<string> Reserved = new(Keywords, StringComparer.Ordinal)
    {
        "if", "for", "some", "every", "function", "true", "false", "null", "of",
    };

    private readonly NameTable members = new(Properties.Names);
    private readonly List<NameTable?> scopes = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly List<string> references = [];

    public IReadOnlyCollection<string> References => references;

    public int InputMentions { get; private set; }

    public void Enter(params IEnumerable<string> names) => scopes.Add(new NameTable(names));

    /// <summary>Inside a filter the entries of the items are names too.</summary>
    public void EnterFilter() => scopes.Add(null);

    public void Leave() => scopes.RemoveAt(scopes.Count - 1);

    /// <summary>Adds names to the innermost scope.</summary>
    public void Declare(string name) => scopes[^1]!.Add(name);

    /// <summary>Remembers an entry's name, so that it is recognised after a dot.</summary>
    public void DeclareMember(string name) => members.Add(name);

    public NameNode? TryName()
    {
        cursor.SkipSpace();
        var at = cursor.At;
        if (cursor.Next == '?')
        {
            cursor.At++;
            InputMentions++;
            return new NameNode(at, Scope.Input);
        }
        if (at >= cursor.Text.Length || !Cursor.IsNameStart(cursor.Text, at))
            return null;
        var (name, end, isLocal) = Longest(at);
        var words = Words(at, out var wordsEnd);
        if (name is not null && !isLocal && known.Variables is null && wordsEnd > end && !Follows(end, '('))
            name = null;
        if (name is null)
        {
            if (Reserved.Contains(cursor.Word.ToString()))
                return null;
            (name, end) = (words, wordsEnd);
        }
        cursor.At = end;
        if (!isLocal && BuiltIns.Find(name) is null && seen.Add(name))
            references.Add(name);
        return new NameNode(at, name);
    }

    /// <summary>The name after a dot.</summary>
    public string Member()
    {
        cursor.SkipSpace();
        var at = cursor.At;
        var best = (Name: "", End: at);
        foreach (var table in (NameTable[])[known.Members, members])
        {
            if (table.Match(cursor, at, out var name, out var end) && end > best.End)
                best = (name, end);
        }
        if (best.End == at && at < cursor.Text.Length && Cursor.IsNameStart(cursor.Text, at))
            best = (Words(at, out var end), end);
        if (best.End == at)
            throw cursor.Failure("a name after '.'");
        cursor.At = best.End;
        return best.Name;
    }

    /// <summary>A name being introduced: of a parameter, an iterator or a context entry, up to one of the stops.</summary>
    public string NewName(string stops, string? stopWord = null)
    {
        cursor.SkipSpace();
        var start = cursor.At;
        var at = start;
        var end = start;
        while ((at = cursor.SkipSpace(at)) < cursor.Text.Length && !stops.Contains(cursor.Text[at], StringComparison.Ordinal))
        {
            var wordEnd = cursor.WordEnd(at);
            if (wordEnd > at && stopWord is not null && cursor.Text.AsSpan(at, wordEnd - at).SequenceEqual(stopWord))
                break;
            if (wordEnd == at && !IsNameSymbol(cursor.Text[at]))
                break;
            at = end = Math.Max(wordEnd, at + 1);
        }
        if (end == start || !Cursor.IsNameStart(cursor.Text, start))
            throw cursor.Failure("a name");
        cursor.At = end;
        return NameTable.Normalize(cursor.Text[start..end]);
    }

    /// <summary>Reads <c>name:</c> of a named argument; leaves the text alone when there is none.</summary>
    public bool TryArgumentName(out string name)
    {
        name = "";
        cursor.SkipSpace();
        var start = cursor.At;
        var at = start;
        while ((at = cursor.SkipSpace(at)) < cursor.Text.Length)
        {
            if (cursor.Text[at] == ':' && at > start)
            {
                name = NameTable.Normalize(cursor.Text[start..at]);
                cursor.At = at + 1;
                return true;
            }
            var wordEnd = cursor.WordEnd(at);
            if (wordEnd == at && (at == start || !IsNameSymbol(cursor.Text[at])))
                return false;
            at = Math.Max(wordEnd, at + 1);
        }
        return false;
    }

    private static bool IsNameSymbol(char c) => c is '.' or '/' or '-' or '\'' or '’' or '+' or '*';

    private (string? Name, int End, bool IsLocal) Longest(int at)
    {
        (string? Name, int End, bool IsLocal) best = (null, at, false);
        for (var i = scopes.Count - 1; i >= 0; i--)
            Consider(scopes[i], isLocal: true);
        if (scopes.Contains(null))
        {
            Consider(known.Members, isLocal: false);
            Consider(members, isLocal: false);
        }
        Consider(known.Variables, isLocal: false);
        Consider(BuiltIns.Names, isLocal: false);
        // A word that only looks like a name: "if", "for", "true" and their like, unless a longer name begins with it.
        if (best.Name is not null && best.End == cursor.WordEnd(at) && Reserved.Contains(best.Name))
            best = (null, at, false);
        return best;

        void Consider(NameTable? table, bool isLocal)
        {
            if (table is not null && table.Match(cursor, at, out var name, out var end) && end > best.End)
                best = (name, end, isLocal);
        }
    }

    private bool Follows(int at, char sign)
    {
        at = cursor.SkipSpace(at);
        return at < cursor.Text.Length && cursor.Text[at] == sign;
    }

    /// <summary>Adjacent words that are no keywords: the best guess at a name that nobody declared.</summary>
    private string Words(int at, out int end)
    {
        var name = new StringBuilder();
        end = at;
        while (at < cursor.Text.Length && (name.Length == 0 ? Cursor.IsNameStart(cursor.Text, at) : Cursor.IsNamePart(cursor.Text, at, out _)))
        {
            var wordEnd = cursor.WordEnd(at);
            var word = cursor.Text[at..wordEnd];
            if (name.Length > 0 && Keywords.Contains(word))
                break;
            name.Append(name.Length == 0 ? "" : " ").Append(word);
            end = wordEnd;
            at = cursor.SkipSpace(wordEnd);
        }
        return name.ToString();
    }
}
