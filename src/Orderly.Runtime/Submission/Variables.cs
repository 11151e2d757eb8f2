using System.Text;
using System.Text.Json;
using Orderly.Engine.Feel;

namespace Orderly.Runtime.Submission;

/// <summary>Variables as they come from outside, in JSON.</summary>
internal static class Variables
{
    /// <summary>The most that one command may bring. Larger values belong in documents, not in processes.</summary>
    public const int MostCharacters = 10 << 20;

    /// <summary>As callers of the API give them: values that JSON has no type for are written as a decision's inputs are.</summary>
    /// <returns>The variables, or why they are none.</returns>
    public static (FeelContext? Read, string? Objection) Read(string json)
    {
        if (json.Length is 0 || json == "{}") return (FeelContext.Empty, null);
        if (json.Length > MostCharacters) return (null, $"Expected variables of at most {MostCharacters} characters, but there are {json.Length}");
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? (FeelJson.ReadInputs(document.RootElement, "variable"), null)
                : (null, $"Expected variables as a JSON object, but they are {document.RootElement.ValueKind}");
        }
        catch (JsonException e) when (e.LineNumber is { } line)
        {
            return (null, $"Expected variables as a JSON object, but line {line + 1} is no JSON");
        }
        catch (JsonException unreadable)
        {
            return (null, unreadable.Message);
        }
    }

    /// <summary>As a mapper hands them over, in the engine's exact form: dates and durations stay what they are.</summary>
    public static (FeelContext? Read, string? Objection) ReadExact(string json)
    {
        if (json.Length is 0 || json == "{}") return (FeelContext.Empty, null);
        if (json.Length > MostCharacters) return (null, $"Expected variables of at most {MostCharacters} characters, but there are {json.Length}");
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = 1024 });
            return FeelJson.Read(ref reader) is FeelContext context ? (context, null) : (null, "Expected variables as a JSON object, but they are something else");
        }
        catch (JsonException e)
        {
            return (null, $"Expected variables in the engine's form, but they are not: {e.Message}");
        }
    }

    public static Reply.Rejected Refused(string objection) => new("InvalidVariables", objection);
}
