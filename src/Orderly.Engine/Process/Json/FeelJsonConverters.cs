using System.Text.Json;
using System.Text.Json.Serialization;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Process;

/// <summary>Values inside events and snapshots, exactly as <see cref="FeelJson"/> writes them.</summary>
internal sealed class FeelValueConverter : JsonConverter<FeelValue>
{
    public override bool HandleNull => true;

    public override FeelValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => FeelJson.Read(ref reader);

    /// <summary>A repetition that has given nothing yet is written as null, too.</summary>
    public override void Write(Utf8JsonWriter writer, FeelValue? value, JsonSerializerOptions options) => FeelJson.Write(writer, value ?? FeelValue.Null);
}

internal sealed class FeelContextConverter : JsonConverter<FeelContext>
{
    public override FeelContext Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FeelJson.Read(ref reader) as FeelContext ?? throw new JsonException("Expected a context, but found another value");

    public override void Write(Utf8JsonWriter writer, FeelContext value, JsonSerializerOptions options) => FeelJson.Write(writer, value);
}

internal sealed class FeelListConverter : JsonConverter<FeelList>
{
    public override FeelList Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FeelJson.Read(ref reader) as FeelList ?? throw new JsonException("Expected a list, but found another value");

    public override void Write(Utf8JsonWriter writer, FeelList value, JsonSerializerOptions options) => FeelJson.Write(writer, value);
}
