using System.Buffers;
using System.Text.Json;
using Orderly.Engine.Feel;

namespace Orderly.Runtime.Projection;

/// <summary>What stands in a message's sealed body.</summary>
internal sealed record MessageBody(short Facility, FeelContext Variables)
{
    public byte[] ToBytes()
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("facility", Facility);
            json.WritePropertyName("variables");
            FeelJson.Write(json, Variables);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <exception cref="JsonException">Not a message's body.</exception>
    public static MessageBody Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        if (FeelJson.Read(ref reader) is not FeelContext read || read["variables"] is not FeelContext variables
            || read["facility"] is not FeelNumber facility || !facility.TryToInt64(out var number))
            throw new JsonException("Expected a message's body with facility and variables, but it is something else");
        return new MessageBody((short)number, variables);
    }
}
