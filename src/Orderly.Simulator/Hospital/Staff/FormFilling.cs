using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orderly.Simulator.Hospital.Staff;

/// <summary>
/// Answers a form by reading it: whoever wrote it put the usual answer first, and most people give it. Knows the kinds of fields,
/// no form.
/// </summary>
internal sealed class FormFilling(Random draw, double usual)
{
    /// <param name="schema">form-js JSON.</param>
    /// <param name="now">Hospital time where the facility stands.</param>
    public JsonObject Fill(JsonElement schema, DateTimeOffset now)
    {
        var answers = new JsonObject();
        foreach (var field in Fields(schema))
        {
            if (Answer(field, now) is { } answer)
                answers[field.GetProperty("key").GetString()!] = answer;
        }
        return answers;
    }

    /// <summary>The same answers with one that is asked for left out, as happens in haste; null when nothing is asked for.</summary>
    public static JsonObject? Hasty(JsonElement schema, JsonObject answers)
    {
        var asked = Fields(schema).Where(field => IsRequired(field)).Select(field => field.GetProperty("key").GetString()!).FirstOrDefault(answers.ContainsKey);
        if (asked is null)
            return null;
        var hasty = (JsonObject)answers.DeepClone();
        hasty.Remove(asked);
        return hasty;
    }

    private static IEnumerable<JsonElement> Fields(JsonElement schema) => schema.GetProperty("components").EnumerateArray()
        .Where(field => field.TryGetProperty("key", out _) && !Flag(field, "readonly") && !Flag(field, "disabled"));

    private JsonNode? Answer(JsonElement field, DateTimeOffset now) => field.GetProperty("type").GetString() switch
    {
        "checkbox" => IsRequired(field) || draw.NextDouble() < usual,
        "select" or "radio" => Choose(field),
        "number" => Number(field),
        "textfield" or "textarea" => IsRequired(field) ? Text(field) : null,
        "datetime" => IsRequired(field) ? Date(field, now) : null,
        _ => null,
    };

    private string Choose(JsonElement field)
    {
        var values = field.GetProperty("values").EnumerateArray().Select(value => value.GetProperty("value").GetString()!).ToList();
        return values[draw.NextDouble() < usual ? 0 : draw.Next(values.Count)];
    }

    private static decimal Number(JsonElement field) => Bound(field, "min") is { } least ? least : Bound(field, "max") is { } most ? Math.Min(most, 1) : 1;

    private static string Text(JsonElement field)
    {
        var least = (int)(Bound(field, "minLength") ?? 1);
        var most = (int)(Bound(field, "maxLength") ?? 200);
        var words = "Done as agreed";
        return words.Length > most ? words[..most] : words.PadRight(least, '.');
    }

    private static string Date(JsonElement field, DateTimeOffset now) => field.TryGetProperty("subtype", out var kind) ? kind.GetString() switch
    {
        "date" => now.AddDays(2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "time" => now.AddMinutes(30).ToString("HH:mm", CultureInfo.InvariantCulture),
        _ => now.AddMinutes(30).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
    } : now.AddMinutes(30).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    private static bool IsRequired(JsonElement field) => field.TryGetProperty("validate", out var validate) && Flag(validate, "required");

    private static decimal? Bound(JsonElement field, string name) =>
        field.TryGetProperty("validate", out var validate) && validate.TryGetProperty(name, out var bound) && bound.ValueKind == JsonValueKind.Number ? bound.GetDecimal() : null;

    private static bool Flag(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
