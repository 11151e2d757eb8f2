using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Orderly.Web.Forms;

/// <summary>
/// What a person filled in: either the variables to complete the task with, or per field what is wrong. The text that
/// was typed is kept as typed, so that a refused form comes back with it.
/// </summary>
public sealed class FormAnswers
{
    /// <summary>Prefix of every posted field, so that a key can never collide with the page's own fields.</summary>
    public const string Prefix = "form.";

    private const int MaxTextLength = 10_000;

    private readonly Dictionary<string, string?> typed;
    private readonly Dictionary<string, string> faults = [];

    private FormAnswers(Dictionary<string, string?> typed)
    {
        this.typed = typed;
    }

    public static FormAnswers None { get; } = new([]);

    public JsonObject Variables { get; } = [];

    public IReadOnlyDictionary<string, string> Faults => faults;

    /// <summary>The text of a field: as typed, else as the task brought it along, else the form's default.</summary>
    public string? TextOf(FormField field, JsonObject? brought)
    {
        if (field.Key is not { } key)
        {
            return null;
        }

        if (typed.TryGetValue(key, out var text))
        {
            return text;
        }

        return brought?[key] is JsonValue value ? AnswerText.Of(value.GetValue<System.Text.Json.JsonElement>()) : field.Default;
    }

    /// <param name="posted">The posted text by field name with <see cref="Prefix"/>; null for a field that was not posted.</param>
    /// <param name="zone">Where the person's clock stands: dates and times are written with its offset.</param>
    public static FormAnswers Read(FormSchema schema, Func<string, string?> posted, TimeZoneInfo zone)
    {
        var answers = new FormAnswers([]);
        foreach (var field in schema.Fields.Where(field => field.Key is not null && !field.IsReadOnly))
        {
            answers.Take(field, posted(Prefix + field.Key)?.Trim(), zone);
        }

        return answers;
    }

    private void Take(FormField field, string? text, TimeZoneInfo zone)
    {
        var key = field.Key!;
        if (field is FormField.Checkbox)
        {
            var isTicked = text is not null;
            typed[key] = isTicked ? "true" : "false";
            Variables[key] = isTicked;
            if (field.IsRequired && !isTicked)
            {
                faults[key] = "Expected this to be ticked, but it is not";
            }

            return;
        }

        typed[key] = text;
        if (string.IsNullOrEmpty(text))
        {
            if (field.IsRequired)
            {
                faults[key] = "Expected an answer, but it is empty";
            }

            return;
        }

        var (value, fault) = field switch
        {
            FormField.TextField one => TakeText(one, text),
            FormField.Number one => TakeNumber(one, text),
            FormField.Choice one => TakeChoice(one, text, option => option.Label),
            FormField.DateAndTime one => TakeDate(one, text, zone),
            _ => throw new InvalidOperationException($"Expected a field that takes an answer, but it is {field.GetType().Name}"),
        };
        if (fault is not null)
        {
            faults[key] = fault;
            return;
        }

        Variables[key] = value;
    }

    /// <param name="shown">How the options are named to whoever chose none of them.</param>
    internal static (JsonNode? Value, string? Fault) TakeChoice(FormField.Choice field, string text, Func<FormOption, string> shown) =>
        field.Options.Any(option => option.Value == text)
            ? (text, null)
            : (null, $"Expected one of {string.Join(", ", field.Options.Select(shown))}, but got '{text}'");

    internal static (JsonNode? Value, string? Fault) TakeText(FormField.TextField field, string text)
    {
        var longest = Math.Min(field.MaxLength ?? MaxTextLength, MaxTextLength);
        if (text.Length > longest)
        {
            return (null, $"Expected {longest} letters at most, but there are {text.Length}");
        }

        if (text.Length < field.MinLength)
        {
            return (null, $"Expected {field.MinLength} letters at least, but there are {text.Length}");
        }

        return field.Pattern is { } pattern && !Regex.IsMatch(text, $"^(?:{pattern})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)
            ? (null, $"Expected the form '{pattern}', but got '{text}'")
            : (text, null);
    }

    private static (JsonNode? Value, string? Fault) TakeNumber(FormField.Number field, string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? TakeNumber(field, number)
            : (null, $"Expected a number, but got '{text}'");

    internal static (JsonNode? Value, string? Fault) TakeNumber(FormField.Number field, decimal number)
    {
        if (number < field.Min)
        {
            return (null, $"Expected {field.Min} or more, but got {number}");
        }

        if (number > field.Max)
        {
            return (null, $"Expected {field.Max} or less, but got {number}");
        }

        return field.Decimals is { } digits && decimal.Round(number, digits) != number
            ? (null, $"Expected {digits} decimals at most, but got {number}")
            : (number, null);
    }

    internal static (JsonNode? Value, string? Fault) TakeDate(FormField.DateAndTime field, string text, TimeZoneInfo zone)
    {
        var culture = CultureInfo.InvariantCulture;
        switch (field.Kind)
        {
            case FormDateKind.Date:
                return DateOnly.TryParseExact(text, "yyyy-MM-dd", culture, DateTimeStyles.None, out var date)
                    ? (date.ToString("yyyy-MM-dd", culture), null)
                    : (null, $"Expected a date such as 2026-06-09, but got '{text}'");
            case FormDateKind.Time:
                return TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], culture, DateTimeStyles.None, out var time)
                    ? (time.ToString("HH:mm", culture), null)
                    : (null, $"Expected a time such as 14:30, but got '{text}'");
            default:
                return DateTime.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"], culture, DateTimeStyles.None, out var local)
                    ? (new DateTimeOffset(local, zone.GetUtcOffset(local)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", culture), null)
                    : (null, $"Expected a date and time such as 2026-06-09T14:30, but got '{text}'");
        }
    }
}
