using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Orderly.Canonical.Outbound;
using Orderly.Connectors.Configuration;
using Orderly.Connectors.Expressions;
using Orderly.Engine.Feel;

namespace Orderly.Connectors.Rest;

/// <summary>Fills an operation's templates from a call. The same call always gives the same request.</summary>
internal sealed class RequestBuilder(RestSettings settings, SecretDirectory secrets)
{
    // Never read: the configuration refuses request templates that ask for the time.
    private static readonly FeelEnvironment Environment = new() { Now = DateTimeOffset.UnixEpoch };

    /// <exception cref="TemplateException">A template fails on this input.</exception>
    public HttpRequestMessage Build(RestRequest request, OutboundCall call)
    {
        var scope = Scope(call);
        var message = new HttpRequestMessage(request.Method, Address(request, scope)) { Version = System.Net.HttpVersion.Version11 };
        try
        {
            message.Headers.TryAddWithoutValidation(settings.KeyHeader, call.Key);
            message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            foreach (var header in settings.Headers.Concat(request.Headers))
            {
                var value = header.Value.Fill(scope, Environment, HeaderSafe, secrets.Read);
                message.Headers.Remove(header.Name);
                message.Headers.TryAddWithoutValidation(header.Name, HeaderSafe(value));
            }

            // Content even where there is no body: the handler resends a bodiless request by itself when a kept
            // connection breaks, which would be a second attempt that nobody decided on.
            if (request.Method != HttpMethod.Get)
                message.Content = new SentMark(Body(request, scope), request.Body is not null);
            return message;
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }

    public static FeelContext Scope(OutboundCall call)
    {
        try
        {
            return FeelContext.Of(
                KeyValuePair.Create("input", JsonText.ReadExact(call.Input)),
                KeyValuePair.Create("key", FeelValue.Of(call.Key)));
        }
        catch (JsonException)
        {
            throw new TemplateException("Expected the call's input to be JSON, but it is not");
        }
    }

    private Uri Address(RestRequest request, FeelContext scope)
    {
        var path = request.Path.Fill(scope, Environment, PathSafe, static _ => throw new TemplateException("Expected no secret in a path, but there is one"));
        return new Uri(settings.BaseUrl.AbsoluteUri.TrimEnd('/') + path);
    }

    private static byte[] Body(RestRequest request, FeelContext scope)
    {
        if (request.Body is not { } template)
            return [];
        var result = template.Evaluate(scope, Environment);
        if (result.Issues.Length > 0)
            throw new TemplateException($"Expected a body, but {FeelText.Explain(template, result)}");
        return Encoding.UTF8.GetBytes(JsonText.Plain(result.Value));
    }

    private static string PathSafe(string text) =>
        text is "" or "." or ".."
            ? throw new TemplateException("Expected a value that can stand in a path, but it is empty or dots")
            : Uri.EscapeDataString(text);

    private static string HeaderSafe(string text) =>
        text.AsSpan().ContainsAnyInRange('\0', '\x1f') || text.Contains('\x7f', StringComparison.Ordinal)
            ? throw new TemplateException("Expected a header value without control characters, but there is one")
            : text;
}
