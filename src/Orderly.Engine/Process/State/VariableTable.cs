using System.Text.Json;
using System.Text.Json.Serialization;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Process;

/// <summary>The variables of one scope, by name.</summary>
[JsonConverter(typeof(VariableTableConverter))]
public sealed class VariableTable
{
    private readonly Dictionary<string, FeelValue> values = new(StringComparer.Ordinal);

    public int Count => values.Count;

    public IEnumerable<string> Names => values.Keys;

    public bool TryGet(string name, out FeelValue value)
    {
        if (values.TryGetValue(name, out var found))
        {
            value = found;
            return true;
        }
        value = FeelValue.Null;
        return false;
    }

    public bool Contains(string name) => values.ContainsKey(name);

    public FeelContext ToContext() => FeelContext.Of(values);

    internal void Set(string name, FeelValue value) => values[name] = value;

    internal IEnumerable<KeyValuePair<string, FeelValue>> Sorted() => values.OrderBy(entry => entry.Key, StringComparer.Ordinal);
}

internal sealed class VariableTableConverter : JsonConverter<VariableTable>
{
    public override VariableTable Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var table = new VariableTable();
        if (FeelJson.Read(ref reader) is not FeelContext context)
            throw new JsonException("Expected an object of variables, but found another value");
        foreach (var (name, value) in context.Entries)
            table.Set(name, value);
        return table;
    }

    public override void Write(Utf8JsonWriter writer, VariableTable value, JsonSerializerOptions options) =>
        FeelJson.Write(writer, FeelContext.Of(value.Sorted()));
}
