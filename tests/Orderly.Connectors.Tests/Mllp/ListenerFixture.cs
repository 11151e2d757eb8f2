using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using Orderly.Canonical.Organisation;
using Orderly.Connectors.Mllp;
using Orderly.Connectors.Routes;

namespace Orderly.Connectors.Tests.Mllp;

/// <summary>A listener on a free loopback port with a route that takes ADT of the demo facility.</summary>
internal sealed class ListenerFixture : IAsyncDisposable
{
    private const string Route = """
        route: adt
        match: { triggers: [ADT^*] }
        facility-from: MSH-4.1
        order-key: { authority: PV1-19.4, visit: PV1-19.1 }
        events:
          - rule: discharged
            when: trigger = "A03"
            type: Discharged
        """;

    private readonly MeterListener meters = new();
    private readonly Channel<(string Instrument, string Tag)> counted = Channel.CreateUnbounded<(string, string)>();

    private ListenerFixture(MllpListenerOptions options)
    {
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Tags?.Any(tag => Equals(tag.Value, options.Name)) == true)
                listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<long>(Count);
        meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Count(instrument, value, tags, null));
        meters.Start();
        var routes = RouteSet.Read([("adt.yaml", Route)], [new Facility(7, "HP", "Demo", "America/New_York")]);
        Listener = MllpListener.Start(options, Acceptance, new RouteTable(routes), new ListenerClocks(Time, () => Time.GetUtcNow()));
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 6, 9, 12, 30, 0, TimeSpan.Zero));

    public InMemoryAcceptance Acceptance { get; } = new();

    public MllpListener Listener { get; }

    public static ListenerFixture Start(Func<MllpListenerOptions, MllpListenerOptions>? configure = null)
    {
        var options = new MllpListenerOptions { Name = Guid.NewGuid().ToString() };
        return new ListenerFixture(configure?.Invoke(options) ?? options);
    }

    public MllpPeer Connect() => MllpPeer.Connect(Listener.EndPoint);

    /// <summary>Waits until the counter has counted something with the tag ("" = any); what was counted before is used up.</summary>
    public async Task CountedAsync(string instrument, string tag = "")
    {
        await foreach (var (name, value) in counted.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            if (name == instrument && (tag.Length == 0 || value == tag))
                return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Listener.DisposeAsync();
        meters.Dispose();
    }

    private void Count(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state) =>
        counted.Writer.TryWrite((instrument.Name, tags.Length > 0 ? tags[0].Value?.ToString() ?? "" : value.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}
