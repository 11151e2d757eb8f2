using System.Security.Cryptography.X509Certificates;
using System.Text;
using Orderly.Connectors.Mllp;
using static Orderly.Connectors.Tests.Mllp.Certificates;

namespace Orderly.Connectors.Tests.Mllp;

public sealed class MllpClientTlsTests : IDisposable
{
    private readonly X509Certificate2 authority = Authority("Line CA");
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose()
    {
        authority.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Client_and_listener_know_each_other_by_certificates()
    {
        using var server = Issue(authority, "localhost", ServerUsage);
        using var own = Issue(authority, "orderly", ClientUsage);
        await using var fixture = ListenerFixture.Start(options => options with { Tls = new MllpTls(server, authority) });

        await using var client = Client(fixture, new MllpTls(own, authority));
        (await SendAsync(client, "M-1")).ShouldBeOfType<SendResult.Answered>().IsAccepted.ShouldBeTrue();
        (await SendAsync(client, "M-2")).ShouldBeOfType<SendResult.Answered>().IsAccepted.ShouldBeTrue();

        await using var nameless = Client(fixture, new MllpTls(null, authority));
        (await SendAsync(nameless, "M-3")).ShouldNotBeOfType<SendResult.Answered>();
        fixture.Acceptance.Stored.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("elsewhere", false)]
    [InlineData("localhost", true)]
    public async Task A_receiver_of_another_name_or_authority_gets_nothing(string name, bool isStranger)
    {
        using var other = Authority("Another CA");
        using var server = Issue(isStranger ? other : authority, name, ServerUsage);
        await using var fixture = ListenerFixture.Start(options => options with { Tls = new MllpTls(server, null) });
        await using var client = Client(fixture, new MllpTls(null, authority));

        (await SendAsync(client, "M-1")).ShouldBeOfType<SendResult.NotSent>().IsFinal.ShouldBeFalse();
        fixture.Acceptance.Stored.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_renewed_certificate_is_shown_to_the_next_connection_without_a_restart()
    {
        using var old = Issue(authority, "localhost", ServerUsage);
        using var renewedAuthority = Authority("Renewed CA");
        using var renewed = Issue(renewedAuthority, "localhost", ServerUsage);
        var (certificate, key) = Write(folder, "server", old, DateTime.UtcNow.AddMinutes(-5));
        await using var fixture = ListenerFixture.Start(options => options with { Tls = MllpTls.FromFiles(certificate, key, null) });
        await using var before = Client(fixture, new MllpTls(null, authority));
        (await SendAsync(before, "M-1")).ShouldBeOfType<SendResult.Answered>();

        Write(folder, "server", renewed, DateTime.UtcNow);

        await using var after = Client(fixture, new MllpTls(null, renewedAuthority));
        (await SendAsync(after, "M-2")).ShouldBeOfType<SendResult.Answered>();
        (await SendAsync(before, "M-3")).ShouldBeOfType<SendResult.Answered>();
    }

    [Fact]
    public async Task While_renewed_files_do_not_fit_together_the_certificate_before_them_is_shown_and_the_fault_is_told()
    {
        using var good = Issue(authority, "localhost", ServerUsage);
        using var other = Issue(authority, "localhost", ServerUsage);
        var (certificate, key) = Write(folder, "server", good, DateTime.UtcNow.AddMinutes(-5));
        await using var fixture = ListenerFixture.Start(options => options with { Tls = MllpTls.FromFiles(certificate, key, null) });
        var told = new List<Exception>();
        fixture.Listener.Faulted += told.Add;

        File.WriteAllText(certificate, other.ExportCertificatePem());

        await using var client = Client(fixture, new MllpTls(null, authority));
        (await SendAsync(client, "M-1")).ShouldBeOfType<SendResult.Answered>();
        told.ShouldHaveSingleItem();
    }

    private static MllpClient Client(ListenerFixture fixture, MllpTls tls) =>
        new(new MllpClientOptions { Host = "127.0.0.1", Port = fixture.Listener.EndPoint.Port, ServerName = "localhost", Tls = tls }, TimeProvider.System);

    private static Task<SendResult> SendAsync(MllpClient client, string id) =>
        client.SendAsync(Encoding.UTF8.GetBytes(MllpPeer.Adt(id)), TestContext.Current.CancellationToken);
}
