using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Orderly.Engine.Feel;
using Orderly.Web.Sources;

namespace Orderly.Web.Api;

/// <summary>What a request's members may hold. Each tells what is wrong, or null when nothing is.</summary>
internal static class Given
{
    public const int LongestText = 500;
    private const int MostNested = 64;

    /// <summary>A reason or a name that people read.</summary>
    public static ProblemHttpResult? Text(string name, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Problems.Invalid($"Expected '{name}' as text of 1 to {LongestText} characters, but it is empty");
        }

        return AtMost(name, text);
    }

    public static ProblemHttpResult? AtMost(string name, string? text) => text?.Length > LongestText
        ? Problems.Invalid($"Expected '{name}' as text of at most {LongestText} characters, but it has {text.Length}")
        : null;

    /// <summary>A number of seconds that can be told as a span.</summary>
    public static ProblemHttpResult? Seconds(string name, double seconds, TimeSpan least, TimeSpan most) =>
        seconds >= least.TotalSeconds && seconds <= most.TotalSeconds
            ? null
            : Problems.Invalid($"Expected '{name}' as {least.TotalSeconds:0} to {most.TotalSeconds:0} seconds, but it is {seconds.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}");

    /// <summary>A facility of the organisation; while it names none there is nothing to hold it to.</summary>
    public static ProblemHttpResult? Facility(Hospital hospital, short facility, string where = "") =>
        hospital.Organisation.Facilities.IsEmpty || hospital.Facility(facility) is not null
            ? null
            : Problems.Invalid($"Expected 'facility'{where} as a facility of the organisation, but there is no {facility}");

    /// <summary>An object whose every value can be kept.</summary>
    /// <param name="name">Of the member.</param>
    /// <param name="value">What it holds.</param>
    /// <param name="where">Of which of several requests it is the member, such as <c> in evaluation 2</c>.</param>
    public static ProblemHttpResult? Object(string name, JsonElement? value, string where = "")
    {
        if (value is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } given)
        {
            return null;
        }

        return given.ValueKind != JsonValueKind.Object
            ? Problems.Invalid($"Expected '{name}'{where} as an object, but it is {RequestWords.Kind(given.ValueKind)}")
            : Unkept(given, name, 0) is { } fault ? Problems.Invalid(fault + where) : null;
    }

    /// <summary>Variables, read as a decision's inputs are; none given are none.</summary>
    /// <param name="value">What the member <c>variables</c> holds.</param>
    /// <returns>The values, or what is wrong with them.</returns>
    public static (FeelContext? Values, ProblemHttpResult? Problem) Variables(JsonElement? value)
    {
        if (Object("variables", value) is { } objection)
        {
            return (null, objection);
        }

        if (value is not { ValueKind: JsonValueKind.Object } given)
        {
            return (FeelContext.Empty, null);
        }

        try
        {
            return (FeelJson.ReadInputs(given, "variable"), null);
        }
        catch (JsonException unreadable)
        {
            return (null, Problems.Invalid(unreadable.Message));
        }
    }

    private static string? Unkept(JsonElement value, string at, int depth)
    {
        if (depth > MostNested)
        {
            return $"Expected at most {MostNested} nested values in '{at}', but there are more";
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return IsText(() => value.EnumerateObject().Count(property => property.Name.Length == 0))
                    ? value.EnumerateObject().Select(property => Unkept(property.Value, property.Name.Length <= 60 ? property.Name : at, depth + 1)).FirstOrDefault(fault => fault is not null)
                    : $"Expected names of whole characters in '{at}', but one has half a character";
            case JsonValueKind.Array:
                return value.EnumerateArray().Select(item => Unkept(item, at, depth + 1)).FirstOrDefault(fault => fault is not null);
            case JsonValueKind.String:
                return IsText(() => value.GetString()!.Length) ? null : $"Expected '{at}' as text of whole characters, but it has half a character";
            case JsonValueKind.Number:
                return FeelNumber.Parse(value.GetRawText()) is null ? $"Expected '{at}' as a number of at most 34 digits and an exponent of four, but it is none" : null;
            default:
                return null;
        }
    }

    // JSON may escape one half of a pair; there is no way to ask other than to decode it.
    private static bool IsText(Func<int> decode)
    {
        try
        {
            decode();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
