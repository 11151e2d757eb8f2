using System.Collections.Frozen;
using System.Globalization;
using Orderly.Canonical.Outbound;
using Orderly.Connectors.Expressions;
using Orderly.Connectors.Guards;
using Orderly.Formats.Hl7.V2;

namespace Orderly.Connectors.Mllp;

/// <summary>One MLLP connector as its file says.</summary>
internal sealed record MllpConnectorSettings
{
    public required string Name { get; init; }

    public required MllpClientOptions Client { get; init; }

    public required AddressPolicy Policy { get; init; }

    public int BreakerFailures { get; init; } = 5;

    public TimeSpan BreakerOpenFor { get; init; } = TimeSpan.FromSeconds(30);

    public required FrozenDictionary<string, MllpOperation> Operations { get; init; }
}

/// <param name="HonoursKey">The receiver takes a message with the same control id and content once.</param>
internal sealed record MllpOperation(MessageTemplate Message, bool HonoursKey);

/// <summary>
/// Sends a message over MLLP for an effect. The same effect always gives the same bytes, control id and time included, so a receiver
/// that knows a resend by MSH-10 acts once. What each result is taken for:
/// <list type="table">
/// <item><term>AA, CA</term><description>delivered</description></item>
/// <item><term>AE, CE</term><description>transient: the receiver says it failed</description></item>
/// <item><term>AR, CR, a message that cannot be built, address not allowed</term><description>refused</description></item>
/// <item><term>no connection</term><description>transient: nothing was sent</description></item>
/// <item><term>time-out, connection lost, no answer to this message</term><description>unknown, unless the receiver honours the control id</description></item>
/// </list>
/// </summary>
internal sealed class MllpConnector : IConnector, IDisposable
{
    private readonly MllpConnectorSettings settings;
    private readonly CircuitBreaker breaker;
    private readonly MllpClient client;

    public MllpConnector(MllpConnectorSettings settings, TimeProvider time)
    {
        this.settings = settings;
        breaker = new CircuitBreaker(settings.BreakerFailures, settings.BreakerOpenFor, time);
        client = new MllpClient(settings.Client, time, settings.Policy);
    }

    public string Name => settings.Name;

    public ConnectorTraits TraitsOf(string operation) =>
        new(HonoursKey: Operation(operation).HonoursKey, CanBeAsked: false, IsSafeToRepeat: false);

    public async Task<SendOutcome> SendAsync(OutboundCall call, CancellationToken cancellation)
    {
        var operation = Operation(call.Operation);
        byte[] message;
        try
        {
            message = operation.Message.Fill(call);
        }
        catch (TemplateException failure)
        {
            return new SendOutcome.Refused(new Fault(FaultClass.Template, failure.Message));
        }

        if (!breaker.TryEnter(out var pass, out var wait))
            return new SendOutcome.Transient(new Fault(FaultClass.BreakerOpen, $"Expected the breaker of {Name} to be closed, but it is {breaker.State}"), wait);
        try
        {
            var result = await client.SendAsync(message, cancellation).ConfigureAwait(false);
            breaker.Report(pass, isFailure: result is SendResult.Unknown or SendResult.NotSent { IsFinal: false });
            return Outcome(result, operation);
        }
        catch
        {
            breaker.Abandon(pass);
            throw;
        }
    }

    /// <exception cref="InvalidOperationException">Always: MLLP has no question by key.</exception>
    public Task<InquiryOutcome> AskAsync(OutboundCall call, CancellationToken cancellation) =>
        throw new InvalidOperationException($"Expected an operation that can be asked, but those of {Name} cannot: MLLP has no such question");

    /// <summary>Redacted on purpose: name and address only.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"MllpConnector({Name}, {settings.Client.Host}:{settings.Client.Port})");

    // Closing a socket waits for nothing, so the task has ended when it is returned.
    public void Dispose() => client.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static SendOutcome Outcome(SendResult result, MllpOperation operation) => result switch
    {
        SendResult.Answered { IsAccepted: true } answered => new SendOutcome.Delivered($$"""{"code":"{{answered.Verdict}}"}"""),
        SendResult.Answered { Verdict: AckCode.AE or AckCode.CE } failed =>
            new SendOutcome.Transient(new Fault(FaultClass.Receiver, $"Expected AA or CA, but the receiver answered {failed.Verdict}"), null),
        SendResult.Answered refused => new SendOutcome.Refused(new Fault(FaultClass.Request, $"Expected AA or CA, but the receiver answered {refused.Verdict}")),
        SendResult.NotSent { IsFinal: true } never => new SendOutcome.Refused(new Fault(FaultClass.AddressNotAllowed, never.Reason)),
        SendResult.NotSent notYet => new SendOutcome.Transient(new Fault(FaultClass.Connect, notYet.Reason), null),
        SendResult.Unknown unknown => Unknown(new Fault(unknown.TimedOut ? FaultClass.Timeout : FaultClass.ConnectionLost, unknown.Reason), operation),
        _ => throw new InvalidOperationException("Expected a result that was waited for, since the configuration refuses MSH-15 and MSH-16, but it is another"),
    };

    private static SendOutcome Unknown(Fault fault, MllpOperation operation) =>
        operation.HonoursKey ? new SendOutcome.Transient(fault, null) : new SendOutcome.OutcomeUnknown(fault);

    private MllpOperation Operation(string name) =>
        settings.Operations.TryGetValue(name, out var operation)
            ? operation
            : throw new KeyNotFoundException($"Expected an operation of {Name} ({string.Join(", ", settings.Operations.Keys)}), but it is '{name}'");
}
