using System.Text.Json;

namespace Orderly.Engine.Process;

/// <summary>Events as the journal keeps them: a JSON array of objects, the kind under <c>e</c>.</summary>
public static class EventJson
{
    public static byte[] Write(IReadOnlyList<Event> events) => JsonSerializer.SerializeToUtf8Bytes(events, EngineJson.Compact.IReadOnlyListEvent);

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<Event> events) => JsonSerializer.Serialize(writer, events, EngineJson.Compact.IReadOnlyListEvent);

    /// <exception cref="JsonException">Not an array of known events.</exception>
    public static IReadOnlyList<Event> Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, EngineJson.Compact.IReadOnlyListEvent) ?? throw new JsonException("Expected an array of events, but found null");
}
