using System.Text.Json;

namespace Orderly.Engine.Process;

/// <summary>Events as the journal keeps them: a JSON array of objects, the kind under <c>e</c>.</summary>
public static class EventJson
{
    public static byte[] Write(IReadOnlyList<Event> events) => JsonSerializer.SerializeToUtf8Bytes(events, CompactJson.Context.IReadOnlyListEvent);

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<Event> events) => JsonSerializer.Serialize(writer, events, CompactJson.Context.IReadOnlyListEvent);

    /// <exception cref="JsonException">Not an array of known events.</exception>
    public static IReadOnlyList<Event> Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, CompactJson.Context.IReadOnlyListEvent) ?? throw new JsonException("Expected an array of events, but found null");
}
