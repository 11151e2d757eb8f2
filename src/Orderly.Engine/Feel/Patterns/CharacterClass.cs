using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Orderly.Engine.Feel.Patterns;

/// <summary>A set of code points as a pattern writes it: ranges and properties, perhaps negated, perhaps less another set.</summary>
internal sealed class CharacterClass
{
    private readonly List<(int First, int Last)> ranges = [];
    private readonly List<Func<int, bool>> properties = [];

    public bool IsNegated { get; set; }

    public bool IgnoresCase { get; set; }

    public CharacterClass? Less { get; set; }

    public static CharacterClass Of(int point, bool ignoresCase)
    {
        var one = new CharacterClass { IgnoresCase = ignoresCase };
        one.Add(point, point);
        return one;
    }

    public static CharacterClass Of(Func<int, bool> property)
    {
        var one = new CharacterClass();
        one.Add(property);
        return one;
    }

    public void Add(int first, int last) => ranges.Add((first, last));

    public void Add(Func<int, bool> property) => properties.Add(property);

    public bool Contains(int point)
    {
        var holds = Has(point);
        if (!holds && IgnoresCase)
        {
            foreach (var variant in Variants(point))
                holds |= Has(variant);
        }
        return holds != IsNegated && Less?.Contains(point) != true;
    }

    public static bool AreSameLetter(int a, int b) => a == b || Variants(a).Contains(b);

    /// <summary>The multi-character escapes of XML Schema: s, d, w, i, c and their capitals. Null for any other letter.</summary>
    public static Func<int, bool>? Escape(char letter) => letter switch
    {
        's' => IsSpace,
        'd' => static point => Category(point) == UnicodeCategory.DecimalDigitNumber,
        'w' => IsWord,
        'i' => static point => IsLetter(point) || point is '_' or ':',
        'c' => static point => IsLetter(point) || Category(point) == UnicodeCategory.DecimalDigitNumber || point is '_' or ':' or '-' or '.' or 0xB7,
        'S' or 'D' or 'W' or 'I' or 'C' when Escape(char.ToLowerInvariant(letter)) is { } positive => point => !positive(point),
        _ => null,
    };

    /// <summary>A category such as L or Nd, or a block such as IsBasicLatin. Null where there is none of that name.</summary>
    public static Func<int, bool>? Property(string name)
    {
        if (!name.StartsWith("Is", StringComparison.Ordinal))
        {
            var members = Enum.GetValues<UnicodeCategory>().Where(category => Code(category).StartsWith(name, StringComparison.Ordinal)).ToHashSet();
            return name.Length is 1 or 2 && members.Count > 0 ? point => members.Contains(Category(point)) : null;
        }
        try
        {
            // The platform knows the blocks by the same names; it is asked about one character at a time.
            var block = new Regex($@"\A\p{{{name}}}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
            return point => point < 0x10000 && block.IsMatch([(char)point]);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsSpace(int point) => point is ' ' or '\t' or '\n' or '\r';

    private static bool IsLetter(int point) => Code(Category(point))[0] == 'L';

    private static bool IsWord(int point) => Code(Category(point))[0] is not ('P' or 'Z' or 'C');

    private static UnicodeCategory Category(int point) =>
        point is >= 0xD800 and <= 0xDFFF ? UnicodeCategory.Surrogate : Rune.GetUnicodeCategory(new Rune(point));

    private static string Code(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter => "Lu",
        UnicodeCategory.LowercaseLetter => "Ll",
        UnicodeCategory.TitlecaseLetter => "Lt",
        UnicodeCategory.ModifierLetter => "Lm",
        UnicodeCategory.OtherLetter => "Lo",
        UnicodeCategory.NonSpacingMark => "Mn",
        UnicodeCategory.SpacingCombiningMark => "Mc",
        UnicodeCategory.EnclosingMark => "Me",
        UnicodeCategory.DecimalDigitNumber => "Nd",
        UnicodeCategory.LetterNumber => "Nl",
        UnicodeCategory.OtherNumber => "No",
        UnicodeCategory.SpaceSeparator => "Zs",
        UnicodeCategory.LineSeparator => "Zl",
        UnicodeCategory.ParagraphSeparator => "Zp",
        UnicodeCategory.Control => "Cc",
        UnicodeCategory.Format => "Cf",
        UnicodeCategory.Surrogate => "Cs",
        UnicodeCategory.PrivateUse => "Co",
        UnicodeCategory.ConnectorPunctuation => "Pc",
        UnicodeCategory.DashPunctuation => "Pd",
        UnicodeCategory.OpenPunctuation => "Ps",
        UnicodeCategory.ClosePunctuation => "Pe",
        UnicodeCategory.InitialQuotePunctuation => "Pi",
        UnicodeCategory.FinalQuotePunctuation => "Pf",
        UnicodeCategory.OtherPunctuation => "Po",
        UnicodeCategory.MathSymbol => "Sm",
        UnicodeCategory.CurrencySymbol => "Sc",
        UnicodeCategory.ModifierSymbol => "Sk",
        UnicodeCategory.OtherSymbol => "So",
        _ => "Cn",
    };

    private bool Has(int point)
    {
        foreach (var (first, last) in ranges)
        {
            if (point >= first && point <= last)
                return true;
        }
        foreach (var property in properties)
        {
            if (property(point))
                return true;
        }
        return false;
    }

    /// <summary>The other cases of a letter; three letters have a third form that maps one way only.</summary>
    private static IEnumerable<int> Variants(int point)
    {
        if (point is >= 0xD800 and <= 0xDFFF)
            yield break;
        var rune = new Rune(point);
        yield return Rune.ToUpperInvariant(rune).Value;
        yield return Rune.ToLowerInvariant(rune).Value;
        switch (point)
        {
            case 'k' or 'K':
                yield return 0x212A;
                break;
            case 's' or 'S':
                yield return 0x17F;
                break;
            case 0xE5 or 0xC5:
                yield return 0x212B;
                break;
            case 0x212A:
                yield return 'K';
                break;
            case 0x212B:
                yield return 0xC5;
                break;
        }
    }
}
