using System.Text.Json;

namespace Orderly.Web.Forms;

/// <summary>A variable's value as a form field holds it.</summary>
internal static class AnswerText
{
    public static string? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}
