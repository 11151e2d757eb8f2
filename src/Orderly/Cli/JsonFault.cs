using System.Text;
using System.Text.Json;

namespace Orderly.Cli;

/// <summary>What is wrong with a text that is no JSON, in our own words: the platform counts lines from 0 and columns in bytes.</summary>
internal static class JsonFault
{
    private const int LongestFound = 20;

    /// <summary>The end of a sentence "Expected …, but …".</summary>
    /// <param name="fault">The platform's, with a place; or one of ours, which is a sentence and has none.</param>
    /// <param name="text">The whole text.</param>
    public static string InWords(JsonException fault, string text)
    {
        if (fault.LineNumber is not { } line || fault.BytePositionInLine is not { } bytes)
            return IsDuplicate(text) ? "a name is in it twice" : $"it does not read: {fault.Message}";
        if (string.IsNullOrWhiteSpace(text)) return "it is empty";
        var lines = text.Split('\n');
        var here = lines[Math.Min(line, lines.Length - 1)];
        var column = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(here).AsSpan(0, (int)Math.Min(bytes, Encoding.UTF8.GetByteCount(here)))).Length;
        var place = $"line {line + 1}, column {column + 1}";
        return column >= here.TrimEnd().Length && line >= lines.Length - 1
            ? $"it ends too early at {place}"
            : $"it is no JSON at {place}, before '{Cut(here[column..].TrimEnd())}'";
    }

    public static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };

    private static bool IsDuplicate(string text)
    {
        try
        {
            using var twice = JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return false;
        }
        try
        {
            using var once = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private static string Cut(string text) => text.Length <= LongestFound ? text : string.Concat(text.AsSpan(0, LongestFound - 1), "…");
}
