using System.Globalization;
using System.Text;
using Orderly.Connectors.Mllp;

namespace Orderly.Connectors.Tests.Mllp.Peers;

/// <summary>Listener and client work with an HL7 client and server that nobody here wrote.</summary>
public sealed class NodePeerTests(NodePeers peers) : IClassFixture<NodePeers>
{
    [Fact]
    public async Task A_node_client_is_answered_and_its_messages_are_stored_in_order()
    {
        await using var fixture = ListenerFixture.Start();
        string[] ids = ["NODE-1", "NODE-2", "NODE-3"];

        using var client = peers.Node(["client.mjs", fixture.Listener.EndPoint.Port.ToString(CultureInfo.InvariantCulture), .. ids.Select(id => MllpPeer.Adt(id).TrimEnd('\r'))]);
        var errors = client.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await client.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await client.WaitForExitAsync(TestContext.Current.CancellationToken);

        client.ExitCode.ShouldBe(0, await errors);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(ids.Select(id => $"AA|{id}"));
        fixture.Acceptance.Stored.Select(message => message.ControlId).ShouldBe(ids);
    }

    [Fact]
    public async Task A_node_server_receives_and_its_answers_are_understood()
    {
        using var server = peers.Node("server.mjs");
        try
        {
            var port = int.Parse((await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!, CultureInfo.InvariantCulture);

            // This server answers the messages before again with each further one of a connection.
            await using var client = new MllpClient(new MllpClientOptions { Host = "127.0.0.1", Port = port, KeepOpen = false }, TimeProvider.System);

            foreach (var id in (string[])["NODE-1", "NODE-2"])
            {
                var result = await client.SendAsync(Encoding.UTF8.GetBytes(MllpPeer.Adt(id)), TestContext.Current.CancellationToken);

                result.ShouldBeOfType<SendResult.Answered>().IsAccepted.ShouldBeTrue();
                (await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe(id);
            }
        }
        finally
        {
            server.Kill();
        }
    }
}
