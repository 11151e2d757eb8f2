using System.Diagnostics.Metrics;

namespace Orderly.Connectors.Mllp;

/// <summary>The counters of one listener, tagged with its name. No patient data in any of them.</summary>
internal sealed class MllpMeter : IDisposable
{
    public const string MeterName = "Orderly.Connectors.Mllp";

    private readonly Meter meter;
    private readonly UpDownCounter<int> open;
    private readonly Counter<long> refused;
    private readonly Counter<long> closed;
    private readonly Counter<long> bytes;
    private readonly Counter<long> noise;
    private readonly Counter<long> messages;

    public MllpMeter(string listener)
    {
        meter = new Meter(MeterName, version: null, [new("listener", listener)]);
        open = meter.CreateUpDownCounter<int>("orderly.mllp.connections", "{connection}", "Connections open now");
        refused = meter.CreateCounter<long>("orderly.mllp.connections.refused", "{connection}", "Connections closed at once, by reason");
        closed = meter.CreateCounter<long>("orderly.mllp.connections.closed", "{connection}", "Connections ended, by reason");
        bytes = meter.CreateCounter<long>("orderly.mllp.received", "By", "Bytes received");
        noise = meter.CreateCounter<long>("orderly.mllp.noise", "By", "Bytes received outside frames");
        messages = meter.CreateCounter<long>("orderly.mllp.messages", "{message}", "Messages taken, by outcome");
    }

    public void Opened() => open.Add(1);

    public void Closed(string reason)
    {
        open.Add(-1);
        closed.Add(1, new KeyValuePair<string, object?>("reason", reason));
    }

    public void Refused(string reason) => refused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Received(long count) => bytes.Add(count);

    public void Noise(long count) => noise.Add(count);

    public void Message(string outcome) => messages.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void Dispose() => meter.Dispose();
}
