using System.Text.Json;
using System.Text.RegularExpressions;

namespace Orderly.Web.Forms;

/// <summary>
/// Reads form-js JSON (schema of bpmn.io's form-js, https://github.com/bpmn-io/form-js). What is not understood is an
/// issue and never skipped: a form that silently lost a question would let a task be completed without its answer.
/// </summary>
public static class FormSchemaReader
{
    private const int MaxComponents = 100;
    private const int MaxBytes = 256 * 1024;
    private const string Known = "textfield, textarea, number, checkbox, radio, select, datetime or text";

    public static (FormSchema? Schema, IReadOnlyList<FormIssue> Issues) Read(ReadOnlyMemory<byte> json)
    {
        if (json.Length > MaxBytes)
        {
            return (null, [new FormIssue("form", $"Expected at most {MaxBytes / 1024} KB, but it has {json.Length / 1024} KB")]);
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32 });
            return Read(document.RootElement);
        }
        catch (JsonException unreadable)
        {
            return (null, [new FormIssue("form", $"Expected JSON, but line {unreadable.LineNumber + 1} is not: {unreadable.Message}")]);
        }
    }

    private static (FormSchema? Schema, IReadOnlyList<FormIssue> Issues) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("components", out var components) || components.ValueKind != JsonValueKind.Array)
        {
            return (null, [new FormIssue("form", "Expected an object with an array 'components', but there is none")]);
        }

        if (components.GetArrayLength() > MaxComponents)
        {
            return (null, [new FormIssue("form", $"Expected at most {MaxComponents} components, but there are {components.GetArrayLength()}")]);
        }

        var issues = new List<FormIssue>();
        var fields = new List<FormField>();
        foreach (var (index, component) in components.EnumerateArray().Index())
        {
            var reader = new ComponentReader(component, index, issues);
            if (reader.Read() is { } field)
            {
                fields.Add(field);
            }
        }

        foreach (var twice in fields.Where(field => field.Key is not null).GroupBy(field => field.Key).Where(group => group.Count() > 1))
        {
            issues.Add(new FormIssue(twice.Last().Id, $"Expected every key once, but '{twice.Key}' is used {twice.Count()} times"));
        }

        var id = root.TryGetProperty("id", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString()! : "form";
        return issues.Count == 0 ? (new FormSchema(id, fields), []) : (null, issues);
    }

    /// <summary>One component under the reader's finger, and where its objections go.</summary>
    private sealed class ComponentReader(JsonElement component, int index, List<FormIssue> issues)
    {
        private string Where => Text("id") ?? Text("key") ?? $"components[{index}]";

        public FormField? Read()
        {
            if (component.ValueKind != JsonValueKind.Object)
            {
                return Refuse("Expected a component object, but it is something else");
            }

            if (component.TryGetProperty("conditional", out var conditional) && conditional.ValueKind == JsonValueKind.Object)
            {
                return Refuse("Expected a component that is always shown, but it has 'conditional', which is not drawn here");
            }

            var type = Text("type");
            return type switch
            {
                "text" => new FormField.Text(Where, Text("text") ?? ""),
                "textfield" or "textarea" => Common(Answer(key => ReadText(key, type == "textarea"))),
                "number" => Common(Answer(ReadNumber)),
                "checkbox" => Common(Answer(key => new FormField.Checkbox(Where, Label, key))),
                "radio" or "select" => Common(Answer(key => ReadChoice(key, type == "radio"))),
                "datetime" => Common(Answer(ReadDate)),
                null => Refuse($"Expected a 'type' of {Known}, but there is none"),
                _ => Refuse($"Expected a component of type {Known}, but it is '{type}'"),
            };
        }

        private string Label => Text("label") ?? Text("dateLabel") ?? Text("timeLabel") ?? Text("key") ?? "";

        private FormField? Answer(Func<string, FormField?> read) =>
            Text("key") is { Length: > 0 } key ? read(key) : Refuse("Expected a 'key' to write the answer to, but there is none");

        private FormField? Common(FormField? field) => field is null
            ? null
            : field with
            {
                Description = Text("description"),
                IsRequired = Flag(Validate, "required"),
                IsReadOnly = Flag(component, "readonly") || Flag(component, "disabled"),
                Default = component.TryGetProperty("defaultValue", out var value) ? AnswerText.Of(value) : null,
            };

        private FormField.TextField? ReadText(string key, bool isArea)
        {
            var pattern = Text(Validate, "pattern");
            if (pattern is not null && !IsUsable(pattern))
            {
                Refuse($"Expected a regular expression that can be matched in linear time, but 'pattern' is '{pattern}'");
                return null;
            }

            return new FormField.TextField(Where, Label, key)
            {
                IsArea = isArea,
                MinLength = Whole(Validate, "minLength"),
                MaxLength = Whole(Validate, "maxLength"),
                Pattern = pattern,
            };
        }

        private FormField.Number ReadNumber(string key) => new(Where, Label, key)
        {
            Min = Decimal(Validate, "min"),
            Max = Decimal(Validate, "max"),
            Decimals = Whole(component, "decimalDigits"),
            Unit = component.TryGetProperty("appearance", out var look) ? Text(look, "suffixAdorner") : null,
        };

        private FormField? ReadChoice(string key, bool isRadio)
        {
            if (!component.TryGetProperty("values", out var values) || values.ValueKind != JsonValueKind.Array || values.GetArrayLength() == 0)
            {
                return Refuse("Expected its options in 'values', but there are none (options from a variable or an expression are not drawn here)");
            }

            var options = values.EnumerateArray()
                .Select(value => (Value: Text(value, "value"), Label: Text(value, "label")))
                .Where(option => option.Value is { Length: > 0 })
                .Select(option => new FormOption(option.Value!, option.Label ?? option.Value!))
                .ToList();
            return options.Count == values.GetArrayLength()
                ? new FormField.Choice(Where, Label, key, options, isRadio)
                : Refuse("Expected every option to have a 'value' of text, but one has none");
        }

        private FormField? ReadDate(string key) => Text("subtype") switch
        {
            "date" => new FormField.DateAndTime(Where, Label, key, FormDateKind.Date),
            "time" => new FormField.DateAndTime(Where, Label, key, FormDateKind.Time),
            "datetime" => new FormField.DateAndTime(Where, Label, key, FormDateKind.DateAndTime),
            var other => Refuse($"Expected a 'subtype' of date, time or datetime, but it is '{other}'"),
        };

        private JsonElement Validate => component.TryGetProperty("validate", out var validate) ? validate : default;

        private FormField? Refuse(string rule)
        {
            issues.Add(new FormIssue(Where, rule));
            return null;
        }

        private string? Text(string name) => Text(component, name);

        private static string? Text(JsonElement of, string name) =>
            of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        private static bool Flag(JsonElement of, string name) =>
            of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

        private static int? Whole(JsonElement of, string name) => Decimal(of, name) is { } number ? (int)number : null;

        private static decimal? Decimal(JsonElement of, string name) =>
            of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
                ? value.GetDecimal()
                : null;

        private static bool IsUsable(string pattern)
        {
            try
            {
                _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
                return true;
            }
            catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
            {
                return false;
            }
        }
    }
}
