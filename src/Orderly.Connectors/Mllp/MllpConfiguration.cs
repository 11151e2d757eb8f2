using System.Collections.Immutable;
using System.Net;
using Orderly.Connectors.Configuration;

namespace Orderly.Connectors.Mllp;

/// <summary>Reads a listener's YAML.</summary>
public static class MllpConfiguration
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(24);

    /// <param name="name">What the text is reported by.</param>
    /// <exception cref="ConfigurationException">Anything is not as expected.</exception>
    public static MllpListenerOptions Read(string name, string text) => YamlFile.Read(name, text, Read);

    private static MllpListenerOptions? Read(YamlMap map)
    {
        var defaults = new MllpListenerOptions { Name = map.RequiredText("listener").Value };
        var options = defaults with
        {
            Address = ReadAddress(map),
            Port = map.Number("port", defaults.Port, least: 0, most: 65_535),
            AllowPeers = NetworkReading.Many(map, "allow-peers"),
            MaxConnections = map.Number("max-connections", defaults.MaxConnections, least: 1, most: 65_535),
            MaxMessageBytes = map.Number("max-message-bytes", defaults.MaxMessageBytes, least: 1_024, most: 1_000_000_000),
            MessageTimeout = map.Duration("message-timeout", defaults.MessageTimeout, LongestTimeout),
            QuietTimeout = map.Duration("quiet-timeout", defaults.QuietTimeout, LongestTimeout),
            InFlight = map.Number("in-flight", defaults.InFlight, least: 1, most: 10_000),
            AcceptMissingFinalReturn = map.Flag("accept-missing-final-return", otherwise: false),
            Tls = map.Map("tls") is { } tls ? ReadTls(tls) : null,
        };
        map.RefuseOthers();
        if (!map.File.HasIssues && options.Objection() is { } objection)
            map.Report(objection);
        return map.File.HasIssues ? null : options;
    }

    private static IPAddress ReadAddress(YamlMap map)
    {
        if (map.Text("address") is not { } text)
            return IPAddress.Loopback;
        if (IPAddress.TryParse(text.Value, out var address))
            return address;
        text.Report($"Expected an IP address, but 'address' is '{text.Value}'");
        return IPAddress.Loopback;
    }

    private static MllpTls? ReadTls(YamlMap map)
    {
        var certificate = map.RequiredText("certificate");
        var key = map.RequiredText("key");
        var authority = map.Text("client-authority");
        map.RefuseOthers();
        try
        {
            return MllpTls.FromFiles(certificate.Value, key.Value, authority?.Value);
        }
        catch (Exception unreadable) when (MllpTls.IsUnreadable(unreadable))
        {
            map.Report($"Expected readable PEM files, but {unreadable.Message}");
            return null;
        }
    }
}
