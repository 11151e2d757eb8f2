using System.Collections.Frozen;
using System.Text;

namespace Orderly.Engine.Feel.Functions;

/// <summary>
/// Case as XPath's functions change it: by Unicode's full mapping for the letters of the Latin and Armenian scripts that become two or three,
/// and with the Greek sigma at the end of a word. The platform maps one letter to one only.
/// </summary>
internal static class LetterCase
{
    private const char Sigma = 'Σ';
    private const char FinalSigma = 'ς';

    private static readonly FrozenDictionary<char, string> Grown = new Dictionary<char, string>
    {
        ['\u00DF'] = "SS",
        ['\u0149'] = "\u02BCN",
        ['\u01F0'] = "J\u030C",
        ['\u0587'] = "\u0535\u0552",
        ['\u1E96'] = "H\u0331",
        ['\u1E97'] = "T\u0308",
        ['\u1E98'] = "W\u030A",
        ['\u1E99'] = "Y\u030A",
        ['\u1E9A'] = "A\u02BE",
        ['\uFB00'] = "FF",
        ['\uFB01'] = "FI",
        ['\uFB02'] = "FL",
        ['\uFB03'] = "FFI",
        ['\uFB04'] = "FFL",
        ['\uFB05'] = "ST",
        ['\uFB06'] = "ST",
    }.ToFrozenDictionary();

    public static string Upper(string text)
    {
        var upper = text.ToUpperInvariant();
        if (!upper.Any(Grown.ContainsKey))
            return upper;
        var grown = new StringBuilder(upper.Length + 8);
        foreach (var c in upper)
            _ = Grown.TryGetValue(c, out var letters) ? grown.Append(letters) : grown.Append(c);
        return grown.ToString();
    }

    public static string Lower(string text)
    {
        var lower = text.ToLowerInvariant();
        if (!text.Contains(Sigma, StringComparison.Ordinal))
            return lower;
        var letters = lower.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            if (text[i] == Sigma && i > 0 && char.IsLetter(letters[i - 1]) && (i + 1 == letters.Length || !char.IsLetter(letters[i + 1])))
                letters[i] = FinalSigma;
        }
        return new string(letters);
    }
}
