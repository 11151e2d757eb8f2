using System.Net;
using Orderly.Connectors.Configuration;
using Orderly.Connectors.Mllp;

namespace Orderly.Connectors.Tests.Mllp;

public sealed class MllpConfigurationTests
{
    [Fact]
    public void What_is_not_said_has_the_safe_default()
    {
        var options = MllpConfiguration.Read("adt.yaml", "listener: adt\nport: 2575\n");

        options.ShouldBe(new MllpListenerOptions { Name = "adt", Port = 2575, AllowPeers = options.AllowPeers });
        options.Address.ShouldBe(IPAddress.Loopback);
        options.MaxMessageBytes.ShouldBe(10 * 1024 * 1024);
        options.MessageTimeout.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void What_is_said_is_taken()
    {
        var options = MllpConfiguration.Read("adt.yaml", """
            listener: adt
            address: 0.0.0.0
            port: 2575
            allow-peers: [10.1.0.0/16, 10.2.0.1]
            max-connections: 10
            max-message-bytes: 2048
            message-timeout: PT5S
            quiet-timeout: PT1H
            in-flight: 2
            accept-missing-final-return: true
            """);

        options.AllowPeers.ShouldBe([IPNetwork.Parse("10.1.0.0/16"), IPNetwork.Parse("10.2.0.1/32")]);
        (options.MaxConnections, options.MaxMessageBytes, options.InFlight, options.AcceptMissingFinalReturn).ShouldBe((10, 2048, 2, true));
        (options.MessageTimeout, options.QuietTimeout).ShouldBe((TimeSpan.FromSeconds(5), TimeSpan.FromHours(1)));
    }

    [Theory]
    [InlineData("port: 2575", "adt.yaml:1: Expected 'listener', but it is missing or empty")]
    [InlineData("listener: a\nport: 70000", "adt.yaml:2: Expected 'port' to be a whole number from 0 to 65535, but it is '70000'")]
    [InlineData("listener: a\naddress: everywhere", "adt.yaml:2: Expected an IP address, but 'address' is 'everywhere'")]
    [InlineData("listener: a\naddress: 0.0.0.0", "adt.yaml:1: Expected 'allow-peers' or client certificates beyond loopback")]
    [InlineData("listener: a\ntimeout: PT1S", "but the key is 'timeout'")]
    [InlineData("listener: a\ntls: {certificate: /none.pem, key: /none.key}", "adt.yaml:2: Expected readable PEM files")]
    [InlineData("- listener", "adt.yaml:1: Expected one document with keys and values")]
    [InlineData("listener: a\nlistener: b", "adt.yaml:2: Expected well-formed YAML")]
    public void A_mistake_is_told_with_file_line_and_what_was_expected(string text, string expected) =>
        Should.Throw<ConfigurationException>(() => MllpConfiguration.Read("adt.yaml", text)).Message.ShouldContain(expected);
}
