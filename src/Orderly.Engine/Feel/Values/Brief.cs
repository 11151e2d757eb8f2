namespace Orderly.Engine.Feel.Values;

/// <summary>Texts and values as a sentence can carry them: what is long is cut, and says so.</summary>
internal static class Brief
{
    public const int Longest = 80;

    // Plain digits up to here; a number with more of them shows its exponent instead of its zeros.
    private const int LongestDigits = 40;

    public static string Cut(string text, int longest = Longest) => text.Length <= longest ? text
        : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1), "…");

    public static string Number(Decimal34 value) => value.ToString() is { Length: <= LongestDigits } plain ? plain : $"{value.Coefficient}E{value.Exponent}";
}
