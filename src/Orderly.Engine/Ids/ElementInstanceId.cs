using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orderly.Engine.Ids;

/// <summary>
/// One activation of an element, counted from 1 inside its instance; 1 is the process itself. Local on purpose: it never
/// leaves its instance without the instance's id, and a small integer keeps trees of 100,000 activations cheap.
/// </summary>
[JsonConverter(typeof(ElementInstanceIdConverter))]
public readonly record struct ElementInstanceId(int Value) : IComparable<ElementInstanceId>
{
    public static readonly ElementInstanceId Root = new(1);

    public int CompareTo(ElementInstanceId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    public static bool operator <(ElementInstanceId left, ElementInstanceId right) => left.Value < right.Value;

    public static bool operator >(ElementInstanceId left, ElementInstanceId right) => left.Value > right.Value;

    public static bool operator <=(ElementInstanceId left, ElementInstanceId right) => left.Value <= right.Value;

    public static bool operator >=(ElementInstanceId left, ElementInstanceId right) => left.Value >= right.Value;
}

/// <summary>Writes the number.</summary>
public sealed class ElementInstanceIdConverter : JsonConverter<ElementInstanceId>
{
    public override ElementInstanceId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt32());

    public override void Write(Utf8JsonWriter writer, ElementInstanceId value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}
