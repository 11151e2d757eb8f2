using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Orderly.Canonical.Outbound;
using Orderly.Connectors.Configuration;
using Orderly.Connectors.Expressions;
using Orderly.Connectors.Guards;
using Orderly.Engine.Feel;

namespace Orderly.Connectors.Rest;

/// <summary>
/// Calls one receiver over HTTP. One attempt a call: retries are the lane's. Own connections, breaker and limits, so
/// that a slow receiver slows nobody else. Settings: docs/howto/add-a-connector.md.
/// </summary>
public sealed class RestConnector : IConnector, IDisposable
{
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(1);

    private readonly RestSettings settings;
    private readonly TimeProvider time;
    private readonly RequestBuilder builder;
    private readonly CircuitBreaker breaker;
    private readonly HttpMessageInvoker http;

    internal RestConnector(RestSettings settings, SecretDirectory secrets, TimeProvider time)
    {
        this.settings = settings;
        this.time = time;
        builder = new RequestBuilder(settings, secrets);
        breaker = new CircuitBreaker(settings.BreakerFailures, settings.BreakerOpenFor, time);
        var policy = new AddressPolicy(settings.AllowAddresses, settings.AllowPlainHttp);
        http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxConnectionsPerServer = settings.Connections,
            ConnectTimeout = Timeout.InfiniteTimeSpan,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectCallback = (context, cancellation) => policy.ConnectAsync(
                context.DnsEndPoint, context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttps, cancellation),
        });
    }

    public string Name => settings.Name;

    /// <summary>Whether calls are let through now, for screens and health.</summary>
    public CircuitState Circuit => breaker.State;

    public IReadOnlyCollection<string> Operations => settings.Operations.Keys;

    public ConnectorTraits TraitsOf(string operation) => Operation(operation).Traits;

    public async Task<SendOutcome> SendAsync(OutboundCall call, CancellationToken cancellation)
    {
        var operation = Operation(call.Operation);
        var exchange = await ExchangeAsync(operation.Request, call, operation.Traits, operation.Refused is not null, cancellation).ConfigureAwait(false);
        if (exchange.Failure is { } failure)
        {
            return exchange is { Fault: FaultClass.Request, Status: >= HttpStatusCode.BadRequest } && operation.Refused is { } refused && ReadResponse(refused, exchange, call) is { } answer
                ? new SendOutcome.Delivered(answer)
                : failure;
        }

        return ReadResponse(operation.Response, exchange, call) is { } response
            ? new SendOutcome.Delivered(response)
            : new SendOutcome.OutcomeUnknown(new Fault(FaultClass.Response, "Expected an answer that the operation can read, but it is another"));
    }

    /// <exception cref="InvalidOperationException">The operation cannot be asked.</exception>
    public async Task<InquiryOutcome> AskAsync(OutboundCall call, CancellationToken cancellation)
    {
        if (Operation(call.Operation).Ask is not { } ask)
            throw new InvalidOperationException($"Expected '{call.Operation}' of {Name} to have 'ask', but it has none");
        var traits = new ConnectorTraits(HonoursKey: false, CanBeAsked: true, IsSafeToRepeat: true);
        var exchange = await ExchangeAsync(ask.Request, call, traits, readsRefusals: false, cancellation).ConfigureAwait(false);
        if (exchange.Status == HttpStatusCode.NotFound)
            return new InquiryOutcome.NotExecuted();
        switch (exchange.Failure)
        {
            case SendOutcome.Transient transient:
                return new InquiryOutcome.StillUnknown(transient.Fault, transient.RetryAfter);
            case SendOutcome.Refused refused:
                return new InquiryOutcome.StillUnknown(refused.Fault, null);
            case SendOutcome.OutcomeUnknown unknown:
                return new InquiryOutcome.StillUnknown(unknown.Fault, null);
        }

        if (ask.Found is { } found)
        {
            switch (Evaluate(found, exchange, call))
            {
                case FeelBoolean { Value: false }:
                    return new InquiryOutcome.NotExecuted();
                case not FeelBoolean:
                    return new InquiryOutcome.StillUnknown(new Fault(FaultClass.Response, $"Expected true or false from '{found.Text}', but it gives neither"), null);
            }
        }

        return ReadResponse(ask.Response, exchange, call) is { } response
            ? new InquiryOutcome.Executed(response)
            : new InquiryOutcome.StillUnknown(new Fault(FaultClass.Response, "Expected an answer that 'ask' can read, but it is another"), null);
    }

    /// <summary>Redacted on purpose: name and address only.</summary>
    public override string ToString() => $"RestConnector({Name}, {settings.BaseUrl.Host}:{settings.BaseUrl.Port})";

    public void Dispose() => http.Dispose();

    private RestOperation Operation(string name) =>
        settings.Operations.TryGetValue(name, out var operation)
            ? operation
            : throw new KeyNotFoundException($"Expected an operation of {Name} ({string.Join(", ", settings.Operations.Keys)}), but it is '{name}'");

    private async Task<Exchange> ExchangeAsync(RestRequest request, OutboundCall call, ConnectorTraits traits, bool readsRefusals, CancellationToken cancellation)
    {
        HttpRequestMessage message;
        try
        {
            message = builder.Build(request, call);
        }
        catch (Exception failure) when (failure is TemplateException or InvalidOperationException)
        {
            return Exchange.Failed(new SendOutcome.Refused(new Fault(FaultClass.Template, failure.Message)));
        }

        using (message)
        {
            if (!breaker.TryEnter(out var pass, out var wait))
                return Exchange.Failed(new SendOutcome.Transient(new Fault(FaultClass.BreakerOpen, $"Expected the breaker of {Name} to be closed, but it is {breaker.State}"), wait));
            try
            {
                var exchange = await AttemptAsync(message, traits, readsRefusals, cancellation).ConfigureAwait(false);
                breaker.Report(pass, exchange.Fault is { } fault && FaultClassification.IsSignOfIllness(fault));
                return exchange;
            }
            catch
            {
                breaker.Abandon(pass);
                throw;
            }
        }
    }

    private async Task<Exchange> AttemptAsync(HttpRequestMessage message, ConnectorTraits traits, bool readsRefusals, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(settings.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            using var answer = await http.SendAsync(message, either.Token).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode)
            {
                var failure = FaultClassification.OfStatus(answer.StatusCode, RetryAfter(answer), traits);
                // A refusal is known from its status; its body is waited for only where someone reads it.
                var refusal = readsRefusals && failure is SendOutcome.Refused ? await ReadBodyAsync(answer, either.Token).ConfigureAwait(false) : null;
                return new Exchange(answer.StatusCode, refusal ?? [], failure);
            }

            var body = await ReadBodyAsync(answer, either.Token).ConfigureAwait(false);
            return body is null
                ? Exchange.Failed(new SendOutcome.OutcomeUnknown(new Fault(FaultClass.Response, $"Expected an answer of at most {settings.LongestResponse} bytes, but it is longer")))
                : new Exchange(answer.StatusCode, body, null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Exchange.Failed(FaultClassification.OfException(new TimeoutException(), WasSent(message), traits));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or AddressNotAllowedException)
        {
            return Exchange.Failed(FaultClassification.OfException(failure, WasSent(message), traits));
        }
    }

    // A GET has no body to mark and may be repeated, so it counts as sent.
    private static bool WasSent(HttpRequestMessage message) => message.Content is not SentMark { WasSent: false };

    private async Task<byte[]?> ReadBodyAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using var body = new MemoryStream();
        var chunk = new byte[8_192];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellation).ConfigureAwait(false)) > 0)
        {
            if (body.Length + read > settings.LongestResponse)
                return null;
            body.Write(chunk, 0, read);
        }

        return body.ToArray();
    }

    private TimeSpan? RetryAfter(HttpResponseMessage answer)
    {
        var after = answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return after is { } wait ? TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, LongestRetryAfter.Ticks)) : null;
    }

    private static string? ReadResponse(FeelExpression? template, Exchange exchange, OutboundCall call)
    {
        try
        {
            return Evaluate(template, exchange, call) is { } value ? JsonText.Exact(value) : null;
        }
        catch (TemplateException)
        {
            return null;
        }
    }

    // Null when the answer is no JSON or the expression fails on it; an empty body is FEEL's null.
    private static FeelValue? Evaluate(FeelExpression? template, Exchange exchange, OutboundCall call)
    {
        try
        {
            var body = exchange.Body.Length == 0 ? FeelValue.Null : JsonText.ReadPlain(exchange.Body);
            if (template is null)
                return body;
            var scope = RequestBuilder.Scope(call)
                .With("status", FeelValue.Of((long)(exchange.Status ?? 0)))
                .With("body", body);
            var result = template.Evaluate(scope, new FeelEnvironment { Now = DateTimeOffset.UnixEpoch });
            return result.Failed ? null : result.Value;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Exchange(HttpStatusCode? Status, byte[] Body, SendOutcome? Failure)
    {
        public FaultClass? Fault => Failure switch
        {
            SendOutcome.Refused refused => refused.Fault.Class,
            SendOutcome.Transient transient => transient.Fault.Class,
            SendOutcome.OutcomeUnknown unknown => unknown.Fault.Class,
            _ => null,
        };

        public static Exchange Failed(SendOutcome failure) => new(null, [], failure);
    }
}
