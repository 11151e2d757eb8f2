using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orderly.Engine.Ids;

/// <summary>Writes a typed id as the 36-character text of its UUID.</summary>
public sealed class GuidIdConverter<TId> : JsonConverter<TId> where TId : struct, IGuidId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TId.From(reader.GetGuid());

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
