using System.Text.Json;
using Orderly.Engine.Feel.Values;

namespace Orderly.Engine.Feel;

/// <summary>
/// FEEL values as JSON. <see cref="Write"/> and <see cref="Read"/> keep every value exactly: plain JSON where JSON has the type,
/// and <c>{"@feel": "date", "value": "2026-11-23"}</c> where it has not, with <c>"offset": "-05:00"</c> beside it for a date and time in the
/// second of two hours that a clock going back shows. <see cref="ToPlain"/> and <see cref="FromPlain"/> are for the
/// outside, where dates and durations are ISO strings and stay strings when they come back.
/// </summary>
public static class FeelJson
{
    private const string Tag = "@feel";
    private const string Content = "value";
    private const string Offset = "offset";
    private const int MaxDepth = 256;
    private static readonly string[] TextKinds = ["date", "time", "date and time", "days and time duration", "years and months duration"];

    /// <summary>Whether the value can be kept: everything but a function, also inside lists and contexts.</summary>
    public static bool CanWrite(FeelValue value) => value switch
    {
        FeelFunction => false,
        FeelList list => list.Items.All(CanWrite),
        FeelContext context => context.Entries.All(entry => CanWrite(entry.Value)),
        FeelRange range => CanWrite(range.Start) && CanWrite(range.End),
        _ => true,
    };

    /// <exception cref="ArgumentException">The value is or contains a function.</exception>
    public static void Write(Utf8JsonWriter writer, FeelValue value)
    {
        switch (value)
        {
            case FeelList list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case FeelContext context when context.Count > 0 && context.Entries[0].Key == Tag:
                // A context that looks like a tagged value is wrapped, so that it comes back as what it is.
                writer.WriteStartObject();
                writer.WriteString(Tag, "context");
                writer.WritePropertyName(Content);
                Entries(writer, context, Write);
                writer.WriteEndObject();
                break;
            case FeelContext context:
                Entries(writer, context, Write);
                break;
            case FeelRange range:
                writer.WriteStartObject();
                writer.WriteString(Tag, "range");
                writer.WritePropertyName("start");
                Write(writer, range.Start);
                writer.WriteBoolean("startIncluded", range.StartIncluded);
                writer.WritePropertyName("end");
                Write(writer, range.End);
                writer.WriteBoolean("endIncluded", range.EndIncluded);
                writer.WriteEndObject();
                break;
            case FeelDate or FeelTime or FeelDateTime or FeelDayTimeDuration or FeelYearMonthDuration:
                writer.WriteStartObject();
                writer.WriteString(Tag, value.TypeName);
                writer.WriteString(Content, value.ToString());
                if (value is FeelDateTime { RepeatOffset: { } seconds })
                    writer.WriteString(Offset, FeelZone.Offset(seconds).ToString());
                writer.WriteEndObject();
                break;
            default:
                Scalar(writer, value);
                break;
        }
    }

    /// <exception cref="JsonException">The text is not what <see cref="Write"/> writes.</exception>
    public static FeelValue Read(ref Utf8JsonReader reader)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return FromTagged(document.RootElement, 0);
    }

    /// <summary>Values by name, as the API and a file of inputs give them; each as <see cref="Write"/> writes it.</summary>
    /// <param name="inputs">A JSON object.</param>
    /// <param name="what">What one of them is called in a message.</param>
    /// <exception cref="JsonException">The element is no object, or a value in it cannot be read; the message names which.</exception>
    public static FeelContext ReadInputs(JsonElement inputs, string what = "input")
    {
        if (inputs.ValueKind != JsonValueKind.Object)
            throw new JsonException($"Expected {what}s as a JSON object by name, but it is none");
        var context = new FeelContext.Builder();
        foreach (var input in inputs.EnumerateObject())
        {
            try
            {
                context.Set(input.Name, FromTagged(input.Value, 1));
            }
            catch (JsonException unreadable)
            {
                throw new JsonException($"{unreadable.Message}, in the {what} '{Brief.Cut(input.Name)}'", unreadable);
            }
        }
        return context.Build();
    }

    /// <summary>The value for an API: dates, durations and ranges as FEEL's strings, functions as their name.</summary>
    public static void ToPlain(Utf8JsonWriter writer, FeelValue value)
    {
        switch (value)
        {
            case FeelList list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                    ToPlain(writer, item);
                writer.WriteEndArray();
                break;
            case FeelContext context:
                Entries(writer, context, ToPlain);
                break;
            case FeelNull or FeelBoolean or FeelNumber or FeelString:
                Scalar(writer, value);
                break;
            default:
                writer.WriteStringValue(value.ToString());
                break;
        }
    }

    public static JsonElement ToPlain(FeelValue value)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            ToPlain(writer, value);
        var reader = new Utf8JsonReader(buffer.WrittenSpan, new JsonReaderOptions { MaxDepth = 1024 });
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>JSON as it comes from outside: objects become contexts, arrays lists; nothing is guessed from strings.</summary>
    /// <exception cref="JsonException">A number does not fit, or the nesting is deeper than 256.</exception>
    public static FeelValue FromPlain(JsonElement element) => FromPlain(element, 0);

    private static void Entries(Utf8JsonWriter writer, FeelContext context, Action<Utf8JsonWriter, FeelValue> write)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in context.Entries)
        {
            writer.WritePropertyName(name);
            write(writer, value);
        }
        writer.WriteEndObject();
    }

    private static void Scalar(Utf8JsonWriter writer, FeelValue value)
    {
        switch (value)
        {
            case FeelNull:
                writer.WriteNullValue();
                break;
            case FeelBoolean boolean:
                writer.WriteBooleanValue(boolean.Value);
                break;
            case FeelNumber number:
                writer.WriteRawValue(NumberText(number.Value), skipInputValidation: true);
                break;
            case FeelString text:
                writer.WriteStringValue(text.Value);
                break;
            default:
                throw new ArgumentException($"Expected a value that can be kept, but it is a {value.TypeName}", nameof(value));
        }
    }

    /// <summary>Exponents of thousands would otherwise become thousands of zeros.</summary>
    private static string NumberText(Decimal34 value) =>
        value.Exponent is > 0 or < -60 ? $"{value.Coefficient}E{value.Exponent}" : value.ToString();

    private static FeelValue FromPlain(JsonElement element, int depth)
    {
        if (depth > MaxDepth)
            throw new JsonException($"Expected at most {MaxDepth} nested values, but there are more");
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                return FeelValue.Of(element.EnumerateArray().Select(item => FromPlain(item, depth + 1)));
            case JsonValueKind.Object:
                var context = new FeelContext.Builder();
                foreach (var property in element.EnumerateObject())
                    context.Set(property.Name, FromPlain(property.Value, depth + 1));
                return context.Build();
            default:
                return FromScalar(element);
        }
    }

    private static FeelValue FromScalar(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => FeelBoolean.True,
        JsonValueKind.False => FeelBoolean.False,
        JsonValueKind.String => new FeelString(element.GetString()!),
        JsonValueKind.Number => FeelNumber.Parse(element.GetRawText()) ?? throw new JsonException($"Expected a number below {Decimal34.Beyond}, but it is {Brief.Cut(element.GetRawText())}"),
        _ => FeelNull.Instance,
    };

    private static FeelValue FromTagged(JsonElement element, int depth)
    {
        if (depth > MaxDepth)
            throw new JsonException($"Expected at most {MaxDepth} nested values, but there are more");
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                return FeelValue.Of(element.EnumerateArray().Select(item => FromTagged(item, depth + 1)));
            case JsonValueKind.Object when FirstIsTag(element):
                return Tagged(element, depth);
            case JsonValueKind.Object:
                return Entries(element, depth);
            default:
                return FromScalar(element);
        }
    }

    private static bool FirstIsTag(JsonElement element)
    {
        foreach (var property in element.EnumerateObject())
            return property.NameEquals(Tag);
        return false;
    }

    private static FeelContext Entries(JsonElement element, int depth)
    {
        var context = new FeelContext.Builder();
        foreach (var property in element.EnumerateObject())
            context.Set(property.Name, FromTagged(property.Value, depth + 1));
        return context.Build();
    }

    private static JsonElement Member(JsonElement element, string name, params ReadOnlySpan<JsonValueKind> kinds) =>
        element.TryGetProperty(name, out var member) && (kinds.IsEmpty || kinds.Contains(member.ValueKind))
            ? member
            : throw new JsonException($"Expected '{name}' beside '{Tag}'{(kinds.IsEmpty ? "" : $" as {kinds[0].ToString().ToLowerInvariant()}")}, but there is none");

    private static FeelValue Tagged(JsonElement element, int depth)
    {
        var kind = Member(element, Tag, JsonValueKind.String).GetString();
        if (kind == "context")
            return Entries(Member(element, Content, JsonValueKind.Object), depth);
        if (kind == "range")
        {
            return new FeelRange(
                FromTagged(Member(element, "start"), depth + 1), Member(element, "startIncluded", JsonValueKind.True, JsonValueKind.False).GetBoolean(),
                FromTagged(Member(element, "end"), depth + 1), Member(element, "endIncluded", JsonValueKind.True, JsonValueKind.False).GetBoolean());
        }
        if (kind is null || !TextKinds.Contains(kind))
            throw new JsonException($"Expected '{Tag}' as {string.Join(", ", TextKinds.Select(known => $"'{known}'"))}, 'range' or 'context', but it is '{Brief.Cut(kind ?? "")}'");
        var text = Member(element, Content, JsonValueKind.String).GetString()!;
        FeelValue? value = kind switch
        {
            "date" => TemporalText.Date(text),
            "time" => TemporalText.Time(text),
            "date and time" => Repeat(element, TemporalText.DateTime(text)),
            "days and time duration" => TemporalText.Duration(text) as FeelDayTimeDuration,
            _ => TemporalText.Duration(text) as FeelYearMonthDuration,
        };
        return value ?? throw new JsonException($"Expected a {kind}, but it is \"{Brief.Cut(text)}\"");
    }

    private static FeelDateTime? Repeat(JsonElement element, FeelDateTime? at)
    {
        if (at is null || !element.TryGetProperty(Offset, out _))
            return at;
        var text = Member(element, Offset, JsonValueKind.String).GetString()!;
        return at.Time.Zone?.Id is not null && TemporalText.Zone(text, out var zone) && zone?.OffsetSeconds is { } seconds
            ? new FeelDateTime(at.Date, at.Time, seconds)
            : throw new JsonException($"Expected '{Offset}' as an offset such as \"-05:00\" beside a date and time in a named zone, but it is \"{Brief.Cut(text)}\"");
    }
}
