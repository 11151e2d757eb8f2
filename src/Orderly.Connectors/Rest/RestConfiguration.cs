using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Orderly.Canonical.Outbound;
using Orderly.Connectors.Configuration;
using Orderly.Connectors.Expressions;
using Orderly.Engine.Feel;

namespace Orderly.Connectors.Rest;

/// <summary>Reads a REST connector's YAML. Everything wrong with it is reported, each at its line.</summary>
internal sealed partial class RestConfiguration(SecretDirectory secrets)
{
    private static readonly ImmutableArray<string> RequestNames = ["input", "key"];
    private static readonly ImmutableArray<string> AnswerNames = ["status", "body", "input", "key"];
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];
    private static readonly string[] SetByConnector = ["Host", "Content-Length", "Content-Type", "Transfer-Encoding", "Connection", "Expect"];

    public RestSettings? Read(YamlMap map)
    {
        var name = map.RequiredText("connector");
        if (!NamePattern().IsMatch(name.Value))
            name.Report($"Expected a name of lower-case letters, digits and hyphens, but it is '{name.Value}'");
        map.RequiredText("kind");
        var headers = ReadHeaders(map.Map("headers"));
        var breaker = map.Map("breaker");
        var keyHeader = map.Text("key-header");
        if (keyHeader is not null && !HeaderPattern().IsMatch(keyHeader.Value))
            keyHeader.Report($"Expected a header name, but it is '{keyHeader.Value}'");
        var settings = new RestSettings
        {
            Name = name.Value,
            BaseUrl = ReadBaseUrl(map.RequiredText("base-url")),
            AllowAddresses = NetworkReading.Many(map, "allow-addresses"),
            AllowPlainHttp = map.Flag("allow-plain-http", otherwise: false),
            Timeout = map.Duration("timeout", TimeSpan.FromSeconds(10), most: TimeSpan.FromMinutes(5)),
            Connections = map.Number("connections", 16, least: 1, most: 256),
            LongestResponse = map.Number("longest-response", 1_048_576, least: 1_024, most: 64_000_000),
            KeyHeader = keyHeader?.Value ?? "Idempotency-Key",
            BreakerFailures = breaker?.Number("failures", 5, least: 1, most: 10) ?? 5,
            BreakerOpenFor = breaker?.Duration("open-for", TimeSpan.FromSeconds(30), most: TimeSpan.FromHours(1)) ?? TimeSpan.FromSeconds(30),
            Headers = headers,
            Operations = ReadOperations(map),
        };
        breaker?.RefuseOthers();
        map.RefuseOthers();
        return map.File.HasIssues ? null : settings;
    }

    private FrozenDictionary<string, RestOperation> ReadOperations(YamlMap map)
    {
        var operations = new Dictionary<string, RestOperation>(StringComparer.Ordinal);
        if (map.Map("operations") is not { } listed)
        {
            map.Report("Expected 'operations', but there are none");
            return operations.ToFrozenDictionary();
        }

        foreach (var name in listed.Keys)
        {
            if (listed.Map(name.Value) is { } operation && ReadOperation(name.Value, operation) is { } read)
                operations[name.Value] = read;
        }

        return operations.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private RestOperation? ReadOperation(string name, YamlMap map)
    {
        var request = ReadRequest(map, map.RequiredText("method"), allowBody: true);
        var response = map.Text("response") is { } text ? FeelText.Read(text, AnswerNames, []) : null;
        var refused = map.Text("refused") is { } no ? FeelText.Read(no, AnswerNames, []) : null;
        var ask = map.Map("ask");
        var inquiry = ask is null ? null : ReadInquiry(ask);
        var traits = new ConnectorTraits(
            HonoursKey: map.Flag("honours-key", otherwise: false),
            CanBeAsked: ask is not null,
            IsSafeToRepeat: map.Flag("safe-to-repeat", otherwise: request?.Method == HttpMethod.Get));
        map.RefuseOthers();
        return request is null ? null : new RestOperation { Name = name, Request = request, Traits = traits, Response = response, Refused = refused, Ask = inquiry };
    }

    private RestInquiry? ReadInquiry(YamlMap map)
    {
        var request = ReadRequest(map, new YamlText(map.File, "GET", map.Line), allowBody: false);
        var found = map.Text("found") is { } text ? FeelText.Read(text, AnswerNames, []) : null;
        var response = map.Text("response") is { } answer ? FeelText.Read(answer, AnswerNames, []) : null;
        map.RefuseOthers();
        return request is null ? null : new RestInquiry(request, found, response);
    }

    private RestRequest? ReadRequest(YamlMap map, YamlText method, bool allowBody)
    {
        if (!Methods.Contains(method.Value))
            method.Report($"Expected one of {string.Join(", ", Methods)}, but 'method' is '{method.Value}'");
        var path = map.RequiredText("path");
        if (!path.Value.StartsWith('/') || path.Value.StartsWith("//", StringComparison.Ordinal) || path.Value.Contains('\\', StringComparison.Ordinal))
            path.Report($"Expected a path that begins with one '/', but it is '{path.Value}'");
        RefuseClock(path);
        var template = TextTemplate.Read(path, RequestNames, allowSecrets: false);
        var headers = ReadHeaders(map.Map("headers"));
        FeelExpression? body = null;
        if (allowBody && map.Text("body") is { } text)
        {
            RefuseClock(text);
            body = FeelText.Read(text, RequestNames, []);
        }

        return template is null || !Methods.Contains(method.Value) ? null : new RestRequest(HttpMethod.Parse(method.Value), template, headers, body);
    }

    // The same effect must give the same request at every attempt: receivers that honour keys compare the content.
    private static void RefuseClock(YamlText text)
    {
        if (ClockPattern().IsMatch(text.Value))
            text.Report($"Expected a request that depends on its input only, but '{text.Value}' reads the clock");
    }

    private ImmutableArray<RestHeader> ReadHeaders(YamlMap? map)
    {
        var headers = ImmutableArray.CreateBuilder<RestHeader>();
        foreach (var key in map?.Keys ?? [])
        {
            var value = map!.RequiredText(key.Value);
            if (!HeaderPattern().IsMatch(key.Value) || SetByConnector.Contains(key.Value, StringComparer.OrdinalIgnoreCase))
                key.Report($"Expected a header that the connector does not set itself, but it is '{key.Value}'");
            if (TextTemplate.Read(value, RequestNames, allowSecrets: true) is not { } template)
                continue;
            foreach (var secret in template.Secrets.Where(secret => !secrets.Has(secret)))
                value.Report($"Expected a file for secret:{secret} in the secrets directory, but there is none");
            if (IsCredential(key.Value) && !template.Secrets.Any())
                value.Report($"Expected secret:name in '{key.Value}', but it holds a literal");
            headers.Add(new RestHeader(key.Value, template));
        }

        return headers.ToImmutable();
    }

    private static bool IsCredential(string header) =>
        header.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
        || header.Contains("api-key", StringComparison.OrdinalIgnoreCase)
        || header.Contains("token", StringComparison.OrdinalIgnoreCase);

    private static Uri ReadBaseUrl(YamlText text)
    {
        if (Uri.TryCreate(text.Value, UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https"
            && url is { UserInfo: "", Query: "", Fragment: "" })
            return url;
        if (text.Value.Length > 0)
            text.Report($"Expected an http or https address without user, query and fragment, but it is '{text.Value}'");
        return new Uri("http://unread.invalid/");
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,63}$")]
    private static partial Regex NamePattern();

    [GeneratedRegex("^[A-Za-z0-9!#$%&'*+.^_`|~-]+$")]
    private static partial Regex HeaderPattern();

    [GeneratedRegex(@"\b(now|today)\s*\(")]
    private static partial Regex ClockPattern();
}
