using System.Buffers;
using System.Text;
using System.Text.Json;
using Orderly.Engine.Feel;

namespace Orderly.Connectors.Expressions;

/// <summary>FEEL values as JSON texts: exact towards the runtime, plain towards the outside.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>In the form that keeps dates and durations what they are.</summary>
    /// <exception cref="TemplateException">The value holds a function.</exception>
    public static string Exact(FeelValue value) => Write(value, FeelJson.Write);

    /// <summary>In the form that others read: dates and durations as text.</summary>
    /// <inheritdoc cref="Exact"/>
    public static string Plain(FeelValue value) => Write(value, FeelJson.ToPlain);

    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static FeelValue ReadExact(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = Strict.MaxDepth });
        return FeelJson.Read(ref reader);
    }

    /// <exception cref="JsonException">The bytes are no JSON, are nested deeper than 64, or repeat a name.</exception>
    public static FeelValue ReadPlain(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8, Strict);
        return FeelJson.FromPlain(document.RootElement);
    }

    private static string Write(FeelValue value, Action<Utf8JsonWriter, FeelValue> write)
    {
        if (!FeelJson.CanWrite(value))
            throw new TemplateException("Expected a value that JSON can hold, but there is a function in it");
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            write(writer, value);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
