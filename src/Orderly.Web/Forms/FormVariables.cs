using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orderly.Web.Forms;

/// <summary>What a program answers a form with: held to the same rules as what a person fills in on the page.</summary>
public static class FormVariables
{
    private const int MostShown = 60;

    private static readonly string[] WithOffset =
    [
        "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
    ];

    /// <returns>The variables to complete with, and per key what is wrong; the variables hold only where nothing is.</returns>
    /// <param name="zone">Where the facility's clock stands: a date and time without an offset is its local time.</param>
    public static (JsonObject Variables, IReadOnlyDictionary<string, string> Faults) Read(FormSchema schema, JsonElement? given, TimeZoneInfo zone)
    {
        var values = given is { ValueKind: JsonValueKind.Object } answers ? answers.EnumerateObject().ToLookup(answer => answer.Name, answer => answer.Value) : Enumerable.Empty<JsonElement>().ToLookup(_ => "");
        var fields = schema.Fields.Where(field => field.Key is not null).ToDictionary(field => field.Key!);
        var faults = new Dictionary<string, string>();
        foreach (var answer in values)
        {
            if (!fields.TryGetValue(answer.Key, out var field))
            {
                faults[Shown(answer.Key)] = "Expected a field of the form, but it has none of this name";
            }
            else if (field.IsReadOnly)
            {
                faults[answer.Key] = "Expected no answer, because the form only shows this field, but there is one";
            }
            else if (answer.Count() > 1)
            {
                faults[answer.Key] = "Expected one answer, but there are several";
            }
        }

        var variables = new JsonObject();
        foreach (var (key, field) in fields.Where(field => !field.Value.IsReadOnly && !faults.ContainsKey(field.Key)))
        {
            var (value, fault) = Take(field, values[key].SingleOrDefault(), zone);
            if (fault is not null)
            {
                faults[key] = fault;
            }
            else if (value is not null)
            {
                variables[key] = value;
            }
        }

        return (variables, faults);
    }

    private static (JsonNode? Value, string? Fault) Take(FormField field, JsonElement answer, TimeZoneInfo zone)
    {
        if (field is FormField.Checkbox)
        {
            return TakeTick(field, answer);
        }

        var isEmpty = answer.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null || answer.ValueKind == JsonValueKind.String && answer.GetString()!.Trim().Length == 0;
        if (isEmpty)
        {
            return (null, field.IsRequired ? "Expected an answer, but it is empty" : null);
        }

        if (field is FormField.Number number)
        {
            return answer.ValueKind == JsonValueKind.Number && answer.TryGetDecimal(out var value)
                ? FormAnswers.TakeNumber(number, value)
                : (null, $"Expected a number, but got {Shown(answer)}");
        }

        if (answer.ValueKind != JsonValueKind.String)
        {
            return (null, $"Expected text, but got {Shown(answer)}");
        }

        var text = answer.GetString()!.Trim();
        return field switch
        {
            FormField.TextField one => FormAnswers.TakeText(one, text),
            FormField.Choice one => FormAnswers.TakeChoice(one, text, option => option.Value) is { Fault: null } chosen
                ? chosen
                : FormAnswers.TakeChoice(one, Shown(text), option => option.Value),
            FormField.DateAndTime one => TakeDate(one, text, zone),
            _ => throw new InvalidOperationException($"Expected a field that takes an answer, but it is {field.GetType().Name}"),
        };
    }

    private static (JsonNode? Value, string? Fault) TakeTick(FormField field, JsonElement answer)
    {
        if (answer.ValueKind is not (JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null or JsonValueKind.Undefined))
        {
            return (null, $"Expected true or false, but got {Shown(answer)}");
        }

        var isTicked = answer.ValueKind == JsonValueKind.True;
        return field.IsRequired && !isTicked ? (null, "Expected this to be true, but it is not") : (isTicked, null);
    }

    private static (JsonNode? Value, string? Fault) TakeDate(FormField.DateAndTime field, string text, TimeZoneInfo zone)
    {
        var local = FormAnswers.TakeDate(field, Shown(text), zone);
        return local.Fault is not null && field.Kind == FormDateKind.DateAndTime
            && DateTimeOffset.TryParseExact(text, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? (at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture), null)
            : local;
    }

    private static string Shown(JsonElement answer) => Shown(answer.GetRawText());

    private static string Shown(string text) => text.Length <= MostShown ? text : $"{text[..MostShown]}…";
}
