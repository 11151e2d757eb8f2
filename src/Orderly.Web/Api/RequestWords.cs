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

        var (members, last, where) = Place(http, unreadable.Path ?? "");
        var quoted = Quoted().Matches(unreadable.Message).Select(match => match.Groups[1].Value).ToList();
        if (unreadable.Message.Contains("missing required", StringComparison.Ordinal))
        {
            // The message's first name is the type's, the others are the members'.
            var missing = members.Where(member => quoted.Contains(member.Name)).Select(member => $"'{member.Name}' as {Kind(member.PropertyType)}").ToList();
            return $"Expected {string.Join(" and ", missing)}{where}, but {(missing.Count == 1 ? "it is" : "they are")} missing";
        }

        if (unreadable.Message.Contains("could not be mapped", StringComparison.Ordinal))
        {
            return $"Expected {(members.Count == 0 ? "no member" : $"no member but {string.Join(", ", members.Select(member => $"'{member.Name}'"))}")}{where}, but there is '{Cut(quoted.FirstOrDefault() ?? last)}'";
        }

        return members.FirstOrDefault(member => member.Name == last) is { } wrong
            ? $"Expected '{wrong.Name}'{where} as {Kind(wrong.PropertyType)}, but it is something else"
            : $"Expected a JSON object{(members.Count == 0 ? "" : $" of {string.Join(", ", members.Select(member => $"'{member.Name}'"))}")}{where}, but it is something else";
    }

    /// <summary>What the object that did not read may hold, which of it did not, and in which member of the body it stands.</summary>
    private static (IReadOnlyList<JsonPropertyInfo> Members, string Last, string Where) Place(HttpContext http, string path)
    {
        var options = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        if (http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is not { } body)
        {
            return ([], "", "");
        }

        var (type, last, where, name) = (options.GetTypeInfo(body), "", "", "");
        foreach (var step in Steps().Matches(path).Select(match => match.Value))
        {
            if (type.Kind == JsonTypeInfoKind.Enumerable && type.ElementType is { } element && step[0] == '[' && int.TryParse(step.AsSpan(1, step.Length - 2), out var index))
            {
                (type, last, where) = (options.GetTypeInfo(element), "", $" in number {index + 1} of '{name}'");
            }
            else if (type.Properties.FirstOrDefault(member => member.Name == step.TrimStart('.')) is { } member)
            {
                (last, name) = (member.Name, member.Name);
                if (options.GetTypeInfo(member.PropertyType) is { Kind: JsonTypeInfoKind.Object or JsonTypeInfoKind.Enumerable } inner)
                {
                    var isEnd = path.EndsWith(step, StringComparison.Ordinal);
                    (type, where) = isEnd ? (type, where) : (inner, inner.Kind == JsonTypeInfoKind.Object ? $" in '{name}'" : where);
                }
            }
            else
            {
                last = step.TrimStart('.');
            }
        }

        return (type.Properties.ToList(), last, where);
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
            : type == typeof(Guid) ? "an id"
            : type.IsGenericType && type.IsAssignableTo(typeof(System.Collections.IEnumerable)) ? "a list"
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

    [GeneratedRegex(@"\.\w+|\[\d+\]")]
    private static partial Regex Steps();
}
