using System.Globalization;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Feel.Syntax;

/// <summary>
/// A position in a FEEL text. FEEL cannot be cut into tokens beforehand, because where a name ends depends on the names in
/// scope; so the parser asks at each place for what it expects there.
/// </summary>
internal sealed class Cursor(string text)
{
    private const int LongestFound = 40;

    public string Text { get; } = text;

    public int At { get; set; }

    public bool AtEnd
    {
        get
        {
            SkipSpace();
            return At >= Text.Length;
        }
    }

    /// <summary>The next character that is neither space nor comment, or NUL at the end.</summary>
    public char Next
    {
        get
        {
            SkipSpace();
            return At < Text.Length ? Text[At] : '\0';
        }
    }

    public char Following => At + 1 < Text.Length ? Text[At + 1] : '\0';

    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is '\u0085' or '\uFEFF' or '\u200B' or '\u180E';

    public void SkipSpace() => At = SkipSpace(At);

    public int SkipSpace(int at)
    {
        while (at < Text.Length)
        {
            if (IsSpace(Text[at]))
                at++;
            else if (Starts(at, "//"))
                at = Text.IndexOfAny(['\n', '\r'], at) is var end and >= 0 ? end : Text.Length;
            else if (Starts(at, "/*"))
                at = Text.IndexOf("*/", at + 2, StringComparison.Ordinal) is var close and >= 0 ? close + 2 : throw Failure("the comment to end with '*/'", at);
            else
                break;
        }
        return at;
    }

    public bool Try(string sign)
    {
        SkipSpace();
        if (!Starts(At, sign))
            return false;
        At += sign.Length;
        return true;
    }

    public void Expect(string sign)
    {
        if (!Try(sign))
            throw Failure($"'{sign}'");
    }

    /// <summary>The whole word at the position, or empty.</summary>
    public ReadOnlySpan<char> Word
    {
        get
        {
            SkipSpace();
            return Text.AsSpan(At, WordEnd(At) - At);
        }
    }

    public bool TryKeyword(string word)
    {
        if (!Word.SequenceEqual(word))
            return false;
        At += word.Length;
        return true;
    }

    public void ExpectKeyword(string word)
    {
        if (!TryKeyword(word))
            throw Failure($"'{word}'");
    }

    public int WordEnd(int at)
    {
        while (at < Text.Length && IsNamePart(Text, at, out var length))
            at += length;
        return at;
    }

    public static bool IsNameStart(string text, int at) => IsNamePart(text, at, out _) && !char.IsAsciiDigit(text[at]);

    public static bool IsNamePart(string text, int at, out int length)
    {
        var c = text[at];
        length = 1;
        if (c < 128)
            return char.IsAsciiLetterOrDigit(c) || c == '_';
        if (char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        {
            length = 2;
            return true;
        }
        return c switch
        {
            '\u00B7' or (>= '\u00C0' and not '\u00D7' and not '\u00F7' and <= '\u037D') or (>= '\u037F' and <= '\u1FFF' and not '\u180E') => !IsSpace(c),
            '\u200C' or '\u200D' or '\u203F' or '\u2040' or (>= '\u2070' and <= '\u218F') or (>= '\u2C00' and <= '\u2FEF') => true,
            (>= '\u3001' and <= '\uD7FF') or (>= '\uF900' and <= '\uFDCF') or (>= '\uFDF0' and <= '\uFFFD' and not '\uFEFF') => true,
            _ => false,
        };
    }

    /// <param name="expected">What should stand there.</param>
    /// <param name="at">Where; the cursor's place where null.</param>
    /// <param name="count">How much of the text was found; a word where 0.</param>
    public SyntaxFailure Failure(string expected, int? at = null, int count = 0)
    {
        var position = at ?? Math.Min(At, Text.Length);
        string found;
        if (position >= Text.Length)
            found = "the text ended";
        else
        {
            var end = WordEnd(position);
            var length = count > 0 ? count : end > position ? end - position : char.IsHighSurrogate(Text[position]) && position + 1 < Text.Length ? 2 : 1;
            found = $"found '{Brief.Cut(Text.Substring(position, length), LongestFound)}'";
        }
        return new SyntaxFailure(new FeelIssue(FeelIssueCode.Syntax, string.Create(CultureInfo.InvariantCulture, $"Expected {expected}, but {found} at {position + 1}"), position));
    }

    private bool Starts(int at, string sign) => string.CompareOrdinal(Text, at, sign, 0, sign.Length) == 0;
}

/// <summary>Leaves the parser at the first text it cannot read; never leaves <see cref="FeelExpression.Parse(string, FeelGrammar, IEnumerable{string}?)"/>.</summary>
internal sealed class SyntaxFailure(FeelIssue issue) : Exception(issue.Message)
{
    public FeelIssue Issue { get; } = issue;
}
