using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Orderly.Connectors.Mllp;
using static Orderly.Connectors.Tests.Mllp.Certificates;

namespace Orderly.Connectors.Tests.Mllp;

public sealed class MllpListenerTlsTests
{
    [Fact]
    public async Task A_message_over_TLS_is_answered()
    {
        using var authority = Authority("Server CA");
        using var server = Issue(authority, "localhost", "1.3.6.1.5.5.7.3.1");
        await using var fixture = ListenerFixture.Start(options => options with { Tls = new MllpTls(server, peerAuthority: null) });

        using var peer = await ConnectAsync(fixture, SslProtocols.None, certificate: null);

        (await peer.AskAsync(MllpPeer.Adt("M-1"))).ShouldBe("AA|M-1");
    }

    [Fact]
    public async Task With_client_certificates_asked_for_only_their_holders_are_answered()
    {
        using var authority = Authority("Client CA");
        using var stranger = Authority("Another CA");
        using var server = Issue(authority, "localhost", "1.3.6.1.5.5.7.3.1");
        using var good = Issue(authority, "ehr", "1.3.6.1.5.5.7.3.2");
        using var foreign = Issue(stranger, "ehr", "1.3.6.1.5.5.7.3.2");
        await using var fixture = ListenerFixture.Start(options => options with { Tls = new MllpTls(server, authority) });

        using (var peer = await ConnectAsync(fixture, SslProtocols.None, good))
            (await peer.AskAsync(MllpPeer.Adt("M-1"))).ShouldBe("AA|M-1");
        (await RefusedAsync(fixture, foreign)).ShouldBeTrue();
        (await RefusedAsync(fixture, certificate: null)).ShouldBeTrue();
        fixture.Acceptance.Stored.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Plain_text_to_a_TLS_listener_is_closed_and_others_are_served()
    {
        using var authority = Authority("Server CA");
        using var server = Issue(authority, "localhost", "1.3.6.1.5.5.7.3.1");
        await using var fixture = ListenerFixture.Start(options => options with { Tls = new MllpTls(server, peerAuthority: null) });
        using (var plain = fixture.Connect())
        {
            await plain.SendAsync(MllpPeer.Adt("M-1"));
            (await plain.ReceiveAsync()).ShouldBeNull();
        }

        using var peer = await ConnectAsync(fixture, SslProtocols.None, certificate: null);
        (await peer.AskAsync(MllpPeer.Adt("M-2"))).ShouldBe("AA|M-2");
        fixture.Acceptance.Stored.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_peer_that_connects_and_says_nothing_does_not_hold_up_the_stop()
    {
        using var authority = Authority("Server CA");
        using var server = Issue(authority, "localhost", "1.3.6.1.5.5.7.3.1");
        var fixture = ListenerFixture.Start(options => options with { Tls = new MllpTls(server, peerAuthority: null) });
        using var silent = fixture.Connect();
        await fixture.CountedAsync("orderly.mllp.connections");

        await fixture.DisposeAsync();

        (await silent.ReceiveAsync()).ShouldBeNull();
    }

    private static async Task<bool> RefusedAsync(ListenerFixture fixture, X509Certificate2? certificate)
    {
        try
        {
            // In TLS 1.3 the client learns of the refusal only when it reads.
            using var peer = await ConnectAsync(fixture, SslProtocols.None, certificate);
            return await peer.AskAsync(MllpPeer.Adt("M-9")) is null;
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException)
        {
            return true;
        }
    }

    private static async Task<MllpPeer> ConnectAsync(ListenerFixture fixture, SslProtocols protocols, X509Certificate2? certificate)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(fixture.Listener.EndPoint, TestContext.Current.CancellationToken);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        try
        {
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = "localhost",
                    EnabledSslProtocols = protocols,
                    ClientCertificates = certificate is null ? null : [certificate],

                    // The test's own authority is in no trust store; the listener's side is what is tested.
                    RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.Subject == "CN=localhost",
                },
                TestContext.Current.CancellationToken);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }

        return new MllpPeer(stream, socket);
    }
}
