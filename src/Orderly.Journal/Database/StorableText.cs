using System.Text;

namespace Orderly.Journal.Database;

/// <summary>Text both stores can hold: no NUL, no lone surrogate. Refused alike, so that a store is not chosen by its tolerance.</summary>
internal static class StorableText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Check(string text)
    {
        if (text.Contains('\0')) throw new RowRefusedException("Expected text without NUL, but it has one");
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                throw new RowRefusedException("Expected well-formed text, but it has half a surrogate pair");
            i++;
        }
        return text;
    }

    public static byte[] ToUtf8(string text) => Strict.GetBytes(Check(text));
}
