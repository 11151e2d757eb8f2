using Orderly.Canonical.Outbound;

namespace Orderly.Runtime.Tests.Simulation;

/// <summary>What becomes of one call.</summary>
internal enum Fate
{
    Answers,

    /// <summary>Fails before it acted.</summary>
    Fails,

    /// <summary>Acts, and the answer is lost.</summary>
    LosesAnswer,

    Refuses,
}

/// <summary>
/// An outside system with its own memory, which no crash of a node touches: what it was asked and how often it acted.
/// </summary>
internal sealed class Receiver(string name, ConnectorTraits traits, Func<Fate> fate) : IConnector
{
    private readonly HashSet<string> done = [];

    /// <summary>Each time it acted, by key, in order.</summary>
    public List<string> Acts { get; } = [];

    /// <summary>Calls that came in, acted on or not.</summary>
    public List<OutboundCall> Calls { get; } = [];

    public int Inquiries { get; private set; }

    public string Name => name;

    public ConnectorTraits TraitsOf(string operation) =>
        operation == "book" ? traits : throw new KeyNotFoundException($"Expected the operation 'book', but it is '{operation}'");

    public async Task<SendOutcome> SendAsync(OutboundCall call, CancellationToken cancellation)
    {
        await Task.Yield();
        Calls.Add(call);
        switch (fate())
        {
            case Fate.Fails: return new SendOutcome.Transient(new Fault(FaultClass.Receiver, "503"), null);
            case Fate.Refuses: return new SendOutcome.Refused(new Fault(FaultClass.Request, "422"));
            case Fate.LosesAnswer:
                Act(call.Key);
                await Task.Yield();
                return new SendOutcome.OutcomeUnknown(new Fault(FaultClass.Timeout, "no answer"));
            default:
                Act(call.Key);
                await Task.Yield();
                return new SendOutcome.Delivered($$"""{"number":"{{call.Key}}"}""");
        }
    }

    public async Task<InquiryOutcome> AskAsync(OutboundCall call, CancellationToken cancellation)
    {
        await Task.Yield();
        Inquiries++;
        return done.Contains(call.Key) ? new InquiryOutcome.Executed($$"""{"number":"{{call.Key}}"}""") : new InquiryOutcome.NotExecuted();
    }

    private void Act(string key)
    {
        if (done.Add(key) || !traits.HonoursKey) Acts.Add(key);
    }
}
