using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Orderly.Runtime.Submission;
using Orderly.Web.Security;

namespace Orderly.Web.Api;

/// <summary>Who calls the API, and the terms their headers ask for.</summary>
internal static class ApiCaller
{
    public const string KeyHeader = "Idempotency-Key";
    private const int LongestKey = 255;

    public static Caller Of(HttpContext http)
    {
        var subject = http.User.FindFirst(Claims.Subject)?.Value ?? throw new InvalidOperationException("Expected an authenticated caller, but there is none");
        return http.User.FindFirst(Claims.Kind)?.Value switch
        {
            Claims.WorkerKind => Caller.Worker(subject),
            Claims.OperatorKind => Caller.Operator(subject),
            _ => Caller.Person(subject),
        };
    }

    /// <summary>Terms of a creating request: the key is required, and bound to exactly what was asked.</summary>
    public static (Terms? Terms, ProblemHttpResult? Problem) Creating(HttpContext http, string what)
    {
        var key = http.Request.Headers[KeyHeader].ToString().Trim('"');
        if (key.Length is 0 or > LongestKey)
        {
            return (null, Problems.BadRequest(
                "idempotency-key-missing", "A key is needed",
                $"Expected the header {KeyHeader} with 1 to {LongestKey} characters, but it has {key.Length}. Send one key for each thing you want made, and the same one when you try again."));
        }

        var caller = Of(http);
        return (new Terms(caller) { Key = KeyOf(http, caller, key, what) }, null);
    }

    /// <summary>Says of an answer that it repeats an earlier one, for the same key.</summary>
    public static void Tell(HttpContext http, Reply.Accepted accepted)
    {
        if (accepted.Replayed)
        {
            http.Response.Headers["Idempotency-Replayed"] = "true";
        }
    }

    private static IdempotencyKey KeyOf(HttpContext http, Caller caller, string key, string what) =>
        new($"api|{caller.Kind}|{caller.Id}", key, SHA256.HashData(Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}\n{what}")));

    /// <summary>
    /// Terms of a change to something that has a version: the caller must say which one it saw. A key is taken where one is
    /// sent; the version is no part of what it is bound to, because the first try moved it.
    /// </summary>
    public static (Terms? Terms, ProblemHttpResult? Problem) Changing(HttpContext http, string what)
    {
        var match = http.Request.Headers.IfMatch.ToString();
        if (match.Length == 0)
        {
            return (null, Problems.Make(
                StatusCodes.Status428PreconditionRequired, "precondition-required", "Say which version you saw",
                "Expected the header If-Match with the ETag of the task as you read it, but there is none."));
        }

        if (ETag.Parse(match) is not { } version)
        {
            return (null, Problems.BadRequest("etag-unreadable", "No version of ours", $"Expected an ETag such as \"3\" in If-Match, but got {(match.Length <= 40 ? match : $"{match.Length} characters")}"));
        }

        var caller = Of(http);
        var terms = new Terms(caller) { ExpectedVersion = version };
        if (!http.Request.Headers.TryGetValue(KeyHeader, out var sent))
        {
            return (terms, null);
        }

        var key = sent.ToString().Trim('"');
        return key.Length is 0 or > LongestKey
            ? (null, Problems.BadRequest("idempotency-key-unreadable", "No key that can be kept", $"Expected the header {KeyHeader} with 1 to {LongestKey} characters, but it has {key.Length}"))
            : (terms with { Key = KeyOf(http, caller, key, what) }, null);
    }
}

/// <summary>Versions as entity tags.</summary>
internal static class ETag
{
    public static string Of(long version) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\"{version}\"");

    public static long? Parse(string tag) =>
        tag.Length > 2 && tag[0] == '"' && tag[^1] == '"' && int.TryParse(tag.AsSpan(1, tag.Length - 2), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : null;
}
