using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;

namespace Orderly.Web.Forms;

/// <summary>
/// Draws a form's fields; the page around it owns the form element and its buttons. Required marks are words, the
/// browser's own checks stay off so that what the server says is what is seen.
/// </summary>
public sealed partial class TaskForm
{
    [Parameter, EditorRequired]
    public FormSchema Schema { get; set; } = FormSchema.Empty;

    [Parameter]
    public FormAnswers Answers { get; set; } = FormAnswers.None;

    /// <summary>The task's own variables: what is already known stands in its field.</summary>
    [Parameter]
    public JsonObject? Brought { get; set; }

    [Parameter]
    public bool IsReadOnly { get; set; }

    private static string? Need(FormField field) => field.IsRequired ? " (required)" : null;

    private static string Step(FormField.Number number) => number.Decimals switch
    {
        0 => "1",
        { } digits => "0." + new string('0', digits - 1) + "1",
        null => "any",
    };

    private static string DateType(FormDateKind kind) => kind switch
    {
        FormDateKind.Date => "date",
        FormDateKind.Time => "time",
        _ => "datetime-local",
    };

    // The control wants local time without offset; what was typed already is.
    private static string? Shown(FormField.DateAndTime field, string? text) =>
        field.Kind == FormDateKind.DateAndTime && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var at)
            ? at.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture)
            : text;

    private static IEnumerable<string> Paragraphs(string words) =>
        words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.TrimStart('#', ' '));
}
