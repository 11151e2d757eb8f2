using System.Collections.Concurrent;
using Orderly.Canonical.Outbound;

namespace Orderly.Web.Tests.Hosting;

/// <summary>An ERP that books and never answers the first time it is asked for a visit; it honours no key and cannot be asked.</summary>
internal sealed class SilentErp : IConnector
{
    private readonly ConcurrentDictionary<string, int> calls = [];

    public string Name => "erp";

    /// <summary>Keys as they came in, in order.</summary>
    public ConcurrentQueue<string> Keys { get; } = [];

    public ConnectorTraits TraitsOf(string operation) => new(HonoursKey: false, CanBeAsked: false, IsSafeToRepeat: false);

    public Task<SendOutcome> SendAsync(OutboundCall call, CancellationToken cancellation)
    {
        Keys.Enqueue(call.Key);
        return Task.FromResult<SendOutcome>(calls.AddOrUpdate(call.Key, 1, (_, before) => before + 1) == 1
            ? new SendOutcome.OutcomeUnknown(new Fault(FaultClass.Timeout, "Expected an answer within 10 s, but none came"))
            : new SendOutcome.Delivered("""{"number":"DOC-1"}"""));
    }

    public Task<InquiryOutcome> AskAsync(OutboundCall call, CancellationToken cancellation) =>
        throw new InvalidOperationException("Expected not to be asked, since it cannot be");
}
