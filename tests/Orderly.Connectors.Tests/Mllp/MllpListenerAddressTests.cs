using System.Net;

namespace Orderly.Connectors.Tests.Mllp;

public sealed class MllpListenerAddressTests
{
    [Fact]
    public async Task A_listener_on_the_IPv6_loopback_answers()
    {
        await using var fixture = ListenerFixture.Start(options => options with { Address = IPAddress.IPv6Loopback });
        using var peer = fixture.Connect();

        (await peer.AskAsync(MllpPeer.Adt("M-1"))).ShouldBe("AA|M-1");
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.0/8")]
    [InlineData("::1", "::1/128")]
    public async Task A_listener_on_every_address_takes_IPv4_and_IPv6_peers_that_are_allowed(string address, string allowed)
    {
        await using var fixture = ListenerFixture.Start(options => options with { Address = IPAddress.IPv6Any, AllowPeers = [IPNetwork.Parse(allowed)] });
        var port = fixture.Listener.EndPoint.Port;
        using var peer = MllpPeer.Connect(new IPEndPoint(IPAddress.Parse(address), port));
        using var other = MllpPeer.Connect(new IPEndPoint(address == "::1" ? IPAddress.Loopback : IPAddress.IPv6Loopback, port));

        (await peer.AskAsync(MllpPeer.Adt("M-1"))).ShouldBe("AA|M-1");
        (await other.ReceiveAsync()).ShouldBeNull();
    }
}
