using System.Text;
using System.Xml;

namespace Orderly.Engine.Markup;

/// <summary>
/// What is wrong with a text that is no XML, in our own words and without its place, which stands beside it: the platform's sentences speak
/// of its settings, and repeat the place.
/// </summary>
internal static class XmlFault
{
    private const int LongestFound = 30;
    private const string Definition = "Expected a document without a document type definition, but it has one";

    /// <param name="fault">Says where.</param>
    /// <param name="text">The whole document.</param>
    /// <param name="mostCharacters">How many the reader takes.</param>
    /// <returns>The sentence, and the 1-based place.</returns>
    public static (string Message, int Line, int Column) InWords(XmlException fault, string text, int mostCharacters)
    {
        // Of a document type definition the reader may not say where it is.
        if (fault.LineNumber > 0 || text.IndexOf("<!DOCTYPE", StringComparison.Ordinal) is not (>= 0 and var at))
            return (Sentence(fault, text, mostCharacters), fault.LineNumber, fault.LinePosition);
        return (Definition, 1 + text.AsSpan(0, at).Count('\n'), at - text.LastIndexOf('\n', at));
    }

    private static string Sentence(XmlException fault, string text, int mostCharacters)
    {
        if (fault is NestingFault)
            return fault.Message;
        if (text.Length > mostCharacters)
            return $"Expected a document of at most {mostCharacters} characters, but there are {text.Length}";
        if (string.IsNullOrWhiteSpace(text))
            return "Expected an XML document, but it is empty";
        if (text.TrimStart()[0] != '<')
            return $"Expected an XML document, but it begins with '{Snippet(text.TrimStart())}'";
        var at = Offset(text, fault.LineNumber, fault.LinePosition);
        var near = text[Math.Max(0, at - 12)..Math.Min(text.Length, at + 10)];
        if (near.Contains("<!DOCTYPE", StringComparison.Ordinal))
            return Definition;
        if (at < text.IndexOf("?>", StringComparison.Ordinal) && text.StartsWith("<?xml", StringComparison.Ordinal))
            return $"Expected an XML declaration that is true of the document, but found '{Snippet(text[at..])}'";
        if (at >= text.TrimEnd().Length)
            return "Expected each element to be closed, but the document ended";
        var found = text[Start(text, at)..];
        if (found.StartsWith("</", StringComparison.Ordinal))
            return $"Expected the end of the element that is open, but found '{Snippet(found)}'";
        return found[0] == '&'
            ? $"Expected one of XML's own entities, such as '&lt;' or '&amp;', but found '{Snippet(found)}'"
            : $"Expected well-formed XML, but '{Snippet(found)}' cannot stand there";
    }

    /// <summary>The document's text, by its byte order mark or as UTF-8.</summary>
    public static string Decode(ReadOnlyMemory<byte> bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes.ToArray(), writable: false), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    private static int Offset(string text, int line, int column)
    {
        var at = 0;
        for (; line > 1 && text.IndexOf('\n', at) is var end and >= 0; line--)
            at = end + 1;
        return Math.Min(text.Length, at + Math.Max(0, column - 1));
    }

    /// <summary>The reader stops behind what opens a tag or an entity; it is clearer with it.</summary>
    private static int Start(string text, int at) => at switch
    {
        > 1 when text[at - 1] == '/' && text[at - 2] == '<' => at - 2,
        > 0 when text[at - 1] is '<' or '&' => at - 1,
        _ => at,
    };

    private static string Snippet(string text)
    {
        var end = text.AsSpan().IndexOfAny(" \r\n\t");
        var first = text[0] == '<' && text.IndexOf('>', StringComparison.Ordinal) is var close and >= 0 && (end < 0 || close < end) ? text[..(close + 1)] : end > 0 ? text[..end] : text;
        return Feel.Values.Brief.Cut(first, LongestFound);
    }
}

/// <summary>Elements nest deeper than allowed. The message is without the place that the platform would add.</summary>
internal sealed class NestingFault(int depth, int line, int column) : XmlException("", null, line, column)
{
    public override string Message => $"Expected at most {depth} nested elements, but there are more";
}
