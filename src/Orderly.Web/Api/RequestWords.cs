using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Orderly.Web.Api;

/// <summary>Says in the API's words why a request could not be read; the framework's own name types of ours.</summary>
internal static partial class RequestWords
{
    private const int MostShown = 60;

    public static string Of(HttpContext http, BadHttpRequestException bad)
    {
        if (bad.InnerException is JsonException json)
        {
            return Body(http, json);
        }

        if (Unbound().Match(bad.Message) is { Success: true } unbound)
        {
            return $"Expected '{unbound.Groups["name"].Value}' as {Kind(unbound.Groups["type"].Value)}, but it is '{Cut(unbound.Groups["value"].Value)}'";
        }

        return bad.Message.Contains("was not provided", StringComparison.Ordinal) || bad.Message.Contains("no body was provided", StringComparison.Ordinal) ? "Expected a JSON body, but there is none" : bad.Message;
    }

    public static string Kind(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "nothing",
    };

    private static string Body(HttpContext http, JsonException unreadable)
    {
        if (unreadable.InnerException is JsonException)
        {
            return $"Expected JSON, but line {unreadable.LineNumber + 1}, character {unreadable.BytePositionInLine + 1} is none";
        }

        var members = Members(http);
        var quoted = Quoted().Matches(unreadable.Message).Select(match => match.Groups[1].Value).ToList();
        if (unreadable.Message.Contains("missing required", StringComparison.Ordinal))
        {
            var missing = members.Where(member => quoted.Contains(member.Name)).Select(member => $"'{member.Name}' as {Kind(member.PropertyType)}").ToList();
            return $"Expected {string.Join(" and ", missing)}, but {(missing.Count == 1 ? "it is" : "they are")} missing";
        }

        var named = PathName().Match(unreadable.Path ?? "").Groups["name"].Value;
        if (unreadable.Message.Contains("could not be mapped", StringComparison.Ordinal))
        {
            return $"Expected {(members.Count == 0 ? "no member" : $"no member but {string.Join(", ", members.Select(member => $"'{member.Name}'"))}")}, but there is '{Cut(quoted.FirstOrDefault() ?? named)}'";
        }

        return members.FirstOrDefault(member => member.Name == named) is { } wrong
            ? $"Expected '{wrong.Name}' as {Kind(wrong.PropertyType)}, but it is something else"
            : $"Expected a JSON object{(members.Count == 0 ? "" : $" of {string.Join(", ", members.Select(member => $"'{member.Name}'"))}")}, but it is something else";
    }

    private static IReadOnlyList<JsonPropertyInfo> Members(HttpContext http)
    {
        var options = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        return http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } body
            ? [.. options.GetTypeInfo(body).Properties]
            : [];
    }

    private static string Kind(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(string) ? "text"
            : type == typeof(double) || type == typeof(decimal) ? "a number"
            : type == typeof(int) || type == typeof(long) ? "a whole number"
            : type == typeof(short) ? $"a whole number of 0 to {short.MaxValue}"
            : type == typeof(bool) ? "true or false"
            : type == typeof(DateTimeOffset) ? "a time such as 2026-06-09T14:30:00-04:00"
            : type == typeof(JsonElement) ? "JSON"
            : "its described value";
    }

    private static string Kind(string type) => type.Replace("Nullable<", "", StringComparison.Ordinal).TrimEnd('>') switch
    {
        "int" or "long" or "short" => "a whole number",
        "Guid" => "an id",
        "bool" => "true or false",
        "double" or "decimal" => "a number",
        _ => "one of its described values",
    };

    private static string Cut(string text) => text.Length <= MostShown ? text : $"{text[..MostShown]}…";

    [GeneratedRegex("""^Failed to bind parameter "(?<type>\S+) (?<name>\w+)" from "(?<value>.*)"\.$""", RegexOptions.Singleline)]
    private static partial Regex Unbound();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\$\.(?<name>\w+)")]
    private static partial Regex PathName();
}
