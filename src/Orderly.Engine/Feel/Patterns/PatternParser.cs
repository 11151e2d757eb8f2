using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Orderly.Engine.Feel.Patterns;

/// <summary>Reads a regular expression as XPath and XQuery Functions 3.1, 5.6.1 defines it on top of XML Schema's.</summary>
internal sealed class PatternParser
{
    private const int MaxDepth = 100;
    private const int MaxRepeat = 10_000;
    private readonly string text;
    private readonly PatternFlags flags;
    private readonly HashSet<int> closed = [];
    private int at;
    private int depth;

    private PatternParser(string text, PatternFlags flags) => (this.text, this.flags) = (flags is { IgnoresSpace: true, IsLiteral: false } ? WithoutSpace(text) : text, flags);

    private int Groups { get; set; }

    /// <exception cref="PatternFault">The text is no pattern.</exception>
    public static (PatternNode Root, int Groups) Parse(string text, PatternFlags flags)
    {
        var parser = new PatternParser(text, flags);
        if (flags.IsLiteral)
            return (new SequencePattern([.. text.EnumerateRunes().Select(rune => new ClassPattern(CharacterClass.Of(rune.Value, flags.IgnoresCase)))]), 0);
        var root = parser.Choice();
        if (parser.at < parser.text.Length)
            throw new PatternFault($"'{parser.text[parser.at]}' has no counterpart");
        return (root, parser.Groups);
    }

    /// <summary>Under flag x, space outside classes is taken out before anything else is read, even after a backslash.</summary>
    private static string WithoutSpace(string pattern)
    {
        var text = new StringBuilder(pattern.Length);
        var classes = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length && pattern[i + 1] is '[' or ']' or '\\')
            {
                text.Append(c).Append(pattern[++i]);
                continue;
            }
            classes += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (classes > 0 || c is not (' ' or '\t' or '\n' or '\r'))
                text.Append(c);
        }
        return text.ToString();
    }

    private PatternNode Choice()
    {
        if (++depth > MaxDepth)
            throw new PatternFault($"it nests deeper than {MaxDepth}");
        var branches = ImmutableArray.CreateBuilder<PatternNode>();
        do
        {
            branches.Add(Sequence());
        }
        while (Try('|'));
        depth--;
        return branches.Count == 1 ? branches[0] : new ChoicePattern(branches.ToImmutable());
    }

    private SequencePattern Sequence()
    {
        var parts = ImmutableArray.CreateBuilder<PatternNode>();
        while (at < text.Length && text[at] is not ('|' or ')'))
            parts.Add(Quantified(Atom()));
        return new SequencePattern(parts.ToImmutable());
    }

    private PatternNode Quantified(PatternNode atom)
    {
        if (at >= text.Length || text[at] is not ('?' or '*' or '+' or '{'))
            return atom;
        var (min, max) = text[at++] switch
        {
            '?' => (0, 1),
            '*' => (0, (int?)null),
            '+' => (1, null),
            _ => Braces(),
        };
        return new RepeatPattern(atom, min, max, Try('?'));
    }

    private (int Min, int? Max) Braces()
    {
        var close = text.IndexOf('}', at);
        var parts = close < 0 ? [] : text[at..close].Split(',');
        int min = 0, max = 0;
        var isRead = parts.Length is 1 or 2 && Count(parts[0], out min) && (parts.Length == 1 || parts[1].Length == 0 || Count(parts[1], out max));
        if (!isRead || (parts.Length == 2 && parts[1].Length > 0 && max < min))
            throw new PatternFault("'{' must be followed by a count, as in {2} or {2,5}");
        at = close + 1;
        return (min, parts.Length == 1 ? min : parts[1].Length == 0 ? null : max);
    }

    private static bool Count(string digits, out int count)
    {
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out count))
            return false;
        return count <= MaxRepeat ? true : throw new PatternFault($"it repeats more than {MaxRepeat} times");
    }

    private PatternNode Atom()
    {
        switch (text[at])
        {
            case '(':
                return Group();
            case '[':
                at++;
                return new ClassPattern(Class());
            case '.':
                at++;
                var all = flags.DotMatchesAll;
                return new ClassPattern(CharacterClass.Of(point => all || point is not ('\n' or '\r')));
            case '^':
                at++;
                return new StartPattern();
            case '$':
                at++;
                return new EndPattern();
            case '\\':
                return Escape();
            case '?' or '*' or '+' or '{' or '}' or ']':
                throw new PatternFault($"'{text[at]}' must be escaped or follow something to repeat");
            default:
                return new ClassPattern(CharacterClass.Of(Point(), flags.IgnoresCase));
        }
    }

    private PatternNode Group()
    {
        at++;
        var number = 0;
        if (Try('?'))
        {
            if (!Try(':'))
                throw new PatternFault("'(?' must be followed by ':'");
        }
        else
            number = ++Groups;
        var inner = Choice();
        if (!Try(')'))
            throw new PatternFault("a '(' is not closed");
        if (number == 0)
            return inner;
        closed.Add(number);
        return new GroupPattern(number, inner);
    }

    private PatternNode Escape()
    {
        if (at + 1 < text.Length && text[at + 1] is >= '1' and <= '9')
        {
            at++;
            var number = text[at++] - '0';
            while (at < text.Length && char.IsAsciiDigit(text[at]) && (number * 10) + text[at] - '0' <= Groups)
                number = (number * 10) + text[at++] - '0';
            if (!closed.Contains(number))
                throw new PatternFault($"'\\{number}' refers to a group that is not complete");
            return new BackReferencePattern(number);
        }
        return new ClassPattern(SetEscape() is { } set
            ? CharacterClass.Of(set)
            : CharacterClass.Of(SingleEscape(), flags.IgnoresCase));
    }

    /// <summary>\d, \p{L} and their like; null where the escape is for one character.</summary>
    private Func<int, bool>? SetEscape()
    {
        if (at + 1 >= text.Length)
            throw new PatternFault("it ends in '\\'");
        var letter = text[at + 1];
        if (CharacterClass.Escape(letter) is { } set)
        {
            at += 2;
            return set;
        }
        if (letter is not ('p' or 'P'))
            return null;
        var close = text.IndexOf('}', at);
        if (close < 0 || text[at + 2] != '{')
            throw new PatternFault($"'\\{letter}' must be followed by a category in braces");
        var name = text[(at + 3)..close];
        var property = CharacterClass.Property(name) ?? throw new PatternFault($"'{name}' is no category or block of Unicode");
        at = close + 1;
        return letter == 'p' ? property : point => !property(point);
    }

    private int SingleEscape()
    {
        var c = text[at + 1];
        at += 2;
        return c switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '\\' or '|' or '.' or '?' or '*' or '+' or '(' or ')' or '{' or '}' or '-' or '[' or ']' or '^' or '$' => c,
            _ => throw new PatternFault($"'\\{c}' is no escape"),
        };
    }

    /// <summary>After '[': the class up to its ']'.</summary>
    private CharacterClass Class()
    {
        if (++depth > MaxDepth)
            throw new PatternFault($"it nests deeper than {MaxDepth}");
        var set = new CharacterClass { IsNegated = Try('^'), IgnoresCase = flags.IgnoresCase };
        var start = at;
        while (at < text.Length && (text[at] != ']' || at == start))
        {
            if (text[at] == '-' && at > start && at + 1 < text.Length && text[at + 1] == '[')
            {
                at += 2;
                set.Less = Class();
                break;
            }
            Item(set);
        }
        if (!Try(']'))
            throw new PatternFault("a '[' is not closed");
        depth--;
        return set;
    }

    private void Item(CharacterClass set)
    {
        if (text[at] == '\\' && SetEscape() is { } property)
        {
            set.Add(property);
            return;
        }
        var first = Single();
        var isRange = at + 1 < text.Length && text[at] == '-' && text[at + 1] is not (']' or '[');
        if (!isRange)
        {
            set.Add(first, first);
            return;
        }
        at++;
        var last = Single();
        if (last < first)
            throw new PatternFault("a range in a class runs backwards");
        set.Add(first, last);
    }

    private int Single()
    {
        if (text[at] is '[' or ']')
            throw new PatternFault($"'{text[at]}' in a class must be escaped");
        if (text[at] != '\\')
            return Point();
        if (at + 1 >= text.Length)
            throw new PatternFault("it ends in '\\'");
        return SingleEscape();
    }

    private int Point()
    {
        if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        {
            at += 2;
            return char.ConvertToUtf32(text[at - 2], text[at - 1]);
        }
        return text[at++];
    }

    private bool Try(char c)
    {
        if (at >= text.Length || text[at] != c)
            return false;
        at++;
        return true;
    }
}
